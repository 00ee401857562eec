package io.acequia.store.embedded;

import io.acequia.event.Event;
import io.acequia.store.Aggregate;
import io.acequia.store.Aggregation;
import io.acequia.store.Count;
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
import java.util.List;
import java.util.function.Predicate;

/// What people query: the committed frames of the write-ahead log, loaded in large transactions.
///
/// One thread loads; any number of threads query meanwhile.
interface Database extends AutoCloseable {
    /// Returns the sequence of the last frame that is loaded, 0 when there is none.
    long position();

    /// Begins a transaction and returns where its records go.
    LogVisitor begin() throws IOException;

    /// Commits what came since [#begin], together with the position it reaches.
    ///
    /// @param sequence of the last frame in this transaction
    void commit(long sequence) throws IOException;

    /// Forgets what came since [#begin].
    void rollback();

    /// Moves what is committed into the database file, so that no frame up to [#position] is needed
    /// again.
    void checkpoint() throws IOException;

    /// Returns the highest id of a series, -1 when there is none.
    int lastSeries() throws IOException;

    /// As [io.acequia.store.EventStore#search].
    Page search(Search search) throws IOException;

    /// As [io.acequia.store.EventStore#histogram].
    List<Count> histogram(Histogram histogram) throws IOException;

    /// As [io.acequia.store.EventStore#aggregate].
    List<Aggregate> aggregate(Aggregation aggregation) throws IOException;

    /// As [io.acequia.store.EventStore#topValues].
    List<TopValue> topValues(TopValues topValues) throws IOException;

    /// As [io.acequia.store.EventStore#latest].
    List<Event> latest(Filter filter, int limit) throws IOException;

    /// As [io.acequia.store.EventStore#numericSeries].
    void numericSeries(Filter filter, TimeRange range, Predicate<SeriesName> receiver)
            throws IOException;

    /// As [io.acequia.store.EventStore#samples].
    boolean samples(Samples samples, SampleReceiver receiver) throws IOException;

    /// Drops every partition whose events are all older than `before`.
    void deleteBefore(Instant before) throws IOException;

    /// Returns the bytes the database takes on disk.
    long size() throws IOException;

    @Override
    void close() throws IOException;
}
