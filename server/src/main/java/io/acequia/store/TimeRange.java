package io.acequia.store;

import java.time.Instant;

/// A range of event time.
///
/// @param from first instant of the range
/// @param to first instant after the range
public record TimeRange(Instant from, Instant to) {
    /// Every time an event can have.
    public static final TimeRange ALL =
            new TimeRange(
                    Instant.parse("1970-01-01T00:00:00Z"), Instant.parse("2262-01-01T00:00:00Z"));

    public TimeRange {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException(
                    "the range ends before it starts: " + from + " to " + to);
        }
    }
}
