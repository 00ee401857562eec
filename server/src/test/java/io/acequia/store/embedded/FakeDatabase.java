package io.acequia.store.embedded;

import io.acequia.event.Event;
import io.acequia.store.Aggregate;
import io.acequia.store.Aggregation;
import io.acequia.store.Count;
import io.acequia.store.Field;
import io.acequia.store.Filter;
import io.acequia.store.Histogram;
import io.acequia.store.Page;
import io.acequia.store.SampleReceiver;
import io.acequia.store.Samples;
import io.acequia.store.Search;
import io.acequia.store.SeriesName;
import io.acequia.store.TimeRange;
import io.acequia.store.TopValue;
import io.acequia.store.TopValues;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// A database in memory that outlives the store, as a file would: what is committed stays.
final class FakeDatabase implements Database {
    /// An event as it was loaded.
    record Row(
            long exchangeKey,
            long received,
            Series series,
            long timestamp,
            long lag,
            int source,
            Object value) {}

    final List<Row> rows = new ArrayList<>();
    final List<Series> series = new ArrayList<>();
    final List<Long> commits = new ArrayList<>();
    final List<Instant> deletions = new ArrayList<>();
    private long position;
    private int checkpointedRows;
    private int checkpointedSeries;
    private long checkpointedPosition;
    private final Transaction transaction = new Transaction();
    private boolean inTransaction;

    int checkpoints;
    private final AtomicInteger failures = new AtomicInteger();
    volatile boolean closed;

    /// Lets the next operations fail.
    void fail(int operations) {
        failures.set(operations);
    }

    /// Returns how many operations will fail.
    int failures() {
        return failures.get();
    }

    private void perform() throws IOException {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IOException("simulated failure of the database");
        }
    }

    @Override
    public synchronized long position() {
        return position;
    }

    @Override
    public LogVisitor begin() throws IOException {
        perform();
        if (inTransaction) {
            throw new IllegalStateException("a transaction within another");
        }
        inTransaction = true;
        transaction.clear();
        return transaction;
    }

    @Override
    public synchronized void commit(long sequence) throws IOException {
        perform();
        if (sequence <= position) {
            throw new IllegalStateException("the position goes back to " + sequence);
        }
        inTransaction = false;
        rows.addAll(transaction.rows);
        series.addAll(transaction.series);
        position = sequence;
        commits.add(sequence);
    }

    @Override
    public void rollback() {
        inTransaction = false;
        transaction.clear();
    }

    @Override
    public synchronized void checkpoint() throws IOException {
        perform();
        checkpoints++;
        checkpointedRows = rows.size();
        checkpointedSeries = series.size();
        checkpointedPosition = position;
    }

    /// Returns the database as it would be found after a restart now.
    FakeDatabase copy() {
        var copy = new FakeDatabase();
        copy.rows.addAll(rows);
        copy.series.addAll(series);
        copy.position = position;
        copy.checkpointedRows = checkpointedRows;
        copy.checkpointedSeries = checkpointedSeries;
        copy.checkpointedPosition = checkpointedPosition;
        return copy;
    }

    /// Loses what was committed since the last checkpoint, as when the database's own log is torn.
    void fallBackToCheckpoint() {
        rollback();
        rows.subList(checkpointedRows, rows.size()).clear();
        series.subList(checkpointedSeries, series.size()).clear();
        position = checkpointedPosition;
    }

    @Override
    public int lastSeries() throws IOException {
        perform();
        return series.size() - 1;
    }

    synchronized List<Row> loaded() {
        return List.copyOf(rows);
    }

    /// Returns how many different requests are loaded.
    synchronized long requests() {
        return rows.stream().map(Row::exchangeKey).distinct().count();
    }

    @Override
    public Page search(Search search) {
        return new Page(List.of(), null);
    }

    @Override
    public List<Count> histogram(Histogram histogram) {
        return List.of();
    }

    @Override
    public List<Aggregate> aggregate(Aggregation aggregation) {
        return List.of();
    }

    @Override
    public List<TopValue> topValues(TopValues topValues) {
        return List.of(new TopValue(Field.STRING, "rows", position()));
    }

    @Override
    public List<Event> latest(Filter filter, int limit) {
        return List.of();
    }

    @Override
    public void numericSeries(Filter filter, TimeRange range, Predicate<SeriesName> receiver) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean samples(Samples samples, SampleReceiver receiver) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized void deleteBefore(Instant before) throws IOException {
        perform();
        deletions.add(before);
    }

    @Override
    public long size() {
        return 4_096;
    }

    @Override
    public void close() {
        rollback();
        closed = true;
    }

    private final class Transaction implements LogVisitor {
        private final List<Row> rows = new ArrayList<>();
        private final List<Series> series = new ArrayList<>();
        private long exchangeKey;
        private long received;

        private void clear() {
            rows.clear();
            series.clear();
        }

        @Override
        public void series(Series definition) {
            int expected = FakeDatabase.this.series.size() + series.size();
            if (definition.id() != expected) {
                throw new IllegalStateException(
                        "series " + definition.id() + " instead of " + expected);
            }
            series.add(definition);
        }

        @Override
        public void request(long key, long time, int events) {
            exchangeKey = key;
            received = time;
        }

        private void row(int id, EventTime time, Object value) {
            int known = FakeDatabase.this.series.size();
            var definition = id < known ? FakeDatabase.this.series.get(id) : series.get(id - known);
            rows.add(
                    new Row(
                            exchangeKey,
                            received,
                            definition,
                            time.timestamp(),
                            time.lag(),
                            time.source(),
                            value));
        }

        @Override
        public void number(int id, EventTime time, double value) {
            row(id, time, value);
        }

        @Override
        public void text(int id, EventTime time, String value) {
            row(id, time, value);
        }

        @Override
        public void truth(int id, EventTime time, boolean value) {
            row(id, time, value);
        }

        @Override
        public void data(int id, EventTime time, byte[] value) {
            row(id, time, List.of(value.length, Arrays.hashCode(value)));
        }
    }
}
