package io.acequia.store;

import java.util.Optional;

/// A field of an event that can be searched, by the name the wire contract gives it.
public enum Field {
    NAMESPACE("namespace"),
    SENDER("sender"),
    ORIGIN("origin"),
    TYPE("payload.type"),
    VALUE("payload.value"),
    STRING("payload.string"),
    BOOL("payload.bool"),
    DATA("payload.data"),
    UNIT("payload.unit"),
    TIMESTAMP("timestamp"),
    RECEIVED("received"),
    TIME_SOURCE("time_source");

    private final String label;

    Field(String label) {
        this.label = label;
    }

    /// Returns the name on the wire and in queries.
    public String label() {
        return label;
    }

    /// Says whether all events of a series have the same value, or none of them has one.
    public boolean isOfSeries() {
        return switch (this) {
            case NAMESPACE, SENDER, ORIGIN, TYPE, UNIT -> true;
            case VALUE, STRING, BOOL, DATA, TIMESTAMP, RECEIVED, TIME_SOURCE -> false;
        };
    }

    /// Finds a field by its name on the wire.
    public static Optional<Field> named(String label) {
        for (var field : values()) {
            if (field.label.equals(label)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
