package io.acequia.codec;

import java.util.List;

/// The members of a payload, in their usual order.
enum PayloadMember {
    TYPE("type", false),
    VALUE("value", true),
    UNIT("unit", false),
    STRING("string", true),
    BOOL("bool", true),
    DATA("data", true),
    /// Any unknown one.
    OTHER("", false);

    /// All but the unknown ones.
    static final List<PayloadMember> KNOWN = List.of(TYPE, VALUE, UNIT, STRING, BOOL, DATA);

    private final String text;
    private final String path;
    private final boolean isValue;

    PayloadMember(String text, boolean isValue) {
        this.text = text;
        this.path = text.isEmpty() ? "" : "payload." + text;
        this.isValue = isValue;
    }

    /// Returns the name as the sender writes it.
    String text() {
        return text;
    }

    /// Returns the name as a reason gives it, "" for an unknown one.
    String path() {
        return path;
    }

    /// Says whether it is one of those of which there is exactly one.
    boolean isValue() {
        return isValue;
    }
}
