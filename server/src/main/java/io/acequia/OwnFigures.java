package io.acequia;

import io.acequia.codec.Decoded;
import io.acequia.codec.JsonEvents;
import io.acequia.event.Event;
import io.acequia.event.EventBuffer;
import io.acequia.ingest.Completion;
import io.acequia.intake.CoapIntake.Door;
import io.acequia.metrics.Distribution;
import java.io.Closeable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Stores what the server itself does as events, again and again, so that the console shows it over
/// time without another system: namespace `acequia`, sender the name of the host, which tells
/// replicas apart.
///
/// | type | origin | value |
/// |---|---|---|
/// | `requests_per_second` | the code, as `2.01` | requests answered |
/// | `events_per_second` | `store` | events that became durable |
/// | `duration_p50_ms`, `duration_p95_ms`, `duration_p99_ms` | `coap` | from arrival to answer, when there were requests |
/// | `heap_bytes` | `java` | memory in use |
final class OwnFigures implements Closeable {
    private static final int MOST_EVENTS = 1_000;

    private final Storage storage;
    private final Supplier<List<Door>> doors;
    private final Duration period;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("own-figures").daemon().unstarted(this::run);

    private final JsonEvents json = new JsonEvents(MOST_EVENTS);
    private final EventBuffer events = new EventBuffer(64);

    // What was counted when it looked last; used by the thread only.
    private Map<String, Long> requests = new TreeMap<>();
    private List<Long> durations = List.of();
    private long stored;
    private long looked;

    private OwnFigures(Storage storage, Supplier<List<Door>> doors, Duration period) {
        this.storage = storage;
        this.doors = doors;
        this.period = period;
    }

    /// Found out when the first event is written, in our thread: a resolver may take seconds.
    private static final class Host {
        private static final Pattern NOT_A_NAME = Pattern.compile("[^A-Za-z0-9._-]");
        private static final String NAME = NOT_A_NAME.matcher(name()).replaceAll("-");

        /// A container is told its name, and may have no resolver to ask.
        private static String name() {
            var told = System.getenv("HOSTNAME");
            try {
                return told != null ? told : InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return "collector";
            }
        }
    }

    /// Starts to look.
    static OwnFigures start(Storage storage, Supplier<List<Door>> doors, Duration period) {
        var figures = new OwnFigures(storage, doors, period);
        figures.thread.start();
        return figures;
    }

    private void run() {
        look();
        try (var lane = storage.store().lane(() -> {})) {
            while (!stopping.await(period.toMillis(), TimeUnit.MILLISECONDS)) {
                lane.drain((_, _) -> {}); // of the time before; what was refused is not missed
                var figures = look();
                if (json.decode(figures, 0, figures.length, events) instanceof Decoded.Accepted) {
                    long received = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
                    Completion.complete(events, received);
                    lane.add(events, received, ThreadLocalRandom.current().nextLong(), 0);
                    lane.submit();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Returns what has happened since the last look, in the JSON of the wire.
    private byte[] look() {
        long now = System.nanoTime();
        double seconds = Math.max(1e-3, (now - looked) / 1e9);
        looked = now;
        var texts = new ArrayList<String>();
        requests(seconds, texts);
        durations(texts);
        long events = storage.storedEvents();
        texts.add(event("events_per_second", "store", (events - stored) / seconds));
        stored = events;
        var runtime = Runtime.getRuntime();
        texts.add(
                event("heap_bytes", "java", (double) runtime.totalMemory() - runtime.freeMemory()));
        return ("[" + String.join(",", texts) + "]").getBytes(StandardCharsets.UTF_8);
    }

    private void requests(double seconds, List<String> texts) {
        var counts = new TreeMap<String, Long>();
        for (var door : doors.get()) {
            door.requests().counts((_, _, code, count) -> counts.merge(code, count, Long::sum));
        }
        counts.forEach((code, count) -> {
            long more = count - requests.getOrDefault(code, 0L);
            texts.add(event("requests_per_second", code, more / seconds));
        });
        requests = counts;
    }

    private void durations(List<String> texts) {
        var all =
                Distribution.sum(
                        doors.get().stream()
                                .map(door -> door.requests().latencies().snapshot())
                                .toList());
        var since = all.since(durations);
        durations = all.counts();
        if (since.count() > 0) {
            for (int percent : new int[] {50, 95, 99}) {
                var millis = since.quantile(percent / 100.0) * 1_000;
                texts.add(event("duration_p" + percent + "_ms", "coap", millis));
            }
        }
    }

    /// None of the texts needs to be escaped.
    private static String event(String type, String origin, double value) {
        return "{\"namespace\":\"%s\",\"sender\":\"%s\",\"origin\":\"%s\",\"payload\":{\"type\":\"%s\",\"value\":%s}}"
                .formatted(Event.OWN_NAMESPACE, Host.NAME, origin, type, value);
    }

    @Override
    public void close() {
        stopping.countDown();
    }
}
