package io.acequia.store;

import io.acequia.event.EventBuffer;

/// The way of one thread into a store. Requests are added one by one, submitted together at the end
/// of a burst, and their outcomes collected when the store has woken the thread.
///
/// Confined to the thread that uses it. Nothing here waits for a disk or a network.
public interface Lane extends AutoCloseable {
    /// Takes outcomes from a lane.
    @FunctionalInterface
    interface Outcomes {
        /// Called once for each request that was added, with the ticket it was added with.
        void accept(long ticket, Outcome outcome);
    }

    /// Adds all events of one request; they become durable together or not at all.
    ///
    /// @param events what to store; every event has namespace, sender, origin, type, a value and a
    ///   timestamp. Copied, the caller may reuse it.
    /// @param received when the request arrived, microseconds since 1970
    /// @param exchangeKey names the request, so that a repeat is recognised after a restart
    /// @param ticket comes back with the outcome
    /// @return whether the store took it; false when it has no room or cannot write now: the
    ///   request is refused and no outcome will come
    boolean add(EventBuffer events, long received, long exchangeKey, long ticket);

    /// Says that a burst is over: what was added is to become durable without waiting for more.
    void submit();

    /// Hands over the outcomes that have come since the last call, in the order of the requests.
    ///
    /// @return how many
    int drain(Outcomes receiver);

    /// Gives the lane up; what was added and not submitted is not stored.
    @Override
    void close();
}
