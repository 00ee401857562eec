package io.acequia.store.embedded;

import io.acequia.event.TimeSource;
import io.acequia.store.Field;

/// A field of an event as SQL sees it: where it is found.
final class FieldSql {
    /// The numbers and labels of [TimeSource] as a table.
    static final String TIME_SOURCES = timeSources();

    private FieldSql() {}

    /// Where the values of a field are.
    enum Place {
        /// In the table of series.
        SERIES,
        /// In the table of time sources.
        TIME_SOURCE,
        /// In the row of the event.
        EVENT
    }

    /// Says where the values of a field are.
    static Place place(Field field) {
        return switch (field) {
            case NAMESPACE, SENDER, ORIGIN, TYPE, UNIT -> Place.SERIES;
            case TIME_SOURCE -> Place.TIME_SOURCE;
            case VALUE, STRING, BOOL, DATA, TIMESTAMP, RECEIVED -> Place.EVENT;
        };
    }

    /// Returns the expression for a field in its place; null for an event without the field.
    static String column(Field field) {
        return switch (field) {
            case NAMESPACE -> "namespace";
            case SENDER -> "sender";
            case ORIGIN -> "origin";
            case TYPE -> "type";
            case UNIT -> "unit";
            case VALUE -> "value";
            case STRING -> "string";
            case BOOL -> "bool";
            case DATA -> "lower(hex(data))";
            case TIMESTAMP -> "ts";
            // Milliseconds are kept; a clamped event has the time of receipt as its timestamp.
            case RECEIVED -> "((ts // 1000 + case when source = 3 then 0 else lag end) * 1000)";
            case TIME_SOURCE -> "label";
        };
    }

    private static String timeSources() {
        var rows = new StringBuilder();
        for (var source : TimeSource.values()) {
            rows.append(rows.isEmpty() ? "" : ", ")
                    .append("(" + source.number() + ", '" + source.label() + "')");
        }
        return "(values " + rows + ") as time_source(number, label)";
    }
}
