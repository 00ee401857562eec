package io.acequia.console;

import io.acequia.event.Event;
import io.acequia.event.TimeSource;
import io.acequia.event.Value;
import java.time.Instant;

/// Events for tests, each like this one but for what a test says.
public final class Events {
    public static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");

    private Events() {}

    /// A temperature of `origin`, received when it was measured.
    public static Event temperature(String origin, double value, Instant time) {
        return with(origin, new Value.Numeric(value), time, time);
    }

    /// An event of `origin` with any value.
    public static Event with(String origin, Value value, Instant timestamp, Instant received) {
        return new Event(
                "default",
                "demo",
                origin,
                "temperature",
                value,
                "Cel",
                timestamp,
                received,
                TimeSource.DEVICE);
    }
}
