package io.acequia.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BucketsTest {
    @Test
    @DisplayName("A duration falls into the first bucket whose bound it does not exceed")
    void durations() {
        var buckets = new LatencyBuckets();

        buckets.record(0);
        buckets.record(100_000);
        buckets.record(100_001);
        buckets.record(10_000_000_000L);
        buckets.record(10_000_000_001L);

        var snapshot = buckets.snapshot();
        assertEquals(16, snapshot.upperBounds().size());
        assertEquals(0.0001, snapshot.upperBounds().getFirst());
        assertEquals(10, snapshot.upperBounds().getLast());
        assertEquals(2, snapshot.counts().getFirst());
        assertEquals(1, snapshot.counts().get(1));
        assertEquals(1, snapshot.counts().get(15));
        assertEquals(1, snapshot.counts().get(16));
        assertEquals(5, snapshot.count());
        assertEquals(20.000200002, snapshot.sum(), 1e-9);
    }

    @Test
    @DisplayName("A quantile lies where it would be if values were spread evenly in their bucket")
    void quantiles() {
        var buckets = new LatencyBuckets();
        for (int i = 0; i < 100; i++) {
            buckets.record(2_000_000); // 1 to 2.5 ms
        }
        var before = buckets.snapshot();
        assertEquals(0.00175, before.quantile(0.5), 1e-9);
        assertEquals(0.0025, before.quantile(1), 1e-9);

        buckets.record(20_000_000_000L);
        var since = buckets.snapshot().since(before.counts());

        assertEquals(1, since.count());
        assertEquals(10, since.quantile(0.99), "the greatest bound");
        assertTrue(Double.isNaN(before.since(before.counts()).quantile(0.5)));
    }

    @Test
    @DisplayName("Sizes are counted in powers of four")
    void sizes() {
        var buckets = new SizeBuckets();

        buckets.record(1);
        buckets.record(5);
        buckets.record(1_000_000);

        var snapshot = buckets.snapshot();
        assertEquals(List.of(1.0, 4.0, 16.0), snapshot.upperBounds().subList(0, 3));
        assertEquals(List.of(1L, 0L, 1L), snapshot.counts().subList(0, 3));
        assertEquals(1L, snapshot.counts().getLast());
        assertEquals(1_000_006, snapshot.sum());
    }

    @Test
    @DisplayName("What several threads counted adds up")
    void sum() {
        var one = new SizeBuckets();
        var other = new SizeBuckets();
        one.record(1);
        other.record(1);
        other.record(3);

        var sum = Distribution.sum(List.of(one.snapshot(), other.snapshot()));

        assertEquals(List.of(2L, 1L), sum.counts().subList(0, 2));
        assertEquals(5, sum.sum());
    }

    @Test
    @DisplayName("Distributions with different bounds do not add up")
    void differentBounds() {
        var parts = List.of(new SizeBuckets().snapshot(), new LatencyBuckets().snapshot());

        assertThrows(IllegalArgumentException.class, () -> Distribution.sum(parts));
        assertThrows(
                IllegalArgumentException.class, () -> new Distribution(List.of(1.0), List.of(), 0));
    }

    @Test
    @DisplayName("A reader sees counts that only grow while another thread records")
    void readWhileRecording() throws InterruptedException {
        int recorded = 200_000;
        var buckets = new LatencyBuckets();
        var recorder =
                Thread.ofPlatform()
                        .start(() -> {
                            for (int i = 0; i < recorded; i++) {
                                buckets.record(i);
                            }
                        });

        long last = 0;
        while (recorder.isAlive()) {
            long count = buckets.snapshot().count();
            assertTrue(count >= last);
            last = count;
        }

        recorder.join();
        assertEquals(recorded, buckets.snapshot().count());
    }

    @Test
    @DisplayName("Recording allocates nothing")
    void recordingAllocatesNothing() {
        var buckets = new LatencyBuckets();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        record(buckets, 20_000);

        long before = threads.getCurrentThreadAllocatedBytes();
        record(buckets, 1_000_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertTrue(allocated < 100_000, allocated + " bytes for a million records");
        assertEquals(1_020_000, buckets.snapshot().count());
    }

    private static void record(LatencyBuckets buckets, int times) {
        for (int i = 0; i < times; i++) {
            buckets.record(i * 37L);
        }
    }
}
