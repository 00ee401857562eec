package io.acequia.store;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Stores events and finds them again. Every implementation passes the same contract test.
///
/// Reading methods may block and are called from virtual threads. They see every event at the
/// latest one second after its outcome was [Outcome.Durable].
public interface EventStore extends AutoCloseable {
    /// Opens a lane for one thread.
    ///
    /// @param wakeUp called from any thread when outcomes are waiting in the lane
    Lane lane(Runnable wakeUp);

    /// Says whether events can be stored now.
    boolean isWritable();

    /// Returns how long a sender that was refused should stay away, before spreading.
    Duration retryAfter();

    /// Calls back for each request that became durable within the given time before now, as far as
    /// the store remembers; a store that remembers none calls nothing.
    void recentExchanges(Duration window, ExchangeReceiver receiver) throws IOException;

    /// Takes the requests that a store remembers.
    @FunctionalInterface
    interface ExchangeReceiver {
        /// Called for one request.
        ///
        /// @param exchangeKey as given to [Lane#add]
        /// @param received microseconds since 1970
        void accept(long exchangeKey, long received);
    }

    /// Returns the secret that exchange keys are made with, so that they stay the same after a
    /// restart.
    long exchangeSecret();

    /// Returns the events that match, newest first, at most `search.limit()` of them.
    Page search(Search search) throws IOException;

    /// Counts matching events per interval of event time; intervals without events are included.
    List<Count> histogram(Histogram histogram) throws IOException;

    /// Aggregates numeric values per interval of event time and group, ordered by group, then time.
    List<Aggregate> aggregate(Aggregation aggregation) throws IOException;

    /// Returns the most frequent values of a field among matching events, most frequent first.
    List<TopValue> topValues(TopValues topValues) throws IOException;

    /// Returns the newest event of each matching series, ordered by series, at most `limit`.
    List<io.acequia.event.Event> latest(Filter filter, int limit) throws IOException;

    /// Deletes events older than `before`; a store may keep those of the partition `before` lies
    /// in.
    void deleteBefore(Instant before) throws IOException;

    @Override
    void close() throws IOException;
}
