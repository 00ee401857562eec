package io.acequia.store.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.event.Event;
import io.acequia.event.TimeSource;
import io.acequia.event.Value;
import io.acequia.store.Appender;
import io.acequia.store.EventReader;
import io.acequia.store.EventStore;
import io.acequia.store.Events;
import io.acequia.store.Filter;
import io.acequia.store.Histogram;
import io.acequia.store.Search;
import io.acequia.store.TimeRange;
import io.acequia.store.embedded.EmbeddedSettings;
import io.acequia.store.embedded.EmbeddedStore;
import io.acequia.store.opensearch.OpenSearchSettings;
import io.acequia.store.opensearch.OpenSearchStore;
import io.acequia.store.opensearch.SearchEngine;
import io.acequia.store.opensearch.SharedSearchEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A copy between the embedded store and a real OpenSearch")
@ExtendWith(SharedSearchEngine.class)
class OpenSearchCopyTest {
    /// As many of one microsecond as no page holds.
    private static final int CROWD = 10_500;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir Path directory;

    private final SearchEngine engine;

    OpenSearchCopyTest(SearchEngine engine) {
        this.engine = engine;
    }

    /// Ends a copy without notice after so many blocks, before its file says so.
    private static final class PowerCut implements CopyWitness {
        private int blocks;

        private PowerCut(int blocks) {
            this.blocks = blocks;
        }

        @Override
        public void at(CopyFigures figures) {
            if (--blocks == 0) {
                throw new IllegalStateException("power cut");
            }
        }

        @Override
        public void waits(Duration waited, Duration limit) {
            throw new IllegalStateException("nothing to wait for");
        }
    }

    private EventStore embedded(String name) throws IOException {
        var store = EmbeddedStore.open(directory.resolve(name), EmbeddedSettings.DEFAULTS);
        store.whenReady().join();
        return store;
    }

    private EventStore cluster(String name) throws IOException {
        var prefix = name + Integer.toHexString(directory.hashCode());
        return OpenSearchStore.open(OpenSearchSettings.at(engine.uris().getFirst()).prefix(prefix));
    }

    private static List<Event> events() {
        var events = new ArrayList<Event>();
        var crowded = Events.plain().later(-60);
        events.addAll(Events.many(CROWD, index -> crowded.value(index % 1_000)));
        for (var value :
                List.of(
                        new Value.Numeric(-0.1),
                        new Value.Text("naïve\n\"😀\""),
                        new Value.Truth(false),
                        Value.Data.of(new byte[] {0, -1, 7}))) {
            for (var source : TimeSource.values()) {
                int at = events.size();
                var time = Events.NOON.minusSeconds(86_400L * (at % 40)).plusNanos(at * 1_000L);
                var received = source == TimeSource.DEVICE ? Events.NOON.plusMillis(at) : time;
                events.add(Events.plain().value(value).at(time, received, source).event());
            }
        }
        events.addAll(
                Events.many(3_000, index -> Events.plain().origin("o" + index % 7).later(index)));
        events.addAll(Events.many(5, _ -> Events.plain().unit(null)));
        events.add(Events.plain().of(Event.OWN_NAMESPACE, "a", "b", "c").event());
        return events;
    }

    private static CopyFigures copy(EventStore source, EventStore target, Path directory)
            throws Exception {
        return copy(source, target, directory, -1);
    }

    private static CopyFigures copy(
            EventStore source, EventStore target, Path directory, int blocks) throws Exception {
        var place = new CopyPlace(directory.resolve("place.json"));
        var patience = new Patience(PATIENCE, System::nanoTime, LockSupport::parkNanos);
        var witness = new PowerCut(blocks);
        return new StoreCopy(source, target, place, witness, patience, 1_000).run();
    }

    private static void awaitVisible(EventReader store, long count) throws IOException {
        var all = new Histogram(Filter.ALL, TimeRange.ALL, Duration.ofDays(110_000));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (store.histogram(all).getFirst().count() < count && System.nanoTime() < deadline) {
            LockSupport.parkNanos(10_000_000);
        }
        assertEquals(count, store.histogram(all).getFirst().count());
    }

    /// Returns how often a store has each event.
    private static Map<Event, Integer> all(EventReader store) throws IOException {
        var all = new HashMap<Event, Integer>();
        var page = store.search(new Search(Filter.ALL, TimeRange.ALL, 10_000));
        page.events().forEach(event -> all.merge(event, 1, Integer::sum));
        for (var next = page.next(); next != null; next = page.next()) {
            page = store.search(new Search(Filter.ALL, TimeRange.ALL, 10_000, next));
            page.events().forEach(event -> all.merge(event, 1, Integer::sum));
        }
        return all;
    }

    @Test
    @DisplayName("there and back again gives equal events, and a second one copies nothing")
    void thereAndBack() throws Exception {
        var events = events();
        try (var source = embedded("one");
                var cluster = cluster("back");
                var target = embedded("two")) {
            try (var appender = new Appender(source)) {
                appender.append(events);
            }
            awaitVisible(source, events.size());

            var there = copy(source, cluster, directory);
            awaitVisible(cluster, events.size());
            var thereAgain = copy(source, cluster, directory);
            var back = copy(cluster, target, directory);
            awaitVisible(target, events.size());
            var backAgain = copy(cluster, target, directory);

            assertEquals(events.size(), there.copied());
            assertEquals(0, thereAgain.copied());
            assertEquals(events.size(), thereAgain.there());
            assertEquals(events.size(), back.copied());
            assertEquals(0, backAgain.copied());
            assertEquals(all(source), all(cluster));
            assertEquals(all(source), all(target));
        }
    }

    @Test
    @DisplayName("that was cut short again and again has each event once at its end")
    void cutShort() throws Exception {
        var events = events();
        try (var source = embedded("three")) {
            try (var appender = new Appender(source)) {
                appender.append(events);
            }
            awaitVisible(source, events.size());

            long copied = 0;
            for (int blocks = 1; blocks < 4; blocks++) {
                int cut = blocks;
                try (var cluster = cluster("cut")) {
                    assertThrows(
                            IllegalStateException.class,
                            () -> copy(source, cluster, directory, cut));
                }
            }
            try (var cluster = cluster("cut")) {
                var last = copy(source, cluster, directory);
                copied = last.copied();
                awaitVisible(cluster, events.size());

                assertTrue(copied > 0 && last.total() < events.size(), last.toString());
                assertEquals(all(source), all(cluster));
            }
        }
    }
}
