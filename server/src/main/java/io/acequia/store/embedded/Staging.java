package io.acequia.store.embedded;

import io.acequia.event.Value;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Gathers the records of a load, and empties itself into the open transaction when it is full.
///
/// An event whose series did not come before it is left out and counted: without its series it
/// could not be shown, and the id may get another meaning later.
///
/// Confined to the thread that loads.
final class Staging implements LogVisitor {
    private static final int MOST_SERIES = 1 << 16;

    /// Bytes of text and data, with 64 for each row.
    private static final int MOST_BYTES = 4 << 20;

    /// Writes what is staged into the transaction.
    @FunctionalInterface
    interface Flush {
        /// Called with the staging full; clears it.
        void flush() throws SQLException;
    }

    private final NumberRows numbers;
    private final Flush flush;
    private final List<OtherRow> others = new ArrayList<>();
    private final List<Series> series = new ArrayList<>();
    private final BitSet committed;
    private final BitSet fresh = new BitSet();
    private int otherBytes;
    private long strays;
    private @Nullable SQLException failure;

    /// An event that is not numeric.
    record OtherRow(int day, int series, long timestamp, long lag, int source, Value value) {}

    /// @param known ids of the series in the database
    Staging(NumberRows numbers, BitSet known, Flush flush) {
        this.numbers = numbers;
        this.committed = known;
        this.flush = flush;
    }

    NumberRows numbers() {
        return numbers;
    }

    List<OtherRow> others() {
        return others;
    }

    /// Returns the days that the other rows are of.
    Set<Integer> othersDays() {
        return others.stream().map(OtherRow::day).collect(Collectors.toSet());
    }

    List<Series> series() {
        return series;
    }

    boolean isEmpty() {
        return numbers.isEmpty() && others.isEmpty() && series.isEmpty();
    }

    /// Forgets rows, which are in the transaction now.
    void clear() {
        numbers.clear();
        others.clear();
        series.clear();
        otherBytes = 0;
    }

    /// Begins anew; what came since the last [#accept] did not come.
    void reset() {
        clear();
        fresh.clear();
        strays = 0;
        failure = null;
    }

    /// The transaction is committed: its series are known.
    ///
    /// @return how many events had no series
    long accept() {
        committed.or(fresh);
        long left = strays;
        reset();
        return left;
    }

    /// Returns the highest id of a committed series, -1 when there is none.
    int lastSeries() {
        return committed.length() - 1;
    }

    /// Throws what went wrong while nobody could be told.
    void check() throws SQLException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void series(Series added) {
        if (!committed.get(added.id()) && !fresh.get(added.id())) {
            fresh.set(added.id());
            series.add(added);
            flushIf(series.size() == MOST_SERIES);
        }
    }

    @Override
    public void request(long exchangeKey, long received, int events) {
        // Requests are remembered by the log, not by the database.
    }

    @Override
    public void number(int id, EventTime time, double value) {
        if (isKnown(id)) {
            numbers.add(id, time.timestamp(), time.lag(), time.source(), value);
            flushIf(numbers.isFull());
        }
    }

    @Override
    public void text(int id, EventTime time, String value) {
        other(id, time, new Value.Text(value), value.length());
    }

    @Override
    public void truth(int id, EventTime time, boolean value) {
        other(id, time, new Value.Truth(value), 1);
    }

    @Override
    public void data(int id, EventTime time, byte[] value) {
        other(id, time, Value.Data.of(value), value.length);
    }

    private void other(int id, EventTime time, Value value, int bytes) {
        if (isKnown(id)) {
            int day = Partition.dayOf(time.timestamp());
            others.add(new OtherRow(day, id, time.timestamp(), time.lag(), time.source(), value));
            otherBytes += bytes + 64;
            flushIf(otherBytes >= MOST_BYTES);
        }
    }

    private boolean isKnown(int id) {
        boolean known = committed.get(id) || fresh.get(id);
        if (!known) {
            strays++;
        }
        return known;
    }

    /// A visitor may not throw what a statement throws; the commit does.
    private void flushIf(boolean isFull) {
        if (isFull && failure == null) {
            try {
                flush.flush();
            } catch (SQLException failed) {
                failure = failed;
            }
        }
        if (failure != null) {
            clear();
        }
    }
}
