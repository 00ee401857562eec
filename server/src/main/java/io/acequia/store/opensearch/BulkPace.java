package io.acequia.store.opensearch;

import java.util.concurrent.TimeUnit;

/// How much may wait for the cluster: what it took in its best second of late. More would wait for
/// longer than devices do before they send again (ACK_TIMEOUT is 2 s, RFC 7252 §4.8), and a cluster
/// that is asked for everything twice never catches up. Not safe for use by several threads.
final class BulkPace {
    /// A cluster that was never busy has not shown what it can do; so much is always let in, some
    /// 30,000 events.
    static final long LEAST = 8 << 20;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /// Best seconds older than this count no longer.
    private static final int SECONDS = 10;

    private final long most;
    private final long[] taken = new long[SECONDS];
    private long current = Long.MIN_VALUE;

    /// @param most bytes that may ever wait
    BulkPace(long most) {
        this.most = most;
    }

    /// Notes what the cluster took.
    ///
    /// @param ticks nanoseconds of a clock that never jumps
    void took(long bytes, long ticks) {
        long second = Math.floorDiv(ticks, SECOND);
        if (second != current) {
            long passed = current == Long.MIN_VALUE ? SECONDS : second - current;
            for (long at = Math.max(0, SECONDS - passed); at < SECONDS; at++) {
                taken[slot(second - (SECONDS - 1 - at))] = 0;
            }
            current = second;
        }
        taken[slot(second)] += bytes;
    }

    private static int slot(long second) {
        return (int) Math.floorMod(second, (long) SECONDS);
    }

    /// Returns how many bytes may wait or be under way.
    long limit() {
        long best = LEAST;
        for (long bytes : taken) {
            best = Math.max(best, bytes);
        }
        return Math.min(best, most);
    }
}
