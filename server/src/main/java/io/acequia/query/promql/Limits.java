package io.acequia.query.promql;

import java.time.Duration;

/// What a query may cost.
///
/// @param samples most samples that one selector reads
/// @param points most values that are held in memory at a time, 8 bytes each
/// @param timeout longest time
public record Limits(long samples, long points, Duration timeout) {
    /// What holds unless something else is said.
    public static final Limits DEFAULTS = new Limits(20_000_000, 4_000_000, Duration.ofSeconds(30));

    /// Returns these with a time that is not longer than before.
    public Limits within(Duration other) {
        return new Limits(samples, points, other.compareTo(timeout) < 0 ? other : timeout);
    }
}
