package io.acequia.store.embedded;

/// Takes the records of the write-ahead log in the order they were written.
public interface LogVisitor {
    /// A series that later records name by its id; may come again with the same content.
    void series(Series series);

    /// A request; its events follow.
    ///
    /// @param exchangeKey names the request
    /// @param received microseconds since 1970
    /// @param events how many follow
    void request(long exchangeKey, long received, int events);

    /// An event with a numeric value.
    ///
    /// @param time when
    void number(int series, EventTime time, double value);

    /// An event with text.
    void text(int series, EventTime time, String value);

    /// An event with a truth value.
    void truth(int series, EventTime time, boolean value);

    /// An event with bytes.
    void data(int series, EventTime time, byte[] value);

    /// The times of the event at hand; one reused object, valid during the call.
    interface EventTime {
        /// Returns the event time, microseconds since 1970.
        long timestamp();

        /// Returns the time of receipt less the event time, milliseconds; for a clamped event the
        /// time of receipt less the time the device claimed.
        long lag();

        /// Returns the number of the [io.acequia.event.TimeSource].
        int source();
    }
}
