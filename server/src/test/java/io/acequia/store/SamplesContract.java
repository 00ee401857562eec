package io.acequia.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.event.Event;
import io.acequia.event.Value;
import io.acequia.store.Filter.And;
import io.acequia.store.Filter.Equal;
import io.acequia.store.Filter.Not;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// How every store hands over values as they are; the part of [EventStoreContract] about it.
abstract class SamplesContract extends FilterContract {
    private static final SeriesName PLAIN =
            new SeriesName("default", "demo", "probe1", "temperature", "Cel");

    /// A value and its time, microseconds since 1970.
    private record Taken(long time, double value) {}

    private static final class Receiver implements SampleReceiver {
        private final Map<SeriesName, List<Taken>> series = new LinkedHashMap<>();
        private final int most;
        private List<Taken> current = new ArrayList<>();
        private int count;

        private Receiver(int most) {
            this.most = most;
        }

        @Override
        public void series(SeriesName name) {
            current = new ArrayList<>();
            assertEquals(null, series.put(name, current), "a series comes in one piece");
        }

        @Override
        public boolean sample(long time, double value) {
            current.add(new Taken(time, value));
            return ++count < most;
        }
    }

    private Map<SeriesName, List<Taken>> samples(
            Filter filter, TimeRange range, Samples.@Nullable Instants instants)
            throws IOException {
        var receiver = new Receiver(Integer.MAX_VALUE);
        var samples = new Samples(filter, _ -> true, range, instants, 100_000);
        assertTrue(store.store().samples(samples, receiver));
        return receiver.series;
    }

    private static List<Taken> plain(Map<SeriesName, List<Taken>> series) {
        return series.getOrDefault(PLAIN, List.of());
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static Map<SeriesName, List<Taken>> expected(List<Event> events) {
        return events.stream()
                .sorted(java.util.Comparator.comparing(Event::timestamp))
                .collect(
                        Collectors.groupingBy(
                                it ->
                                        new SeriesName(
                                                it.namespace(),
                                                it.sender(),
                                                it.origin(),
                                                it.type(),
                                                it.unit()),
                                Collectors.mapping(
                                        it ->
                                                new Taken(
                                                        micros(it.timestamp()),
                                                        ((Value.Numeric) it.value()).value()),
                                        Collectors.toList())));
    }

    @Test
    @DisplayName("samples come series by series in the order of time, over days, with microseconds")
    void samplesOfSeries() throws Exception {
        var random = new Random(7);
        var events =
                Events.many(
                        5_000,
                        n ->
                                Events.plain()
                                        .origin("probe" + n % 13)
                                        .unit(n % 3 == 0 ? null : "Cel")
                                        .value(n)
                                        .at(
                                                NOON.minus(
                                                                random.nextInt(300_000_000),
                                                                ChronoUnit.MILLIS)
                                                        .plus(n, ChronoUnit.MICROS)));
        store.append(events);

        assertEquals(expected(events), samples(Filter.ALL, TimeRange.ALL, null));
    }

    @Test
    @DisplayName("samples of the same time come in the order of their arrival")
    void samplesOfEqualTimes() throws Exception {
        store.append(List.of(Events.plain().value(3).event()));
        store.append(List.of(Events.plain().value(1).event()));
        store.append(List.of(Events.plain().value(2).event()));

        var samples = samples(Filter.ALL, TimeRange.ALL, null);

        assertEquals(List.of(3.0, 1.0, 2.0), plain(samples).stream().map(Taken::value).toList());
    }

    @Test
    @DisplayName("samples are numbers from the first instant of the range to before its end")
    void samplesInRange() throws Exception {
        store.append(Events.many(5, n -> Events.plain().value(n).later(n)));
        store.append(List.of(Events.plain().later(2).value(new Value.Text("warm")).event()), 6);
        store.append(List.of(Events.plain().later(2).value(new Value.Truth(true)).event()), 7);

        var range = new TimeRange(NOON.plusSeconds(1), NOON.plusSeconds(3));
        var samples = samples(Filter.ALL, range, null);

        var expected =
                List.of(
                        new Taken(micros(NOON.plusSeconds(1)), 1),
                        new Taken(micros(NOON.plusSeconds(2)), 2));
        assertEquals(Map.of(PLAIN, expected), samples);
    }

    @Test
    @DisplayName("samples are of the series that the filter and the one who asks choose")
    void samplesOfChosenSeries() throws Exception {
        store.append(
                Events.many(
                        60,
                        n -> Events.plain().origin("probe" + n % 6).type("t" + n % 2).value(n)));
        var filter =
                new And(
                        List.of(
                                new Not(new Equal(Field.ORIGIN, "probe2")),
                                new Equal(Field.TYPE, "t0")));
        var receiver = new Receiver(Integer.MAX_VALUE);
        Set<SeriesName> asked = new HashSet<>();

        store.store()
                .samples(
                        new Samples(
                                filter,
                                name -> asked.add(name) && name.origin().equals("probe4"),
                                TimeRange.ALL,
                                null,
                                1_000),
                        receiver);

        assertEquals(Set.of("probe0", "probe4"), origins(asked));
        assertEquals(Set.of("probe4"), origins(receiver.series.keySet()));
        assertEquals(10, receiver.series.values().iterator().next().size());
    }

    private static Set<String> origins(Set<SeriesName> names) {
        return names.stream().map(SeriesName::origin).collect(Collectors.toSet());
    }

    @Test
    @DisplayName("more samples than were asked for are refused before any of them")
    void tooManySamples() throws Exception {
        store.append(Events.many(11, n -> Events.plain().value(n).later(n)));
        var receiver = new Receiver(Integer.MAX_VALUE);

        var ten = new Samples(Filter.ALL, _ -> true, TimeRange.ALL, null, 10);
        var eleven = new Samples(Filter.ALL, _ -> true, TimeRange.ALL, null, 11);

        assertFalse(store.store().samples(ten, receiver));
        assertEquals(Map.of(), receiver.series);
        assertTrue(store.store().samples(eleven, receiver));
        assertEquals(11, plain(receiver.series).size());
    }

    @Test
    @DisplayName("whoever wants no more samples gets no more")
    void enoughSamples() throws Exception {
        store.append(Events.many(5_000, n -> Events.plain().value(n).later(n)));
        var receiver = new Receiver(3);

        store.store()
                .samples(new Samples(Filter.ALL, _ -> true, TimeRange.ALL, null, 9_000), receiver);

        assertEquals(3, plain(receiver.series).size());
    }

    @Test
    @DisplayName("samples that are needed for some instants are all those within their windows")
    void samplesForInstants() throws Exception {
        store.append(Events.many(600, n -> Events.plain().value(n).later(n)));
        var range = new TimeRange(NOON, NOON.plusSeconds(600));
        var instants = new Samples.Instants(Duration.ofSeconds(60), Duration.ofSeconds(5));

        var times =
                plain(samples(Filter.ALL, range, instants)).stream()
                        .map(taken -> (taken.time() - micros(NOON)) / 1_000_000)
                        .toList();

        for (long instant = 5; instant < 600; instant += 60) {
            for (long second = instant - 5; second <= instant; second++) {
                assertTrue(times.contains(second), second + " of " + times);
            }
        }
    }

    @Test
    @DisplayName("a series is numeric in a range if it has a number there")
    void numericSeries() throws Exception {
        store.append(Events.many(3, n -> Events.plain().origin("probe" + n).later(n)));
        store.append(List.of(Events.plain().origin("text").value(new Value.Text("a")).event()), 4);
        var range = new TimeRange(NOON.plusSeconds(1), NOON.plusSeconds(9));
        Set<SeriesName> all = new HashSet<>();
        Set<SeriesName> later = new HashSet<>();
        Set<SeriesName> first = new HashSet<>();

        store.store().numericSeries(Filter.ALL, TimeRange.ALL, all::add);
        store.store().numericSeries(new Equal(Field.SENDER, "demo"), range, later::add);
        store.store().numericSeries(Filter.ALL, TimeRange.ALL, name -> !first.add(name));

        assertEquals(Set.of("probe0", "probe1", "probe2"), origins(all));
        assertEquals(Set.of("probe1", "probe2"), origins(later));
        assertEquals(1, first.size());
    }

    @Test
    @DisplayName("an empty store has neither series nor samples")
    void noSamples() throws Exception {
        store.store()
                .numericSeries(
                        Filter.ALL,
                        TimeRange.ALL,
                        name -> {
                            throw new AssertionError(name);
                        });

        assertEquals(Map.of(), samples(Filter.ALL, TimeRange.ALL, null));
    }
}
