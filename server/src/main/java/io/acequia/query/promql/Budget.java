package io.acequia.query.promql;

import java.util.function.LongSupplier;

/// What a query has used of its [Limits]. Used by one thread at a time.
final class Budget {
    private final Limits limits;
    private final LongSupplier nanoTime;
    private final long deadline;
    private long held;
    private int untilCheck;

    /// @param nanoTime a clock that only goes forward
    Budget(Limits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.deadline = nanoTime.getAsLong() + limits.timeout().toNanos();
    }

    long samples() {
        return limits.samples();
    }

    /// Says that so many more values are held in memory.
    void hold(long points) {
        held += points;
        if (held > limits.points()) {
            throw EvaluationFailure.tooLarge();
        }
        checkTime();
    }

    /// Says that so many values are held for a moment.
    void fits(long points) {
        if (held + points > limits.points()) {
            throw EvaluationFailure.tooLarge();
        }
    }

    /// Says that so many values are not held any more.
    void release(long points) {
        held -= points;
    }

    /// Called for each small piece of work, looks at the clock now and then.
    void work(int pieces) {
        untilCheck -= pieces;
        if (untilCheck <= 0) {
            untilCheck = 10_000;
            checkTime();
        }
    }

    private void checkTime() {
        if (nanoTime.getAsLong() - deadline > 0 || Thread.currentThread().isInterrupted()) {
            throw EvaluationFailure.timeout();
        }
    }
}
