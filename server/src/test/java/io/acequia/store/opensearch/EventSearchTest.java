package io.acequia.store.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.event.Event;
import io.acequia.event.TimeSource;
import io.acequia.event.Value;
import io.acequia.store.Aggregate;
import io.acequia.store.Aggregation;
import io.acequia.store.Events;
import io.acequia.store.Field;
import io.acequia.store.Filter;
import io.acequia.store.Filter.Equal;
import io.acequia.store.Filter.Exists;
import io.acequia.store.Filter.Not;
import io.acequia.store.Filter.Range;
import io.acequia.store.Filter.Wildcard;
import io.acequia.store.Page;
import io.acequia.store.SampleReceiver;
import io.acequia.store.Samples;
import io.acequia.store.Search;
import io.acequia.store.SeriesName;
import io.acequia.store.TimeRange;
import io.acequia.store.TooLongException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What the contract of stores does not ask.
@DisplayName("A search in OpenSearch")
@ExtendWith(SharedSearchEngine.class)
class EventSearchTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final SearchEngine engine;
    private final Documents documents;
    private final EventSearch search;

    EventSearchTest(SearchEngine engine) throws Exception {
        this.engine = engine;
        documents = new Documents(engine);
        search = new EventSearch(documents.nodes(), documents.names(), LIMIT);
    }

    @AfterEach
    void close() {
        documents.close();
    }

    private List<Value> values(Filter filter) throws IOException {
        return search.search(new Search(filter, TimeRange.ALL, 100)).events().stream()
                .map(Event::value)
                .toList();
    }

    @Test
    @DisplayName("knows of text that is too long to be searched that it is there")
    void longText() throws Exception {
        var text = new Value.Text("long".repeat(3_000));
        var data = Value.Data.of(new byte[20_000]);
        documents.put(
                List.of(
                        Events.plain().value(text).event(),
                        Events.plain().value(data).later(-1).event(),
                        Events.plain().value(1).later(-2).event()));

        assertEquals(List.of(text), values(new Exists(Field.STRING)));
        assertEquals(List.of(text), values(new Wildcard(Field.STRING, "**")));
        assertEquals(List.of(data), values(new Exists(Field.DATA)));
        assertEquals(
                List.of(data, new Value.Numeric(1)), values(new Not(new Exists(Field.STRING))));
        assertEquals(List.of(), values(new Equal(Field.STRING, text.value())));
    }

    @Test
    @DisplayName("makes no difference between -0 and 0, and takes infinity for no bound")
    void oddNumbers() throws Exception {
        documents.put(
                List.of(
                        Events.plain().value(0.0).event(),
                        Events.plain().value(-0.0).later(-1).event(),
                        Events.plain().value(Double.MIN_VALUE).later(-2).event(),
                        Events.plain().value(-Double.MAX_VALUE).later(-3).event()));
        var zeros = List.of(new Value.Numeric(0.0), new Value.Numeric(-0.0));

        assertEquals(zeros, values(new Equal(Field.VALUE, "0")));
        assertEquals(zeros, values(new Equal(Field.VALUE, "-0.0")));
        assertEquals(zeros, values(new Range(Field.VALUE, "0", true, "-0", true)));
        assertEquals(
                List.of(new Value.Numeric(Double.MIN_VALUE)),
                values(new Range(Field.VALUE, "-0", false, "1e400", true)));
        assertEquals(
                List.of(new Value.Numeric(-Double.MAX_VALUE)),
                values(new Range(Field.VALUE, "-1e400", true, "0", false)));
    }

    @Test
    @DisplayName("tells times a microsecond apart in every condition on them")
    void microseconds() throws Exception {
        var first = Events.NOON.plusNanos(1_000);
        documents.put(
                List.of(
                        Events.plain().value(2).at(first.plusNanos(1_000)).event(),
                        Events.plain().value(1).at(first).event(),
                        Events.plain().value(0).at(Events.NOON).event()));

        assertEquals(
                List.of(new Value.Numeric(1)),
                values(new Equal(Field.TIMESTAMP, first.toString())));
        assertEquals(
                List.of(new Value.Numeric(2)),
                values(new Range(Field.TIMESTAMP, first.toString(), false, null, true)));
        assertEquals(
                List.of(new Value.Numeric(1), new Value.Numeric(0)),
                values(new Range(Field.TIMESTAMP, null, true, first.toString(), true)));
    }

    @Test
    @DisplayName("finds pages with the same events, whether these are new, old or in the future")
    void pagesOfAllTimes() throws Exception {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var events =
                Stream.of(-600, 0, 60, 299, 301, 7_000, 80_000, 300_000, 400_000, 900_000)
                        .map(age -> Events.plain().at(now.minusSeconds(age)).event())
                        .toList();
        documents.put(events);
        for (int limit = 1; limit < 12; limit++) {
            assertEquals(events, pages(limit));
        }
    }

    @Test
    @DisplayName("finds every event when collectors gave the same number to several")
    void sameArrival() throws Exception {
        var event =
                """
                {"create":{"_id":"%1$d"}}
                {"namespace":"default","sender":"s","origin":"o%1$d","payload":{"type":"t",\
                "value":%1$d},"timestamp":"2026-11-23T10:00:00.000Z",\
                "received":"2026-11-23T10:00:00.000Z","time_source":"server","series":"s%1$d",\
                "arrival":459641228254208161}
                """;
        var body = IntStream.range(0, 5).mapToObj(event::formatted).toList();
        documents.send("POST", "2026.11", "/_bulk?refresh=true", String.join("", body));
        for (int limit = 1; limit < 6; limit++) {
            assertEquals(5, Set.copyOf(pages(limit)).size());
            assertEquals(5, pages(limit).size());
        }
    }

    private List<Event> pages(int limit) throws IOException {
        var page = search.search(new Search(Filter.ALL, TimeRange.ALL, limit));
        var found = new ArrayList<Event>(page.events());
        for (var next = page.next(); next != null; next = page.next()) {
            page = search.search(new Search(Filter.ALL, TimeRange.ALL, limit, next));
            found.addAll(page.events());
        }
        return found;
    }

    @Test
    @DisplayName("finds events of an index with the first mapping beside those of its own")
    void firstMapping() throws Exception {
        documents.send(
                "PUT",
                "2026.10",
                "",
                """
                {"mappings":{"_meta":{"acequia":1},"properties":{
                "timestamp":{"type":"date_nanos","format":"strict_date_optional_time"},
                "received":{"type":"date","format":"strict_date_optional_time"}}}}
                """);
        var october = Instant.parse("2026-10-31T23:59:59.999999Z");
        var received = october.truncatedTo(ChronoUnit.MILLIS);
        var earlier = Events.plain().at(october, received, TimeSource.DEVICE).event();
        var later = Events.plain().event();
        documents.put(List.of(earlier, later));

        assertEquals(List.of(later, earlier), pages(1));
        var end = new Range(Field.TIMESTAMP, null, false, october.toString(), true);
        assertEquals(List.of(earlier.value()), values(end));
        assertEquals(
                List.of(later.value()), values(new Not(new Filter.And(List.of(end, Filter.ALL)))));
    }

    @Test
    @DisplayName("has an engine that reads times without trying one form after the other")
    void fastTimes() throws Exception {
        documents.put(List.of(Events.plain().event()));

        var mapping = documents.mapping("2026.11");

        for (var field : List.of("timestamp", "received")) {
            assertEquals("rfc3339_lenient", mapping.path(field).path("format").asString(), field);
        }
    }

    @Test
    @DisplayName("takes a place beyond all times for the first page")
    void farPlace() throws Exception {
        documents.put(List.of(Events.plain().event()));
        var far = new Page.Cursor("999999999999999999.1");

        var page = search.search(new Search(Filter.ALL, TimeRange.ALL, 5, far));

        assertEquals(List.of(Events.plain().event()), page.events());
    }

    @Test
    @DisplayName("fails with the reason when a part of the events cannot be read")
    void missingShard() throws Exception {
        documents.put(List.of(Events.plain().event()));
        documents.send(
                "PUT",
                "2020.01",
                "?wait_for_active_shards=0",
                "{\"settings\":{\"index.routing.allocation.require._name\":\"nowhere\"}}");

        var failed = assertThrows(EngineException.class, () -> values(Filter.ALL));

        var message = String.valueOf(failed.getMessage());
        assertTrue(message.contains("cannot read all events now ("), message);
        documents.send("DELETE", "2020.01", "", "");
        assertEquals(1, values(Filter.ALL).size());
    }

    @Test
    @DisplayName("says whose fault a document is that is none of ours")
    void foreignDocument() throws Exception {
        documents.send(
                "PUT",
                "2026.11",
                "/_doc/1?refresh=true",
                "{\"origin\":\"x\",\"timestamp\":\"2026-11-23T10:00:00Z\"}");

        var failed = assertThrows(EngineException.class, () -> values(Filter.ALL));

        assertEquals("a document has no value: not an event of ours", failed.getMessage());
    }

    /// A search that takes many seconds.
    private static ObjectNode slow() {
        var search = JsonNodeFactory.instance.objectNode().put("size", 0);
        search.putObject("query")
                .putObject("script")
                .putObject("script")
                .put(
                        "source",
                        "long x = 0; for (int i = 0; i < 200000; i++) { x += i } return x < 0");
        return search;
    }

    private void putMany() throws Exception {
        for (int part = 0; part < 4; part++) {
            documents.put(Events.many(5_000, n -> Events.plain().value(n)));
        }
    }

    private boolean isSearching() throws IOException, InterruptedException {
        var tasks =
                engine.send("GET", "/_tasks?detailed=true&actions=indices:data/read/search*", "");
        return tasks.body().contains(documents.names().pattern());
    }

    private void awaitSearching(boolean expected) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (isSearching() != expected && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        assertEquals(expected, isSearching(), "the cluster still searches");
    }

    @Test
    @DisplayName("that takes too long is given up, by the cluster too")
    void tooLong() throws Exception {
        putMany();
        var question = documents.question(Duration.ofMillis(300));

        assertThrows(TooLongException.class, () -> question.ask(slow()));
        assertThrows(TooLongException.class, () -> question.ask(slow()));
        awaitSearching(false);
    }

    @Test
    @DisplayName("that nobody waits for any more is cancelled in the cluster")
    void cancelled() throws Exception {
        putMany();
        var outcome = new CompletableFuture<Answer>();
        var asking =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                outcome.complete(documents.question(LIMIT).ask(slow()));
                            } catch (IOException e) {
                                outcome.completeExceptionally(e);
                            }
                        });
        awaitSearching(true);

        asking.interrupt();

        var failed = assertThrows(ExecutionException.class, () -> outcome.get(5, TimeUnit.SECONDS));
        assertInstanceOf(InterruptedIOException.class, failed.getCause());
        awaitSearching(false);
    }

    @Test
    @DisplayName("aggregates many groups and intervals slice by slice, in the order of groups")
    void manyCells() throws Exception {
        var groups = List.of("\ud83c\udf0a", "\uffee", "a");
        documents.put(
                Events.many(
                        2_400,
                        n ->
                                Events.plain()
                                        .origin(groups.get(n % 3))
                                        .value(n)
                                        .at(Events.NOON.plusSeconds(n / 4).plusNanos(700_000))));
        var from = Events.NOON.plusNanos(300_000);
        var range = new TimeRange(from, from.plusSeconds(2_400));
        var second = Duration.ofSeconds(1);

        var aggregates =
                search.aggregate(
                        new Aggregation(Filter.ALL, range, second, Field.ORIGIN, List.of(50.0)));

        assertEquals(1_800, aggregates.size());
        assertEquals(2_400, aggregates.stream().mapToLong(Aggregate::count).sum());
        for (int group = 0; group < 3; group++) {
            for (int n = 0; n < 600; n++) {
                var aggregate = aggregates.get(group * 600 + n);
                assertEquals(List.of("a", "\uffee", "\ud83c\udf0a").get(group), aggregate.group());
                assertEquals(from.plusSeconds(n), aggregate.start());
                assertEquals(List.of(aggregate.average()), aggregate.percentiles());
            }
        }
    }

    @Test
    @DisplayName("finds all series and values, however many pages they take")
    void manySeries() throws Exception {
        documents.put(
                Events.many(
                        12_000,
                        n -> Events.plain().origin("probe" + n % 11_000).value(n).later(n)));
        documents.put(Events.many(11_000, n -> Events.plain().value(n).later(-n)));
        var found = new AtomicInteger();
        var samples = new Samples(Filter.ALL, _ -> true, TimeRange.ALL, null, 100_000);
        var receiver = new SampleCounter();

        search.numericSeries(Filter.ALL, TimeRange.ALL, _ -> found.incrementAndGet() > 0);

        assertEquals(11_000, found.get());
        assertTrue(search.samples(samples, receiver));
        assertEquals(11_000, receiver.series);
        assertEquals(23_000, receiver.values);
        assertEquals(10_000, search.latest(Filter.ALL, 10_000).size());
        assertEquals(
                IntStream.range(0, 3).mapToObj(n -> "probe" + (n == 2 ? "10" : n)).toList(),
                search.latest(Filter.ALL, 3).stream().map(Event::origin).toList());
    }

    private static final class SampleCounter implements SampleReceiver {
        private int series;
        private int values;
        private long last;

        @Override
        public void series(SeriesName name) {
            series++;
            last = Long.MIN_VALUE;
        }

        @Override
        public boolean sample(long time, double value) {
            assertTrue(time > last);
            last = time;
            values++;
            return true;
        }
    }
}
