package io.acequia.store.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.event.Event;
import io.acequia.event.TimeSource;
import io.acequia.store.Appender;
import io.acequia.store.Events;
import io.acequia.store.Lane;
import io.acequia.store.Outcome;
import io.acequia.store.opensearch.OpenSearchSettings.Period;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Writing to a cluster that fails")
@Timeout(60)
class BulkWriterTest {
    private static final Outcome STORED = Outcome.DURABLE;

    /// About one id of four; the same ones every time.
    private static final Pattern QUARTER = Pattern.compile("[A-P]$");

    private final Semaphore wakeUps = new Semaphore(0);
    private FakeCluster cluster;
    private Nodes nodes;
    private BulkWriter writer;
    private Lane lane;

    @BeforeEach
    void open() throws Exception {
        cluster = new FakeCluster();
        open(cluster.uri(), Duration.ofSeconds(10));
    }

    private void open(URI uri, Duration timeout) throws Exception {
        var plain = OpenSearchSettings.at(uri);
        var settings =
                new OpenSearchSettings(
                        plain.urls(),
                        null,
                        null,
                        null,
                        null,
                        plain.prefix(),
                        Period.MONTH,
                        Set.of(),
                        1,
                        0,
                        "1",
                        true,
                        plain.refresh(),
                        null,
                        100_000,
                        timeout);
        nodes = new Nodes(settings);
        var names = new IndexNames(settings.prefix(), Period.MONTH, Set.of());
        writer = new BulkWriter(nodes, names, settings, 1);
        lane = writer.lane(wakeUps::release);
    }

    @AfterEach
    void close() {
        writer.close();
        nodes.close();
        cluster.close();
    }

    private boolean add(long ticket, Event... events) {
        return lane.add(Appender.buffer(List.of(events)), 0, 77 + ticket, ticket);
    }

    /// Adds requests of one event each, and returns their outcomes by ticket.
    private List<Outcome> store(int requests) throws InterruptedException {
        for (int ticket = 0; ticket < requests; ticket++) {
            assertTrue(add(ticket, Events.plain().value(ticket).event()));
        }
        lane.submit();
        return await(requests);
    }

    private List<Outcome> await(int requests) throws InterruptedException {
        var outcomes = new TreeMap<Long, Outcome>();
        while (outcomes.size() < requests) {
            lane.drain(outcomes::put);
            if (outcomes.size() < requests) {
                assertTrue(wakeUps.tryAcquire(30, TimeUnit.SECONDS), "an answer");
            }
        }
        return new ArrayList<>(outcomes.values());
    }

    private static List<Outcome> stored(int requests) {
        return Collections.nCopies(requests, STORED);
    }

    @Test
    @DisplayName("stores a burst in one body")
    void burst() throws Exception {
        assertEquals(stored(100), store(100));
        assertEquals(100, cluster.stored().size());
        assertEquals(List.of(100), cluster.bulks());
    }

    @Test
    @DisplayName("sends everything again after a storm of 429, and a repeat counts as stored")
    void storm() throws Exception {
        for (int round = 0; round < 3; round++) {
            cluster.next(
                    FakeCluster.status(
                            429, "{\"error\":{\"type\":\"rejected\",\"reason\":\"full\"}}"));
        }
        cluster.next(cluster.storesAndHangsUp());

        assertEquals(stored(50), store(50));

        assertEquals(List.of(50, 50, 50, 50, 50), cluster.bulks());
        assertEquals(50, writer.figures().repeats());
        assertTrue(writer.isWritable());
    }

    @Test
    @DisplayName("sends only the events again that were not stored")
    void partial() throws Exception {
        cluster.next(cluster.some(429, "es_rejected_execution_exception", QUARTER));

        assertEquals(stored(200), store(200));

        int first = cluster.bulks().get(0);
        int again = cluster.bulks().get(1);
        assertEquals(200, first);
        assertTrue(again > 20 && again < 90, "sent again: " + again);
        assertEquals(200, cluster.stored().size());
        assertEquals(1, writer.figures().retries());
    }

    @Test
    @DisplayName("rejects the events that are at fault and stores the others")
    void rejected() throws Exception {
        cluster.next(cluster.some(400, "mapper_parsing_exception", QUARTER));

        var outcomes = store(200);

        long rejected = outcomes.stream().filter(Outcome.Rejected.class::isInstance).count();
        assertEquals(200, rejected + outcomes.stream().filter(STORED::equals).count());
        assertEquals(rejected, writer.figures().rejected());
        assertEquals(200 - rejected, cluster.stored().size());
        assertTrue(rejected > 20 && rejected < 90, "rejected: " + rejected);
    }

    @Test
    @DisplayName("takes nonsense, half an answer and an answer for others for no answer")
    void nonsense() throws Exception {
        cluster.next(FakeCluster.status(200, "<html>proxy</html>"));
        cluster.next(FakeCluster.status(200, "{\"items\":[{\"create\":{\"status\":201}}]}"));
        cluster.next(FakeCluster.status(200, "{\"errors\":false,\"items\":[{\"create\":{\"sta"));

        assertEquals(stored(10), store(10));
        assertEquals(10, cluster.stored().size());
    }

    @Test
    @DisplayName("a request of several events is stored when the last of them is")
    void severalEvents() throws Exception {
        cluster.next(cluster.some(429, "rejected", QUARTER));
        add(7, Events.many(64, n -> Events.plain().value(n)).toArray(Event[]::new));
        lane.submit();

        assertEquals(stored(1), await(1));
        assertEquals(64, cluster.stored().size());
    }

    @Test
    @DisplayName("gives up in time, refuses meanwhile, and comes back by itself")
    void gone() throws Exception {
        close();
        cluster = new FakeCluster();
        open(cluster.uri(), Duration.ofMillis(300));
        cluster.gone(true);

        var outcomes = store(5);

        outcomes.forEach(outcome -> assertInstanceOf(Outcome.Unavailable.class, outcome));
        assertFalse(writer.isWritable());
        assertFalse(add(6, Events.plain().event()));
        assertTrue(writer.obstacle().orElse("").contains(cluster.uri().toString()));

        cluster.gone(false);
        Awaiting.until(writer::isWritable, "events are taken again");

        assertEquals(stored(5), store(5));
    }

    @Test
    @DisplayName("takes no more than its room and has it back afterwards")
    void room() throws Exception {
        var release = new Semaphore(0);
        cluster.next((_, _) -> {
            release.acquireUninterruptibly();
            return false;
        });
        int taken = 0;
        while (add(taken, Events.plain().value(taken).event())) {
            taken++;
        }
        lane.submit();
        assertFalse(add(taken, Events.plain().event()));
        assertTrue(taken > 100 && taken < 1_000, "taken: " + taken);
        release.release();

        assertEquals(stored(taken), await(taken));

        assertEquals(0, writer.figures().waitingBytes());
        assertTrue(writer.figures().refused() >= 2);
        assertEquals(stored(10), store(10));
    }

    @Test
    @DisplayName("stores what waits before it closes")
    void closing() throws Exception {
        for (int ticket = 0; ticket < 20; ticket++) {
            add(ticket, Events.plain().value(ticket).event());
        }
        lane.submit();

        writer.close();

        assertEquals(stored(20), await(20));
    }

    @Test
    @DisplayName("says who refuses it and what to do")
    void refused() throws Exception {
        close();
        cluster = new FakeCluster();
        open(cluster.uri(), Duration.ofMillis(200));
        for (int round = 0; round < 20; round++) {
            cluster.next(FakeCluster.status(401, "{}"));
        }

        assertInstanceOf(Outcome.Unavailable.class, store(1).getFirst());
        assertFalse(writer.isWritable());
    }

    @Test
    @DisplayName("a repeat in the next span is not written again")
    void doubts() throws Exception {
        long span = 7_000_000L * 256_000_000L;
        var first = Appender.buffer(List.of(server(span - 1_000_000)));
        var repeat = Appender.buffer(List.of(server(span + 2_000_000)));
        var other = Appender.buffer(List.of(server(span + 2_000_000)));

        lane.add(first, span - 1_000_000, 5, 0);
        lane.submit();
        assertEquals(stored(1), await(1));
        cluster.forgetful(); // half an answer about repeats is none, and asked again
        lane.add(repeat, span + 2_000_000, 5, 1);
        lane.add(other, span + 2_000_000, 6, 2);
        lane.submit();
        assertEquals(stored(2), await(2));

        assertEquals(2, cluster.stored().size());
        assertEquals(List.of(1, 1), cluster.bulks());
        assertEquals(1, writer.figures().repeats());
    }

    private static Event server(long micros) {
        var time = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        return Events.plain().at(time, time, TimeSource.SERVER).event();
    }
}
