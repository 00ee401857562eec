package io.acequia.cli.kit;

import io.acequia.console.MemoryStore;
import io.acequia.event.Event;
import io.acequia.event.TimeSource;
import io.acequia.event.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the boards are looked at with: an hour of weather in two cities, a device that is none of
/// the weather's, and what a collector says of itself.
final class BoardEvents {
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private BoardEvents() {}

    static List<Event> all() {
        var events = new ArrayList<Event>();
        for (int back = 0; back < 6; back++) { // every ten minutes, the newest now
            var time = NOW.minus(Duration.ofMinutes(10L * back));
            events.addAll(weather("seville", 31 - back, 40, 1_015, time));
            events.addAll(weather("london", 18 + back, 80, 1_002, time));
            events.add(event("default", "demo", "probe1", "temperature", 99, "Cel", time));
        }
        for (int back = 0; back < 12; back++) { // every ten seconds
            events.addAll(figures(NOW.minusSeconds(10L * back)));
        }
        return events;
    }

    static MemoryStore store() {
        return new MemoryStore().add(all().toArray(Event[]::new));
    }

    private static List<Event> weather(
            String city, double temperature, double humidity, double pressure, Instant time) {
        return List.of(
                event("default", "weather-city", city, "temperature", temperature, "Cel", time),
                event("default", "weather-city", city, "humidity", humidity, "%RH", time),
                event("default", "weather-city", city, "pressure", pressure, "hPa", time));
    }

    /// The types, origins and units are those that a server stores of itself.
    private static List<Event> figures(Instant time) {
        return List.of(
                own("2.01", "requests_per_second", 100, time),
                own("4.00", "requests_per_second", 5, time),
                own("5.03", "requests_per_second", 2, time),
                own("store", "events_per_second", 300, time),
                own("coap", "duration_p50_ms", 0.5, time),
                own("coap", "duration_p95_ms", 2, time),
                own("coap", "duration_p99_ms", 9, time),
                own("java", "heap_bytes", 6e7, time));
    }

    private static Event own(String origin, String type, double value, Instant time) {
        return event(Event.OWN_NAMESPACE, "collector", origin, type, value, null, time);
    }

    private static Event event(
            String namespace,
            String sender,
            String origin,
            String type,
            double value,
            @Nullable String unit,
            Instant time) {
        return new Event(
                namespace,
                sender,
                origin,
                type,
                new Value.Numeric(value),
                unit,
                time,
                time,
                TimeSource.SERVER);
    }
}
