package io.acequia.metrics;

/// How large something was, counted in buckets of powers of four from 1 to 65,536. One thread
/// records, without allocating; any thread takes snapshots.
public final class SizeBuckets {
    private final BucketCounts counts =
            new BucketCounts(1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536);

    /// Counts a size.
    public void record(long size) {
        counts.record(size);
    }

    /// Returns what was counted so far.
    public Distribution snapshot() {
        return counts.snapshot(1);
    }
}
