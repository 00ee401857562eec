package io.acequia.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.event.Event;
import io.acequia.event.TimeSource;
import io.acequia.event.Value;
import io.acequia.store.Filter.Equal;
import io.acequia.store.Filter.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What every store of events does. A subclass says how its store is opened.
public abstract class EventStoreContract extends SamplesContract {
    private static final TimeRange DAY =
            new TimeRange(
                    Instant.parse("2026-11-23T00:00:00Z"), Instant.parse("2026-11-24T00:00:00Z"));

    /// Returns by which share of the values a percentile may be off in the order of these, 0 for a
    /// store whose percentiles are exact; where there are few, another store may be off by one.
    protected double percentileTolerance() {
        return 0;
    }

    /// Kills what keeps the events and starts it again, where that is another process.
    protected void interrupt() throws Exception {}

    @Test
    @DisplayName("an event of each kind of value is found again as it was")
    void valuesAreKept() throws Exception {
        var events =
                List.of(
                        Events.plain().event(),
                        Events.plain().later(-1).value(-1e-300).unit(null).event(),
                        Events.plain().later(-2).value(new Value.Text("")).event(),
                        Events.plain()
                                .later(-3)
                                .value(new Value.Text("on\u0000\n\"it's\""))
                                .event(),
                        Events.plain().later(-4).value(new Value.Truth(false)).unit(null).event(),
                        Events.plain().later(-5).value(new Value.Truth(true)).event(),
                        Events.plain().later(-6).value(Value.Data.of(new byte[0])).event(),
                        Events.plain().later(-7).value(Value.Data.of(new byte[] {0, -1})).event());

        store.append(events);

        assertEquals(events, store.find(Filter.ALL));
    }

    @Test
    @DisplayName("event time keeps microseconds, receipt milliseconds, and how the time was found")
    void timesAreKept() throws Exception {
        var micros = Instant.parse("2026-11-23T11:59:59.123456Z");
        var events =
                List.of(
                        Events.plain().at(NOON, NOON, TimeSource.SERVER).event(),
                        Events.plain().at(micros).event(),
                        Events.plain()
                                .at(micros.minusSeconds(1), NOON, TimeSource.RELATIVE)
                                .event(),
                        Events.plain()
                                .at(NOON.minusSeconds(2), NOON.minusSeconds(2), TimeSource.CLAMPED)
                                .event(),
                        Events.plain()
                                .at(
                                        Instant.parse("2019-02-28T23:59:59.999999Z"),
                                        NOON,
                                        TimeSource.DEVICE)
                                .event());

        store.append(events);

        assertEquals(events, store.find(Filter.ALL));
    }

    @Test
    @DisplayName("a search finds events from the first instant of its range to before its end")
    void rangesAreHalfOpen() throws Exception {
        store.append(Events.many(5, n -> Events.plain().value(n).later(-n)));
        var range = new TimeRange(NOON.minusSeconds(3), NOON.minusSeconds(1));

        var page = store.store().search(new Search(Filter.ALL, range, 10));

        assertEquals(
                List.of(new Value.Numeric(2), new Value.Numeric(3)),
                page.events().stream().map(Event::value).toList());
        assertNull(page.next());
    }

    @Test
    @DisplayName("pages neither lose nor repeat one of 500 events with the same time")
    void pagesOfEqualTimes() throws Exception {
        store.append(Events.many(500, n -> n % 3 == 0 ? text(n) : Events.plain().value(n)));

        var events = store.pages(37, _ -> {});

        assertEquals(500, events.size());
        assertEquals(500, new HashSet<>(events).size());
    }

    @Test
    @DisplayName("pages go on where they ended while newer, older and equal events arrive")
    void pagesWhileAppending() throws Exception {
        var old = Events.many(100, n -> Events.plain().value(n).later(-n / 10));
        store.append(old);

        var events =
                store.pages(
                        9,
                        page -> {
                            store.append(
                                    List.of(Events.plain().later(60).value(1_000 + page).event()));
                            store.append(List.of(Events.plain().value(2_000 + page).event()));
                        });

        assertEquals(events.size(), new HashSet<>(events).size());
        assertTrue(events.containsAll(old));
        assertEquals(
                events.stream().sorted(Comparator.comparing(Event::timestamp).reversed()).toList(),
                events);
    }

    @Test
    @DisplayName("a page says there is no next one when it has the last event")
    void lastPage() throws Exception {
        store.append(Events.many(4, n -> Events.plain().value(n).later(-n)));

        var first = store.store().search(new Search(Filter.ALL, DAY, 2));
        var second =
                store.store()
                        .search(
                                new Search(
                                        Filter.ALL, DAY, 2, Objects.requireNonNull(first.next())));

        assertEquals(2, second.events().size());
        assertNull(second.next());
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        store.store()
                                .search(
                                        new Search(
                                                Filter.ALL, DAY, 2, new Page.Cursor("1 or 1=1"))));
    }

    @Test
    @DisplayName("a histogram begins with its range and includes empty intervals")
    void histogramIsAligned() throws Exception {
        var from = NOON.plusSeconds(7);
        store.append(
                Stream.of(0, 29, 30, 95, 99, 100)
                        .map(n -> Events.plain().at(from.plusSeconds(n)).event())
                        .toList());
        store.append(List.of(text(1).at(from.plusMillis(29_999)).event()));
        var range = new TimeRange(from, from.plusSeconds(100));

        var counts =
                store.store().histogram(new Histogram(Filter.ALL, range, Duration.ofSeconds(30)));

        assertEquals(
                List.of(
                        new Count(from, 3),
                        new Count(from.plusSeconds(30), 1),
                        new Count(from.plusSeconds(60), 0),
                        new Count(from.plusSeconds(90), 2)),
                counts);
    }

    @Test
    @DisplayName("aggregates are what the values say, for each group and interval")
    void aggregatesAreRight() throws Exception {
        var random = new Random(7);
        var events =
                Events.many(
                        600,
                        n ->
                                Events.plain()
                                        .origin("probe" + n % 3)
                                        .value(Math.round(random.nextGaussian() * 100) / 10.0)
                                        .at(NOON.plusMillis(n * 997L)));
        store.append(events);
        store.append(List.of(text(1).event()));
        var range = new TimeRange(NOON, NOON.plusSeconds(450));
        var percentiles = List.of(0.0, 12.5, 50.0, 95.0, 99.0, 100.0);

        for (var field : List.of(Field.ORIGIN, Field.UNIT, Field.TIME_SOURCE)) {
            for (var asked : List.of(percentiles, List.<Double>of())) {
                var aggregation =
                        new Aggregation(Filter.ALL, range, Duration.ofMinutes(2), field, asked);

                PlainAggregation.assertClose(
                        PlainAggregation.of(events, aggregation, -percentileTolerance()),
                        PlainAggregation.of(events, aggregation, percentileTolerance()),
                        store.store().aggregate(aggregation));
            }
        }
    }

    @Test
    @DisplayName("without interval and group there is one aggregate, and none without values")
    void oneAggregate() throws Exception {
        store.append(Events.many(4, n -> Events.plain().value(n).later(n)));
        var whole = new Aggregation(Filter.ALL, DAY, null, null, List.of(50.0));
        var none =
                new Aggregation(new Equal(Field.ORIGIN, "nobody"), DAY, null, null, List.of(50.0));
        double off = percentileTolerance() == 0 ? 0 : 1;

        var aggregates = store.store().aggregate(whole);

        PlainAggregation.assertClose(
                List.of(new Aggregate("", DAY.from(), 4, 1.5, 0, 3, 6, 3, List.of(1.5 - off))),
                List.of(new Aggregate("", DAY.from(), 4, 1.5, 0, 3, 6, 3, List.of(1.5 + off))),
                aggregates);
        assertEquals(List.of(), store.store().aggregate(none));
    }

    @Test
    @DisplayName("top values of several fields come field by field, each with its own limit")
    void topValuesOfSeveralFields() throws Exception {
        store.append(Events.many(9, n -> Events.plain().origin("probe" + n % 4).later(n)));
        store.append(List.of(text(1).origin("probe3").unit(null).event()));
        var fields = List.of(Field.TIME_SOURCE, Field.ORIGIN, Field.UNIT, Field.STRING);

        assertEquals(
                List.of(
                        new TopValue(Field.TIME_SOURCE, "device", 10),
                        new TopValue(Field.ORIGIN, "probe0", 3),
                        new TopValue(Field.ORIGIN, "probe3", 3),
                        new TopValue(Field.UNIT, "Cel", 9),
                        new TopValue(Field.STRING, "text 1", 1)),
                store.store().topValues(new TopValues(Filter.ALL, TimeRange.ALL, fields, 2)));
    }

    @Test
    @DisplayName("top values come with their counts, most frequent first")
    void topValuesAreCounted() throws Exception {
        store.append(Events.many(9, n -> Events.plain().origin("probe" + n % 4).later(n)));
        store.append(List.of(text(1).origin("probe3").unit(null).event()));

        assertEquals(
                List.of(
                        new TopValue(Field.ORIGIN, "probe0", 3),
                        new TopValue(Field.ORIGIN, "probe3", 3)),
                store.top(Field.ORIGIN, 2));
        assertEquals(List.of(new TopValue(Field.UNIT, "Cel", 9)), store.top(Field.UNIT, 10));
        assertEquals(
                List.of(new TopValue(Field.TIME_SOURCE, "device", 10)),
                store.top(Field.TIME_SOURCE, 10));
        assertEquals(List.of(new TopValue(Field.STRING, "text 1", 1)), store.top(Field.STRING, 10));
    }

    @Test
    @DisplayName("latest is the newest event of each series, in the order of series")
    void latestOfEachSeries() throws Exception {
        var kelvin = Events.plain().unit("K");
        var other = Events.plain().of("a", "s", "o", "t");
        store.append(
                List.of(
                        Events.plain().value(1).event(),
                        Events.plain().value(2).later(-86_400).event(),
                        kelvin.value(3).event(),
                        kelvin.value(new Value.Text("newer")).later(1).event(),
                        other.value(4).later(-5).event()));

        var latest = store.store().latest(Filter.ALL, 10);
        var older = store.store().latest(new Range(Field.VALUE, "1.5", true, null, true), 2);

        assertEquals(
                List.of(
                        other.value(4).later(-5).event(),
                        Events.plain().value(1).event(),
                        kelvin.value(new Value.Text("newer")).later(1).event()),
                latest);
        assertEquals(
                List.of(
                        other.value(4).later(-5).event(),
                        Events.plain().value(2).later(-86_400).event()),
                older);
    }

    @Test
    @DisplayName("deletion by age leaves no event of earlier days, and every later one")
    void oldEventsAreDeleted() throws Exception {
        store.append(Events.many(10, n -> Events.plain().value(n).later(-86_400L * n)));

        store.store().deleteBefore(NOON.minus(Duration.ofDays(3)));

        var left = store.find(Filter.ALL);
        assertTrue(left.size() == 4 || left.size() == 3, () -> left.size() + " are left");
        store.append(
                List.of(Events.plain().value(-1).later(-86_400L * 7).event()), left.size() + 1);
        assertEquals(left.size() + 1, store.find(Filter.ALL).size());
    }

    @Test
    @DisplayName("a big batch is stored as a whole")
    void bigBatches() throws Exception {
        var events =
                Events.many(
                        20_000,
                        n ->
                                Events.plain()
                                        .origin("probe" + n % 100)
                                        .value(n)
                                        .at(NOON.minusMillis(n), NOON, TimeSource.RELATIVE));

        store.append(events);

        assertEquals(events.subList(0, 10_000), store.find(Filter.ALL));
        assertEquals(
                new TopValue(Field.ORIGIN, "probe0", 200), store.top(Field.ORIGIN, 1).getFirst());
    }

    @Test
    @DisplayName("what is durable is visible a second later, even if the machine hesitates once")
    void visibleSoon() throws Exception {
        var waits = new ArrayList<Long>();
        for (int round = 1; round <= 5; round++) {
            long before = System.nanoTime();
            store.append(List.of(Events.plain().value(round).event()), round);
            waits.add(Duration.ofNanos(System.nanoTime() - before).toMillis());
        }
        Collections.sort(waits);

        assertTrue(waits.get(2) <= 1_000, "milliseconds: " + waits);
    }

    @Test
    @DisplayName("several lanes store at the same time, and nothing is lost or doubled")
    void concurrentLanes() throws Exception {
        int lanes = 4;
        try (var threads = Executors.newFixedThreadPool(lanes)) {
            for (var done :
                    threads.invokeAll(
                            IntStream.range(0, lanes).mapToObj(this::burstsOfLane).toList())) {
                done.get();
            }
        }
        store.awaitVisible(lanes * 1_000L);

        var values = store.find(Filter.ALL).stream().map(Event::value).toList();

        assertEquals(lanes * 1_000, values.size());
        assertEquals(lanes * 1_000, new HashSet<>(values).size());
    }

    private Callable<Void> burstsOfLane(int lane) {
        return () -> {
            try (var appender = new Appender(store.store())) {
                for (int burst = 0; burst < 50; burst++) {
                    int first = lane * 1_000 + burst * 20;
                    appender.append(
                            Events.many(
                                    20,
                                    n -> Events.plain().origin("lane" + lane).value(first + n)));
                }
            }
            return null;
        };
    }

    @Test
    @DisplayName("what was durable is there after the store was closed and opened again")
    void reopening() throws Exception {
        var events =
                Events.many(100, n -> Events.plain().origin("probe" + n % 7).value(n).later(-n));
        store.append(events);

        store.close();
        interrupt();
        store = new StoreProbe(open(directory));
        store.awaitVisible(100);
        assertTrue(store.store().size() > 100, "bytes on disk: " + store.store().size());

        assertEquals(events, store.find(Filter.ALL));
        store.append(Events.many(10, n -> Events.plain().origin("probe" + n).later(1 + n)));
        assertEquals(110, store.find(Filter.ALL).size());
        assertEquals(10, store.store().latest(Filter.ALL, 100).size());
    }

    @Test
    @DisplayName("an empty store answers everything with nothing")
    void emptyStore() throws Exception {
        var aggregation = new Aggregation(Filter.ALL, DAY, null, Field.ORIGIN, List.of(50.0));
        var histogram = new Histogram(Filter.ALL, DAY, Duration.ofHours(12));

        assertEquals(List.of(), store.find(Filter.ALL));
        assertEquals(List.of(), store.store().aggregate(aggregation));
        assertEquals(List.of(), store.top(Field.ORIGIN, 10));
        assertEquals(List.of(), store.store().latest(Filter.ALL, 10));
        assertEquals(
                List.of(new Count(DAY.from(), 0), new Count(NOON, 0)),
                store.store().histogram(histogram));
        assertTrue(store.store().isWritable());
    }

    private static Events text(int number) {
        return Events.plain().value(new Value.Text("text " + number));
    }
}
