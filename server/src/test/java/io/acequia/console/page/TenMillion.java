package io.acequia.console.page;

import io.acequia.event.Event;
import io.acequia.event.TimeSource;
import io.acequia.event.Value;
import io.acequia.store.Appender;
import io.acequia.store.embedded.EmbeddedSettings;
import io.acequia.store.embedded.EmbeddedStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Four days of a fleet: 10,000 devices behind 100 gateways, three figures of each.
final class TenMillion {
    static final int EVENTS = 10_000_000;

    private static final int DEVICES = 10_000;
    private static final int AT_ONCE = 2_000;
    private static final Duration LENGTH = Duration.ofDays(4);
    private static final List<String> TYPES = List.of("temperature", "humidity", "pressure");
    private static final List<String> UNITS = List.of("Cel", "%RH", "hPa");

    private TenMillion() {}

    /// Fills a data directory, unless there is one already.
    static void store(Path data) throws IOException, InterruptedException {
        if (Files.exists(data)) {
            return;
        }
        var start = Instant.now().minus(LENGTH).truncatedTo(ChronoUnit.MILLIS);
        try (var store = EmbeddedStore.open(data, EmbeddedSettings.DEFAULTS);
                var appender = new Appender(store)) {
            for (int first = 0; first < EVENTS; first += AT_ONCE) {
                appender.append(events(first, start));
                // The log may be ahead of the database by its limit only.
                while (store.statistics().backlogBytes() > 16 << 20) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
                }
            }
        }
    }

    private static List<Event> events(int first, Instant start) {
        var events = new ArrayList<Event>(AT_ONCE);
        for (int i = first; i < first + AT_ONCE; i++) {
            int device = i / TYPES.size() % DEVICES;
            int type = i % TYPES.size();
            var time = start.plusMillis(LENGTH.toMillis() / 10_000 * (i / 1_000));
            events.add(
                    new Event(
                            "default",
                            "gateway-" + device % 100,
                            "device-" + device,
                            TYPES.get(type),
                            new Value.Numeric(
                                    Math.round(200 + 150 * Math.sin(i / 9e5 + device)) / 10.0),
                            UNITS.get(type),
                            time,
                            time,
                            TimeSource.DEVICE));
        }
        return events;
    }
}
