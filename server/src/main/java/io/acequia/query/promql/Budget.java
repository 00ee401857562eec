package io.acequia.query.promql;

import java.util.function.LongSupplier;

/// What a query has used of its [Limits]. Used by one thread at a time.
final class Budget {
    /// What the labels of a row and its objects take, as a number of values.
    private static final int ROW = 50;

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

    /// Says that a row is held in memory.
    ///
    /// @param points how many values it has
    void holdRow(long points) {
        hold(points + ROW);
    }

    /// Says that text is held in memory that a query has put together.
    void holdText(String text) {
        hold(1 + text.length() / 8);
    }

    private void hold(long points) {
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

    /// Says that rows with so many values each are not held any more.
    void releaseRows(long rows, long points) {
        held -= rows * (points + ROW);
    }

    /// Called for each small piece of work, looks at the clock now and then.
    void work(int pieces) {
        untilCheck -= pieces;
        if (untilCheck <= 0) {
            untilCheck = 10_000;
            checkTime();
        }
    }

    /// Says whether there is time left. May be called by any thread.
    boolean isInTime() {
        return nanoTime.getAsLong() - deadline <= 0;
    }

    /// Ends a query that has taken too long.
    void checkTime() {
        if (!isInTime() || Thread.currentThread().isInterrupted()) {
            throw EvaluationFailure.timeout();
        }
    }
}
