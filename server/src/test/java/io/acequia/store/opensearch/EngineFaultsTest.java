package io.acequia.store.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.console.TestCertificate;
import io.acequia.event.Event;
import io.acequia.store.Appender;
import io.acequia.store.Events;
import io.acequia.store.Filter;
import io.acequia.store.Outcome;
import io.acequia.store.Search;
import io.acequia.store.TimeRange;
import io.acequia.store.opensearch.OpenSearchSettings.Period;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A real engine that")
@ExtendWith(SharedSearchEngine.class)
@Timeout(120)
class EngineFaultsTest {
    private static final Duration SOON = Duration.ofSeconds(3);

    @TempDir Path directory;

    private OpenSearchSettings settings(
            URI uri, @Nullable String user, @Nullable Path password, @Nullable Path authority) {
        return new OpenSearchSettings(
                List.of(uri),
                user,
                password,
                null,
                authority,
                "f" + Integer.toHexString(directory.hashCode()),
                Period.MONTH,
                Set.of(),
                1,
                0,
                "1",
                false,
                Duration.ofMillis(200),
                null,
                1 << 20,
                SOON);
    }

    private OpenSearchSettings settings(URI uri) {
        return settings(uri, null, null, null);
    }

    private static String refusal(OpenSearchSettings settings) {
        var refused = assertThrows(IOException.class, () -> OpenSearchStore.open(settings));
        return String.valueOf(refused.getMessage());
    }

    private static Outcome store(OpenSearchStore store, Event event) throws InterruptedException {
        var wakeUps = new Semaphore(0);
        var outcomes = new ArrayList<Outcome>();
        try (var lane = store.lane(wakeUps::release)) {
            assertTrue(lane.add(Appender.buffer(List.of(event)), 0, event.hashCode(), 1));
            lane.submit();
            while (outcomes.isEmpty()) {
                assertTrue(wakeUps.tryAcquire(60, TimeUnit.SECONDS));
                lane.drain((_, outcome) -> outcomes.add(outcome));
            }
        }
        return outcomes.getFirst();
    }

    private static void storeAgain(OpenSearchStore store, Event event) throws InterruptedException {
        Awaiting.until(store::isWritable, "events are taken again");
        assertEquals(Outcome.DURABLE, store(store, event));
    }

    @Test
    @DisplayName("is not there stops the start, with the address and the setting")
    void nobody() {
        var message = refusal(settings(URI.create("http://127.0.0.1:9")));

        assertEquals(
                "nobody listens at http://127.0.0.1:9: check store.opensearch.urls, or start it",
                message);
    }

    @Test
    @DisplayName("has somebody else's index under our name stops the start")
    void foreignMapping(SearchEngine engine) throws Exception {
        var settings = settings(engine.uris().getFirst());
        var index = settings.prefix() + "-events-2026.11";
        engine.send(
                "PUT", "/" + index, "{\"mappings\":{\"properties\":{\"a\":{\"type\":\"text\"}}}}");

        assertEquals(
                ("index %s has the mapping of somebody else: rename or delete it, or choose another"
                                + " store.opensearch.prefix than %s")
                        .formatted(index, settings.prefix()),
                refusal(settings));
    }

    @Test
    @DisplayName(
            "has a certificate that is not trusted stops the start, and is trusted with its file")
    void certificate(SearchEngine engine) throws Exception {
        var certificate = TestCertificate.make(directory, "EC", "-1d", 30);
        try (var tls = Forwarder.tls(engine.uris().getFirst(), certificate)) {
            var message = refusal(settings(tls.uri()));
            assertTrue(message.contains("is not trusted"), message);
            assertTrue(message.contains("store.opensearch.ca"), message);

            try (var store =
                    OpenSearchStore.open(
                            settings(
                                    tls.uri(), null, null, certificate.write(directory).chain()))) {
                assertEquals(Outcome.DURABLE, store(store, Events.plain().event()));
            }
        }
    }

    @Test
    @DisplayName("is full refuses events for the time being and says which block to lift")
    void full(SearchEngine engine) throws Exception {
        var settings = settings(engine.uris().getFirst());
        var block = "/" + settings.prefix() + "-events-2026.11/_settings";
        try (var store = OpenSearchStore.open(settings)) {
            assertEquals(Outcome.DURABLE, store(store, Events.plain().value(1).event()));
            engine.send("PUT", block, "{\"index.blocks.read_only_allow_delete\":true}");

            assertInstanceOf(
                    Outcome.Unavailable.class, store(store, Events.plain().value(2).event()));
            engine.send("PUT", block, "{\"index.blocks.read_only_allow_delete\":null}");

            storeAgain(store, Events.plain().value(3).event());
            engine.send("POST", "/" + settings.prefix() + "-*-2*/_refresh", "");
            var found = store.search(new Search(Filter.ALL, TimeRange.ALL, 10)).events();
            assertEquals(2, found.size());
        }
    }

    @Test
    @DisplayName("has a red index refuses its events for the time being")
    void red(SearchEngine engine) throws Exception {
        var settings = settings(engine.uris().getFirst());
        try (var store = OpenSearchStore.open(settings)) {
            var index = "/" + settings.prefix() + "-events-2026.11";
            engine.send(
                    "PUT",
                    index + "?wait_for_active_shards=0",
                    "{\"settings\":{\"index.routing.allocation.require._name\":\"nobody\"}}");

            assertInstanceOf(Outcome.Unavailable.class, store(store, Events.plain().event()));
            engine.send(
                    "PUT",
                    index + "/_settings",
                    "{\"index.routing.allocation.require._name\":null}");

            storeAgain(store, Events.plain().value(3).event());
        }
    }

    @Test
    @DisplayName("goes and comes back loses nothing, and everything comes back by itself")
    void gone() throws Exception {
        var data = Files.createDirectory(directory.resolve("engine"));
        try (var engine = SearchEngine.openSearch(data, 1);
                var store = OpenSearchStore.open(settings(engine.uris().getFirst()))) {
            assertEquals(Outcome.DURABLE, store(store, Events.plain().value(1).event()));
            engine.kill(0);

            assertInstanceOf(
                    Outcome.Unavailable.class, store(store, Events.plain().value(2).event()));
            assertFalse(store.isWritable());
            var obstacle = store.obstacle().orElse("");
            assertTrue(obstacle.startsWith("nobody listens at "), obstacle);

            engine.start(0);
            storeAgain(store, Events.plain().value(3).event());
            var prefix = settings(engine.uris().getFirst()).prefix();
            engine.send("POST", "/" + prefix + "-*-2*/_refresh", "");
            assertEquals(
                    2, store.search(new Search(Filter.ALL, TimeRange.ALL, 10)).events().size());
        }
    }

    @Test
    @Tag("elasticsearch")
    @DisplayName("wants a password says so, and takes the right one from its file")
    void password() throws Exception {
        var data = Files.createDirectory(directory.resolve("engine"));
        var file = Files.writeString(directory.resolve("password"), "wrong\n");
        try (var engine = SearchEngine.elasticsearchWithPassword(data, "correct horse")) {
            var uri = engine.uris().getFirst();
            assertEquals(
                    uri
                            + " wants to know who asks: set store.opensearch.user and"
                            + " password-file, or token-file",
                    refusal(settings(uri)));
            assertEquals(
                    uri
                            + " does not accept user elastic: check store.opensearch.user and"
                            + " password-file, or token-file",
                    refusal(settings(uri, "elastic", file, null)));

            Files.writeString(file, "correct horse\n");
            try (var store = OpenSearchStore.open(settings(uri, "elastic", file, null))) {
                assertEquals(Outcome.DURABLE, store(store, Events.plain().event()));
            }
        }
    }
}
