package io.acequia.store.embedded;

import io.acequia.event.Event;
import io.acequia.store.Aggregate;
import io.acequia.store.Aggregation;
import io.acequia.store.Count;
import io.acequia.store.Filter;
import io.acequia.store.Histogram;
import io.acequia.store.Micros;
import io.acequia.store.Page;
import io.acequia.store.SampleReceiver;
import io.acequia.store.Samples;
import io.acequia.store.Search;
import io.acequia.store.SeriesName;
import io.acequia.store.TimeRange;
import io.acequia.store.TopValue;
import io.acequia.store.TopValues;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// DuckDB in this process: the file `events.duckdb` in the data directory.
///
/// A failure of the disk may leave DuckDB unusable until it is opened again; that is done here, at
/// once and before each load. After an exception from [#begin], [#commit] or [#checkpoint] go on
/// from [#position], which may be another one than before.
///
/// The thread that begins a transaction also commits it or rolls it back; a checkpoint or deletion
/// by another thread waits for that.
final class DuckDatabase implements Database {
    private final DatabaseFile file;
    private final DatabaseSettings settings;
    private final ReentrantLock writing = new ReentrantLock();

    /// Written with the lock, read by any thread.
    private volatile Session session;

    private DuckDatabase(DatabaseFile file, DatabaseSettings settings) throws IOException {
        this.file = file;
        this.settings = settings;
        this.session = open();
    }

    /// Opens the database of a data directory, and makes an empty one when there is none.
    ///
    /// Whether that is right is for the caller to say, who knows the write-ahead log: [#position]
    /// is 0 then, and what came before the log begins would be missing. The same holds for a
    /// position that has fallen back behind the beginning of the log.
    ///
    /// @param clock for the names of files in quarantine
    /// @throws IOException with a message for the operator: which file, what is wrong, what to do
    static DuckDatabase open(Path directory, DatabaseSettings settings, InstantSource clock)
            throws IOException {
        return new DuckDatabase(new DatabaseFile(directory, settings, clock), settings);
    }

    private Session open() throws IOException {
        var connection = file.open();
        try {
            return new Session(connection, settings.queries());
        } catch (SQLException failed) {
            DatabaseFile.close(connection);
            throw file.refusal(failed);
        }
    }

    @Override
    public long position() {
        return session.position();
    }

    @Override
    public LogVisitor begin() throws IOException {
        writing.lock();
        try {
            long before = session.position();
            repair();
            if (session.position() != before) {
                throw new IOException(
                        "the database was opened again and is at frame " + session.position());
            }
            return session.begin();
        } catch (IOException failed) {
            writing.unlock();
            throw failed;
        }
    }

    @Override
    public void commit(long sequence) throws IOException {
        try {
            session.commit(sequence);
        } catch (SQLException failed) {
            session.rollback();
            repairAfter(failed);
            if (session.position() != sequence) {
                throw failure("the load was not committed", failed);
            }
            // It was committed, and what failed is the checkpoint that the database then made.
        } finally {
            writing.unlock();
        }
    }

    /// Does nothing after a commit, be it that it failed.
    @Override
    public void rollback() {
        if (writing.isHeldByCurrentThread()) {
            session.rollback();
            writing.unlock();
        }
    }

    @Override
    public void checkpoint() throws IOException {
        write(() -> session.checkpoint(), "there was no checkpoint");
    }

    @Override
    public void deleteBefore(Instant before) throws IOException {
        long micros = Micros.of(before);
        write(() -> session.deleteBefore(micros), "nothing was deleted");
    }

    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }

    private void write(Work work, String otherwise) throws IOException {
        writing.lock();
        try {
            repair();
            work.run();
        } catch (SQLException failed) {
            session.rollback();
            repairAfter(failed);
            throw failure(otherwise, failed);
        } finally {
            writing.unlock();
        }
    }

    private static IOException failure(String what, SQLException why) {
        return new IOException(what + ": " + SqlError.text(why), why);
    }

    private void repairAfter(SQLException failed) throws IOException {
        try {
            repair();
        } catch (IOException stillBroken) {
            stillBroken.addSuppressed(failed);
            throw stillBroken;
        }
    }

    private void repair() throws IOException {
        if (!session.isAlive()) {
            closeSession();
            session = open();
        }
    }

    private void closeSession() throws IOException {
        try {
            session.close();
        } catch (SQLException failed) {
            throw failure("the database cannot be closed", failed);
        }
    }

    @Override
    public int lastSeries() {
        return session.lastSeries();
    }

    @Override
    public Page search(Search search) throws IOException {
        return answer(new SearchQuery(search));
    }

    @Override
    public List<Count> histogram(Histogram histogram) throws IOException {
        return answer(new HistogramQuery(histogram));
    }

    @Override
    public List<Aggregate> aggregate(Aggregation aggregation) throws IOException {
        return answer(new AggregationQuery(aggregation));
    }

    @Override
    public List<TopValue> topValues(TopValues topValues) throws IOException {
        return answer(new TopValuesQuery(topValues));
    }

    @Override
    public List<Event> latest(Filter filter, int limit) throws IOException {
        return answer(new LatestQuery(filter, limit));
    }

    @Override
    public void numericSeries(Filter filter, TimeRange range, Predicate<SeriesName> receiver)
            throws IOException {
        var query = new NumericSeriesQuery(filter, range, receiver);
        answer(query, query::hasBegun);
    }

    @Override
    public boolean samples(Samples samples, SampleReceiver receiver) throws IOException {
        var query = new SamplesQuery(samples, receiver);
        return answer(query, query::hasBegun);
    }

    /// Asks again when partitions were dropped, or the database opened again, meanwhile.
    private <T> T answer(Query<T> query) throws IOException {
        return answer(query, () -> false);
    }

    /// @param hasBegun whether the one who asks has seen part of the answer, so that it is too late
    ///   to ask again
    private <T> T answer(Query<T> query, BooleanSupplier hasBegun) throws IOException {
        while (true) {
            var asked = session;
            var partitions = asked.partitions();
            try {
                return query.run(partitions, asked.queries());
            } catch (InterruptedIOException cancelled) {
                throw cancelled;
            } catch (IOException failed) {
                boolean unchanged = session.partitions().equals(partitions) && session == asked;
                if (unchanged || hasBegun.getAsBoolean()) {
                    throw failed;
                }
            }
        }
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public void close() throws IOException {
        writing.lock();
        try {
            closeSession();
        } finally {
            writing.unlock();
        }
    }
}
