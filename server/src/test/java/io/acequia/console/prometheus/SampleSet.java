package io.acequia.console.prometheus;

import io.acequia.console.Events;
import io.acequia.event.Event;
import io.acequia.event.TimeSource;
import io.acequia.event.Value;
import io.acequia.query.StoredSamples;
import io.acequia.query.promql.Labels;
import io.acequia.store.SeriesName;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;

/// Series of all kinds, once as events for our store and once as samples for a real Prometheus.
final class SampleSet {
    /// When most series begin.
    static final Instant START = Events.TEN;

    private static final long SECOND = 1_000_000;

    private final List<Event> events = new ArrayList<>();

    /// Values by time in milliseconds after the start.
    private final Map<Labels, TreeMap<Long, Double>> samples = new LinkedHashMap<>();

    SampleSet() {
        weather();
        counters();
        edges();
        names();
    }

    /// Returns the events in the order in which they are to be stored.
    List<Event> events() {
        return events;
    }

    /// Returns the same as text in the format OpenMetrics 1.0.
    String openMetrics() {
        var text = new StringBuilder();
        samples.forEach((labels, values) ->
                values.forEach((millis, value) ->
                        text.append(series(labels))
                                .append(' ')
                                .append(value)
                                .append(' ')
                                .append(seconds(millis))
                                .append('\n')));
        return text.append("# EOF\n").toString();
    }

    private static String seconds(long millis) {
        return BigDecimal.valueOf(START.toEpochMilli() + millis, 3).toPlainString();
    }

    private static String series(Labels labels) {
        return labels.withoutName().values().entrySet().stream()
                .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + '"')
                .collect(Collectors.joining(",", labels.get(Labels.NAME) + '{', "}"));
    }

    private static SeriesName name(String type, String origin) {
        return new SeriesName("default", "demo", origin, type, null);
    }

    /// Adds a series with a value every so many seconds.
    private void regular(SeriesName name, int from, int step, int count, IntToDoubleFunction at) {
        double[] samples = new double[2 * count];
        for (int index = 0; index < count; index++) {
            samples[2 * index] = from + (double) index * step;
            samples[2 * index + 1] = at.applyAsDouble(index);
        }
        add(name, samples);
    }

    /// Adds a series.
    ///
    /// @param samples seconds after the start and value in turn; with the same millisecond in the
    ///   order of storing, which Prometheus knows the last of only
    private void add(SeriesName name, double... samples) {
        var values = this.samples.computeIfAbsent(StoredSamples.labels(name), _ -> new TreeMap<>());
        for (int index = 0; index < samples.length; index += 2) {
            long micros = Math.round(samples[index] * SECOND);
            values.put(Math.floorDiv(micros, 1_000), samples[index + 1]);
            events.add(event(name, START.plus(micros, ChronoUnit.MICROS), samples[index + 1]));
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static Event event(SeriesName name, Instant time, double value) {
        return new Event(
                name.namespace(),
                name.sender(),
                name.origin(),
                name.type(),
                new Value.Numeric(value),
                name.unit(),
                time,
                time.truncatedTo(ChronoUnit.MILLIS),
                TimeSource.DEVICE);
    }

    /// Four cities for two hours: one begins late, one has a gap of 20 minutes, one sends at odd
    /// times, and one is in another namespace as well, in another unit.
    private void weather() {
        var seville = new SeriesName("default", "city", "seville", "temperature", "Cel");
        var cadiz = new SeriesName("default", "city", "cadiz", "temperature", "Cel");
        regular(seville, 0, 60, 121, minute -> 24 + 6 * Math.sin(minute / 19.0));
        regular(
                new SeriesName("default", "city", "granada", "temperature", "Cel"),
                2_400,
                60,
                81,
                minute -> 17.5 - minute / 16.0);
        regular(cadiz, 0, 60, 30, minute -> 21.25 + minute % 7);
        regular(cadiz, 3_000, 60, 71, minute -> 19.1 + minute % 5);
        var odd = new double[240];
        for (int index = 0; index < 120; index++) {
            odd[2 * index] = index * 59.3 + (index * 37 % 11) / 1_000.0;
            odd[2 * index + 1] = Math.round(1_000 * (22 + 3 * Math.cos(index / 7.0))) / 1_000.0;
        }
        add(new SeriesName("default", "station", "malaga", "temperature", "Cel"), odd);
        regular(
                new SeriesName("lab", "city", "seville", "temperature", "K"),
                0,
                120,
                61,
                index -> 297.15 + index % 9 / 8.0);
        for (var city : List.of("seville", "cadiz")) {
            regular(
                    new SeriesName("default", "city", city, "humidity", "%RH"),
                    0,
                    60,
                    121,
                    minute -> 40 + (minute * 13 + city.length()) % 31);
        }
    }

    /// Counters that begin anew, from zero or not, and one that stands still.
    private void counters() {
        regular(name("requests_total", "a"), 0, 15, 480, index -> (index * 7.0) % 1_501);
        regular(name("requests_total", "b"), 5, 30, 240, index -> 1e6 + (index % 50) * 3.5);
        regular(name("requests_total", "c"), 0, 60, 121, _ -> 42);
        regular(name("errors_total", "a"), 0, 15, 480, index -> Math.floor(index / 10.0));
        regular(name("errors_total", "b"), 5, 30, 240, index -> (index * index) % 97);
    }

    /// What lies at the ends of windows, of the range of numbers and of time.
    private void edges() {
        // Each is alone, and seen for five minutes.
        add(name("once", "at-the-full-minute"), 300, 1);
        add(name("once", "a-millisecond-later"), 300.001, 2);
        regular(name("sparse", "hourly"), 0, 3_600, 3, index -> index + 0.5);
        regular(name("sparse", "every-20-minutes"), 60, 1_200, 6, index -> -index);
        regular(name("balance", "x"), 0, 60, 121, index -> -50 + index % 13 * 4.25);
        regular(name("balance", "y"), 0, 60, 121, index -> index - 60);
        regular(name("huge", "large"), 0, 60, 121, index -> 1e300 * (index + 1));
        regular(name("huge", "below"), 0, 60, 121, index -> -1.5e290 * (index + 1));
        regular(name("tiny", "small"), 0, 60, 121, index -> 1e-300 / (index + 1));
        regular(name("exact", "integers"), 0, 60, 121, index -> 9_007_199_254_740_000.0 + index);
        regular(name("exact", "decimals"), 0, 60, 121, index -> 0.1 * index);
        add(name("zero", "signs"), 0, 0, 60, -0.0, 120, 0, 180, -0.0, 3_660, -0.0);
        // Of values with the same millisecond the one stored last counts.
        add(name("again", "same-time"), 0, 1, 60, 2, 60, 3, 120, 4, 120, 5, 120, 6);
        add(name("again", "same-millisecond"), 0.0001, 1, 0.0009, 2, 60.0005, 3, 60.0006, 4);
    }

    /// Types and texts that need care.
    private void names() {
        // They become one metric, and their samples one series.
        regular(name("air quality", "hall"), 0, 120, 60, index -> 400 + index);
        regular(name("air-quality", "hall"), 60, 120, 60, index -> 500 + index);
        regular(name("2m temperature", "mast"), 0, 60, 121, index -> 10 + index % 3);
        regular(name("día", "x"), 0, 60, 121, index -> index % 24);
        regular(name("node:load", "x"), 0, 60, 121, index -> index % 4);
        for (var word : List.of("sum", "rate", "by", "offset", "inf", "bool", "on")) {
            regular(name(word, "word"), 0, 60, 121, index -> index);
        }
        var texts =
                List.of(
                        "say \"hi\"",
                        "C:\\temp\\new",
                        "Cádiz ☀",
                        "a.b",
                        "a+b",
                        "",
                        "it's",
                        "🛰 sat");
        for (var text : texts) {
            if (!text.isEmpty()) {
                regular(name("door", text), 0, 60, 121, index -> (index + text.length()) % 2);
            }
        }
    }
}
