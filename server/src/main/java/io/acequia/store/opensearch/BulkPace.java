package io.acequia.store.opensearch;

import java.util.concurrent.TimeUnit;

/// How much the cluster is asked for: as much may wait as it took in its best second of late, and a
/// body is as large as it answers for within a second. More would wait for longer than devices do
/// before they send again (ACK_TIMEOUT is 2 s, RFC 7252 §4.8), and a cluster that is asked for
/// everything twice never catches up. Not safe for use by several threads.
final class BulkPace {
    /// A cluster that was never busy has not shown what it can do; so much is always let in, some
    /// 30,000 events.
    static final long LEAST = 8 << 20;

    /// One that was found slow gets no more than it has shown, or this.
    static final long LEAST_WHEN_SLOW = 512 << 10;

    static final int SMALLEST_BODY = 16 << 10;
    static final int FIRST_BODY = 128 << 10;

    /// More costs memory and saves nothing.
    static final int LARGEST_BODY = 4 << 20;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /// Best seconds, and having been slow, count no longer when they are older than this.
    private static final int SECONDS = 10;

    private final long most;
    private final long[] taken = new long[SECONDS];
    private long current = Long.MIN_VALUE;
    private long slowSince = Long.MIN_VALUE;
    private int body = FIRST_BODY;

    /// @param most bytes that may ever wait
    BulkPace(long most) {
        this.most = most;
    }

    /// Notes what the cluster took.
    ///
    /// @param nanos how long it needed; what does not fit into a second is left out
    /// @param ticks nanoseconds of a clock that never jumps
    void took(long bytes, long nanos, long ticks) {
        advance(ticks);
        taken[slot(current)] += nanos > SECOND ? (long) (bytes * ((double) SECOND / nanos)) : bytes;
        if (nanos > SECOND) {
            body = Math.max(body / 2, SMALLEST_BODY);
        } else if (nanos < SECOND / 2 && bytes > body / 2) {
            body = Math.min(body * 2, LARGEST_BODY);
        }
    }

    /// Notes that the cluster could not keep up.
    ///
    /// @param ticks nanoseconds of a clock that never jumps
    void slow(long ticks) {
        advance(ticks);
        slowSince = current;
    }

    /// Says whether the cluster could not keep up of late.
    ///
    /// @param ticks nanoseconds of a clock that never jumps
    boolean isSlow(long ticks) {
        advance(ticks);
        return slowSince != Long.MIN_VALUE && current - slowSince < SECONDS;
    }

    /// Whoever asks may have read the clock before somebody who asked earlier: time only goes on.
    private void advance(long ticks) {
        long second = Math.floorDiv(ticks, SECOND);
        if (second > current) {
            long passed = current == Long.MIN_VALUE ? SECONDS : second - current;
            for (long at = Math.max(0, SECONDS - passed); at < SECONDS; at++) {
                taken[slot(second - (SECONDS - 1 - at))] = 0;
            }
            current = second;
        }
    }

    private static int slot(long second) {
        return (int) Math.floorMod(second, (long) SECONDS);
    }

    /// Returns how many bytes may wait or be under way.
    ///
    /// @param ticks nanoseconds of a clock that never jumps
    long limit(long ticks) {
        long best = isSlow(ticks) ? LEAST_WHEN_SLOW : LEAST;
        for (long bytes : taken) {
            best = Math.max(best, bytes);
        }
        return Math.min(best, most);
    }

    /// Returns how many bytes a body may have; it halves when one takes more than a second, and
    /// doubles when a large one takes less than half.
    int body() {
        return body;
    }
}
