package io.acequia.store;

import io.acequia.event.Event;
import io.acequia.event.TimeSource;
import io.acequia.event.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Events for tests, each a little different from a plain one.
///
/// @param event the one made so far
public record Events(Event event) {
    /// When the plain event happened, in the middle of an hour.
    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    /// Returns a plain event: probe1 measures 21.5 degrees at noon.
    public static Events plain() {
        return new Events(
                new Event(
                        "default",
                        "demo",
                        "probe1",
                        "temperature",
                        new Value.Numeric(21.5),
                        "Cel",
                        NOON,
                        NOON.plusMillis(40),
                        TimeSource.DEVICE));
    }

    /// Returns that many events, each made from its index.
    public static List<Event> many(int count, IntFunction<Events> make) {
        var events = new ArrayList<Event>();
        for (int index = 0; index < count; index++) {
            events.add(make.apply(index).event());
        }
        return events;
    }

    /// Measured in another series.
    public Events of(String namespace, String sender, String origin, String type) {
        return new Events(
                new Event(
                        namespace,
                        sender,
                        origin,
                        type,
                        event.value(),
                        event.unit(),
                        event.timestamp(),
                        event.received(),
                        event.timeSource()));
    }

    /// Measured at another origin.
    public Events origin(String origin) {
        return of(event.namespace(), event.sender(), origin, event.type());
    }

    /// Another quantity.
    public Events type(String type) {
        return of(event.namespace(), event.sender(), event.origin(), type);
    }

    /// Another number.
    public Events value(double value) {
        return value(new Value.Numeric(value));
    }

    /// Another value.
    public Events value(Value value) {
        return with(value, event.unit());
    }

    /// Another unit, or none.
    public Events unit(@Nullable String unit) {
        return with(event.value(), unit);
    }

    /// At another time, received 40 ms later.
    public Events at(Instant timestamp) {
        return at(
                timestamp,
                timestamp.truncatedTo(ChronoUnit.MILLIS).plusMillis(40),
                TimeSource.DEVICE);
    }

    /// So much later.
    public Events later(long seconds) {
        return at(event.timestamp().plusSeconds(seconds));
    }

    /// At another time, received at another, known in another way.
    public Events at(Instant timestamp, Instant received, TimeSource source) {
        return new Events(
                new Event(
                        event.namespace(),
                        event.sender(),
                        event.origin(),
                        event.type(),
                        event.value(),
                        event.unit(),
                        timestamp,
                        received,
                        source));
    }

    private Events with(Value value, @Nullable String unit) {
        return new Events(
                new Event(
                        event.namespace(),
                        event.sender(),
                        event.origin(),
                        event.type(),
                        value,
                        unit,
                        event.timestamp(),
                        event.received(),
                        event.timeSource()));
    }
}
