package io.acequia.console.prometheus;

import io.acequia.console.JsonWriter;
import io.acequia.console.prometheus.Reply.Failure;
import io.acequia.console.prometheus.Reply.Kind;
import io.acequia.console.prometheus.Reply.Success;
import io.acequia.query.StoredSamples;
import io.acequia.query.promql.Labels;
import io.acequia.query.promql.Matcher;
import io.acequia.store.EventReader;
import io.acequia.store.Filter;
import io.acequia.store.SeriesName;
import io.acequia.store.TimeRange;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Answers questions about series rather than values: `series`, `labels`, `label/…/values` and
/// `metadata`.
///
/// @param timeout longest time that an answer may take
record SeriesAnswers(QuerySlots slots, Duration timeout) {
    private static final Pattern LABEL_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private static final Failure LATE =
            new Failure(Kind.TIMEOUT, "query timed out in query execution");

    /// Most results of an answer, whatever is asked for.
    private static final int MOST = 50_000;

    /// Finds the labels of series.
    Reply series(EventReader store, Form form) throws IOException {
        if (form.selectors().isEmpty() && form.failure().isEmpty()) {
            return new Failure(Kind.BAD_DATA, "no match[] parameter provided");
        }
        return collected(
                store,
                form,
                (name, found) -> found.accept(StoredSamples.labels(name)),
                QueryAnswers::labels);
    }

    /// Finds the names of labels.
    Reply labels(EventReader store, Form form) throws IOException {
        return this.<String>collected(
                store,
                form,
                (name, found) -> StoredSamples.labels(name).values().keySet().forEach(found),
                (text, json) -> json.value(text));
    }

    /// Finds the values of a label.
    Reply values(EventReader store, String label, Form form) throws IOException {
        if (!LABEL_NAME.matcher(label).matches()) {
            return new Failure(Kind.BAD_DATA, "invalid label name: \"" + label + '"');
        }
        return this.<String>collected(
                store,
                form,
                (name, found) -> {
                    var value = StoredSamples.label(name, label);
                    if (!value.isEmpty()) {
                        found.accept(value);
                    }
                },
                (text, json) -> json.value(text));
    }

    /// Takes of a series what is looked for.
    private interface Extracting<T> {
        void extract(SeriesName name, Consumer<T> found);
    }

    private interface Writing<T> {
        void write(T found, JsonWriter json) throws IOException;
    }

    /// Collects what is found, in order and each once; of too much, the first.
    private <T extends Comparable<T>> Reply collected(
            EventReader store, Form form, Extracting<T> extracting, Writing<T> writing)
            throws IOException {
        var selectors = form.selectors();
        var range =
                StoredSamples.range(
                        form.time("start", Long.MIN_VALUE), form.time("end", Long.MAX_VALUE));
        int limit = form.limit(MOST);
        if (form.failure().isPresent()) {
            return form.failure().get();
        }
        // One more says that there are more.
        var found = new TreeSet<T>();
        Consumer<T> keeping =
                it -> {
                    found.add(it);
                    if (found.size() > limit + 1) {
                        found.pollLast();
                    }
                };
        var answered =
                slots.run(
                        form.timeout(timeout),
                        () ->
                                each(
                                        store,
                                        selectors,
                                        range,
                                        name -> extracting.extract(name, keeping)));
        if (answered.isEmpty()) {
            return LATE;
        }
        return Success.of(
                json -> write(found.stream().limit(limit).toList(), writing, json),
                found.size() > limit);
    }

    private static <T> void write(Iterable<T> found, Writing<T> writing, JsonWriter json)
            throws IOException {
        json.beginArray();
        for (var one : found) {
            writing.write(one, json);
        }
        json.endArray();
    }

    /// Calls back for each series that meets one of the selectors; without any, for all. Ends once
    /// nobody waits for it any more.
    private boolean each(
            EventReader store,
            List<List<Matcher>> selectors,
            TimeRange range,
            Consumer<SeriesName> receiver)
            throws IOException {
        var conditions = selectors.isEmpty() ? List.of(List.<Matcher>of()) : selectors;
        long end = System.nanoTime() + timeout.toNanos();
        store.numericSeries(
                new Filter.Or(conditions.stream().map(StoredSamples::filter).toList()),
                range,
                name -> {
                    if (conditions.stream().anyMatch(it -> StoredSamples.matches(name, it))) {
                        receiver.accept(name);
                    }
                    return System.nanoTime() - end < 0;
                });
        return true;
    }

    /// Tells the units of metrics; of their kinds nothing is known.
    Reply metadata(EventReader store, Form form) throws IOException {
        int limit = form.limit(MOST);
        var metric = form.text("metric");
        if (form.failure().isPresent()) {
            return form.failure().get();
        }
        List<List<Matcher>> selectors =
                metric.isEmpty() ? List.of() : List.of(List.of(Matcher.equal(Labels.NAME, metric)));
        var units = new TreeMap<String, TreeSet<String>>();
        Consumer<SeriesName> keeping =
                name -> {
                    units.computeIfAbsent(StoredSamples.metric(name.type()), _ -> new TreeSet<>())
                            .add(StoredSamples.label(name, "unit"));
                    if (units.size() > limit) {
                        units.pollLastEntry();
                    }
                };
        var answered =
                slots.run(
                        form.timeout(timeout),
                        () -> each(store, selectors, TimeRange.ALL, keeping));
        return answered.isEmpty() ? LATE : new Success(json -> metadata(units, json));
    }

    private static void metadata(Map<String, TreeSet<String>> units, JsonWriter json)
            throws IOException {
        json.beginObject();
        for (var metric : units.entrySet()) {
            json.name(metric.getKey()).beginArray();
            for (var unit : metric.getValue()) {
                json.beginObject().name("type").value("unknown");
                json.name("help").value("").name("unit").value(unit).endObject();
            }
            json.endArray();
        }
        json.endObject();
    }
}
