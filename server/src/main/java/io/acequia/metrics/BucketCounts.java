package io.acequia.metrics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;

/// Counts values by size. One thread records; any thread reads.
///
/// Opaque writes cost what plain ones do, yet a reader sees each of them eventually and never half
/// of one. Buckets and sum are not read at the same instant; each of them only grows, which is all
/// that Prometheus needs. Create it on the thread that records, so that two recorders do not share
/// a cache line.
final class BucketCounts {
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] bounds;

    /// The buckets, then the sum. Written by the recording thread, read by any.
    private final long[] figures;

    BucketCounts(long... bounds) {
        this.bounds = bounds;
        this.figures = new long[bounds.length + 2];
    }

    void record(long value) {
        int bucket = 0;
        while (bucket < bounds.length && value > bounds[bucket]) {
            bucket++;
        }
        add(bucket, 1);
        add(bounds.length + 1, value);
    }

    private void add(int index, long amount) {
        ELEMENT.setOpaque(figures, index, figures[index] + amount);
    }

    /// @param unit what a bound is divided by
    Distribution snapshot(double unit) {
        var upperBounds = new ArrayList<Double>(bounds.length);
        for (long bound : bounds) {
            upperBounds.add(bound / unit);
        }
        var counts = new ArrayList<Long>(bounds.length + 1);
        for (int i = 0; i <= bounds.length; i++) {
            counts.add((long) ELEMENT.getOpaque(figures, i));
        }
        return new Distribution(
                upperBounds, counts, (long) ELEMENT.getOpaque(figures, bounds.length + 1) / unit);
    }
}
