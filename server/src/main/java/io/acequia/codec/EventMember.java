package io.acequia.codec;

import java.util.List;

/// The members of an event, in their usual order.
enum EventMember {
    NAMESPACE("namespace"),
    SENDER("sender"),
    ORIGIN("origin"),
    PAYLOAD("payload"),
    TIMESTAMP("timestamp"),
    /// Any unknown one.
    OTHER("");

    /// All but the unknown ones.
    static final List<EventMember> KNOWN = List.of(NAMESPACE, SENDER, ORIGIN, PAYLOAD, TIMESTAMP);

    private final String path;

    EventMember(String path) {
        this.path = path;
    }

    /// Returns the name, as the sender writes it and as a reason names it.
    String path() {
        return path;
    }
}
