package io.acequia.store.copy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// How long to wait for a store that takes no events now: first a moment, then twice as long each
/// time, until it has gone on for too long. Used by one thread.
final class Patience {
    private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(5);

    /// Shorter pauses are part of the ordinary course of things.
    private static final long WORTH_TELLING = TimeUnit.SECONDS.toNanos(1);

    /// Lets time pass.
    @FunctionalInterface
    interface Pause {
        /// Returns after this many nanoseconds.
        void of(long nanos) throws InterruptedException;
    }

    private final Duration limit;
    private final LongSupplier ticks;
    private final Pause pause;
    private long next;
    private long since;

    /// @param limit how long to try without any success
    /// @param ticks nanoseconds of a clock that never jumps
    Patience(Duration limit, LongSupplier ticks, Pause pause) {
        this.limit = limit;
        this.ticks = ticks;
        this.pause = pause;
        goesOn();
    }

    /// Says that the store has taken something.
    void goesOn() {
        next = FIRST;
        since = ticks.getAsLong();
    }

    /// Waits before the next attempt.
    ///
    /// @throws IOException when it has gone on for too long
    void pause(CopyWitness witness) throws IOException, InterruptedException {
        var waited = Duration.ofNanos(ticks.getAsLong() - since);
        if (waited.compareTo(limit) > 0) {
            throw new IOException(
                    ("the target has taken no event for %d s: the lines of its log above say why"
                                    + " (disk, network, store.max-series)")
                            .formatted(waited.toSeconds()));
        }
        if (next >= WORTH_TELLING) {
            witness.waits(waited, limit);
        }
        pause.of(next);
        next = Math.min(2 * next, LONGEST);
    }
}
