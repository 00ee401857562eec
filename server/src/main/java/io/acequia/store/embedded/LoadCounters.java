package io.acequia.store.embedded;

import java.util.concurrent.atomic.LongAdder;

/// What the loader has done. Counted by its thread, read by all.
final class LoadCounters {
    private final LongAdder transactions = new LongAdder();
    private final LongAdder rows = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private volatile long sequence;
    private volatile String lastError = "";

    void loaded(long position, int count, long duration) {
        sequence = position;
        transactions.increment();
        rows.add(count);
        nanos.add(duration);
    }

    /// Says where the database is at the start.
    void at(long position) {
        sequence = position;
    }

    void failed(Throwable cause) {
        lastError = cause.toString();
    }

    long transactions() {
        return transactions.sum();
    }

    long rows() {
        return rows.sum();
    }

    long nanos() {
        return nanos.sum();
    }

    /// Returns the sequence of the last frame that is loaded.
    long sequence() {
        return sequence;
    }

    /// Returns what went wrong last, empty when nothing did.
    String lastError() {
        return lastError;
    }
}
