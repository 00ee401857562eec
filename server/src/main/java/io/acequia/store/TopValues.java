package io.acequia.store;

/// Asks for the most frequent values of a field.
///
/// @param filter which events
/// @param range of event time
/// @param field a keyword field
/// @param limit most values, 1 to 1,000
public record TopValues(Filter filter, TimeRange range, Field field, int limit) {
    public TopValues {
        if (limit < 1 || limit > 1_000) {
            throw new IllegalArgumentException("limit is " + limit + "; use 1 to 1000");
        }
    }
}
