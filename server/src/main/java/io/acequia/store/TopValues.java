package io.acequia.store;

import java.util.List;

/// Asks for the most frequent values of fields, of several at once since that costs hardly more.
///
/// @param filter which events
/// @param range of event time
/// @param fields keyword fields, at least one, none twice
/// @param limit most values of each field, 1 to 1,000
public record TopValues(Filter filter, TimeRange range, List<Field> fields, int limit) {
    public TopValues {
        fields = List.copyOf(fields);
        if (fields.isEmpty() || fields.stream().distinct().count() < fields.size()) {
            throw new IllegalArgumentException("fields are " + fields + "; name each once");
        }
        if (limit < 1 || limit > 1_000) {
            throw new IllegalArgumentException("limit is " + limit + "; use 1 to 1000");
        }
    }
}
