package io.acequia.store;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A range of time cut into intervals of equal width; the last one may be shorter.
///
/// @param start first instant of the range
/// @param from first microsecond of the range
/// @param to first microsecond after the range
/// @param width of an interval, microseconds
public record Buckets(Instant start, long from, long to, long width) {
    /// Cuts a range; it stays whole without an interval.
    public static Buckets of(TimeRange range, @Nullable Duration interval) {
        long from = Micros.notBefore(range.from());
        long to = Micros.notBefore(range.to());
        long width = interval == null ? Math.max(1, to - from) : Micros.of(interval);
        return new Buckets(range.from(), from, to, width);
    }

    /// Returns how many intervals there are.
    public int count() {
        return Math.toIntExact(Math.ceilDiv(to - from, width));
    }

    /// Returns the first instant of an interval.
    public Instant start(int bucket) {
        return start.plus(bucket * width, ChronoUnit.MICROS);
    }
}
