package io.acequia.store.embedded;

import io.acequia.event.TimeSource;

/// The times of an event, to be changed from one event to the next.
final class Times implements LogVisitor.EventTime {
    long timestamp;
    long lag;
    int source = TimeSource.DEVICE.number();

    /// Sets the event time.
    Times at(long micros) {
        timestamp = micros;
        return this;
    }

    @Override
    public long timestamp() {
        return timestamp;
    }

    @Override
    public long lag() {
        return lag;
    }

    @Override
    public int source() {
        return source;
    }
}
