package io.acequia.store;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/// Stores events and finds them again. Every implementation passes the same contract test.
///
/// What is read may be up to one second behind the outcome [Outcome.Durable].
public interface EventStore extends EventReader, AutoCloseable {
    /// Opens a lane for one thread.
    ///
    /// @param wakeUp called from any thread when outcomes are waiting in the lane
    Lane lane(Runnable wakeUp);

    /// Says whether events can be stored now.
    boolean isWritable();

    /// Returns how much disk the events take, in bytes, with what the store needs to find them.
    long size() throws IOException;

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

    /// Deletes events older than `before`; a store may keep those of the partition `before` lies
    /// in.
    void deleteBefore(Instant before) throws IOException;

    @Override
    void close() throws IOException;
}
