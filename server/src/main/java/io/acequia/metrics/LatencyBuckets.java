package io.acequia.metrics;

/// How long something took, counted in buckets from 100 µs to 10 s. One thread records, without
/// allocating; any thread takes snapshots.
public final class LatencyBuckets {
    private static final long MICROS = 1_000, MILLIS = 1_000_000, SECONDS = 1_000_000_000;

    private final BucketCounts counts =
            new BucketCounts(
                    100 * MICROS,
                    250 * MICROS,
                    500 * MICROS,
                    1 * MILLIS,
                    2_500 * MICROS,
                    5 * MILLIS,
                    10 * MILLIS,
                    25 * MILLIS,
                    50 * MILLIS,
                    100 * MILLIS,
                    250 * MILLIS,
                    500 * MILLIS,
                    1 * SECONDS,
                    2_500 * MILLIS,
                    5 * SECONDS,
                    10 * SECONDS);

    /// Counts a duration in nanoseconds.
    public void record(long nanos) {
        counts.record(nanos);
    }

    /// Returns what was counted so far, in seconds.
    public Distribution snapshot() {
        return counts.snapshot(SECONDS);
    }
}
