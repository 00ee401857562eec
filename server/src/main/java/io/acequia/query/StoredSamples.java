package io.acequia.query;

import io.acequia.event.Event;
import io.acequia.query.promql.Labels;
import io.acequia.query.promql.Matcher;
import io.acequia.query.promql.SampleSource;
import io.acequia.store.EventReader;
import io.acequia.store.Field;
import io.acequia.store.Filter;
import io.acequia.store.Samples;
import io.acequia.store.SeriesName;
import io.acequia.store.TimeRange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The numeric events of a store as the query language of Prometheus sees them.
///
/// The name of the metric is the type of the events, with `_` for each character that names do not
/// have; the other labels are [#FIELDS]. Times are cut to milliseconds. Of several values of a
/// millisecond the last one counts, and of those with the same time the one that arrived last.
///
/// What the server says of itself is found only by conditions on the namespace.
public final class StoredSamples implements SampleSource {
    /// The labels beside the name of the metric, and the fields that they show.
    public static final Map<String, Field> FIELDS =
            Map.of(
                    "namespace", Field.NAMESPACE,
                    "sender", Field.SENDER,
                    "origin", Field.ORIGIN,
                    "unit", Field.UNIT);

    private final EventReader store;

    /// Reads the events of this store.
    public StoredSamples(EventReader store) {
        this.store = store;
    }

    /// Returns the labels of a series.
    public static Labels labels(SeriesName name) {
        var values = new HashMap<String, String>();
        FIELDS.keySet().forEach(label -> values.put(label, label(name, label)));
        values.put(Labels.NAME, metric(name.type()));
        return Labels.of(values);
    }

    /// Returns the name of the metric of events of a type.
    public static String metric(String type) {
        var metric = new StringBuilder();
        type.codePoints().forEach(it -> metric.append(isAllowed(it) ? (char) it : '_'));
        boolean digitFirst = !metric.isEmpty() && Character.isDigit(metric.charAt(0));
        return digitFirst ? "_" + metric : metric.toString();
    }

    private static boolean isAllowed(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || character == '_'
                || character == ':';
    }

    /// Returns what a store can decide of some conditions; the rest is decided by the labels.
    public static Filter filter(List<Matcher> matchers) {
        var filters = new ArrayList<Filter>();
        if (!nameNamespace(matchers)) {
            filters.add(new Filter.Not(new Filter.Equal(Field.NAMESPACE, Event.OWN_NAMESPACE)));
        }
        for (var matcher : matchers) {
            var field = FIELDS.get(matcher.name());
            if (field != null && !matcher.value().isEmpty()) {
                var equal = new Filter.Equal(field, matcher.value());
                switch (matcher.kind()) {
                    case EQUAL -> filters.add(equal);
                    case NOT_EQUAL -> filters.add(new Filter.Not(equal));
                    case MATCHES, MATCHES_NOT -> {}
                }
            }
        }
        return new Filter.And(filters);
    }

    private static boolean nameNamespace(List<Matcher> matchers) {
        return matchers.stream().anyMatch(it -> it.name().equals("namespace"));
    }

    /// Returns the range of event time that a range of milliseconds covers; both are part of it.
    public static TimeRange range(long from, long to) {
        var all = TimeRange.ALL;
        long first = Math.clamp(from, all.from().toEpochMilli(), all.to().toEpochMilli());
        long end = Math.clamp(to, first - 1, all.to().toEpochMilli() - 1) + 1;
        return new TimeRange(Instant.ofEpochMilli(first), Instant.ofEpochMilli(end));
    }

    /// Returns the value of a label of a series, empty when it has none.
    public static String label(SeriesName name, String label) {
        return switch (label) {
            case Labels.NAME -> metric(name.type());
            case "namespace" -> name.namespace();
            case "sender" -> name.sender();
            case "origin" -> name.origin();
            case "unit" -> Optional.ofNullable(name.unit()).orElse("");
            default -> "";
        };
    }

    /// Says whether a series meets all conditions.
    public static boolean matches(SeriesName name, List<Matcher> matchers) {
        boolean isOwn = name.namespace().equals(Event.OWN_NAMESPACE);
        return (!isOwn || nameNamespace(matchers))
                && matchers.stream().allMatch(it -> it.matches(label(name, it.name())));
    }

    @Override
    public boolean select(Selection selection, SampleSink sink) throws IOException {
        var merging = new MergingSamples(sink);
        var samples =
                new Samples(
                        filter(selection.matchers()),
                        name ->
                                selection.isInTime().getAsBoolean()
                                        && matches(name, selection.matchers())
                                        && merging.expect(name),
                        range(selection.from(), selection.to()),
                        instants(selection),
                        selection.most());
        return store.samples(samples, merging) && merging.finish();
    }

    private static Samples.@Nullable Instants instants(Selection selection) {
        var grid = selection.grid();
        boolean cut =
                range(selection.from(), selection.to()).from().toEpochMilli() != selection.from();
        return grid.count() == 1 || cut
                ? null
                : new Samples.Instants(
                        Duration.ofMillis(grid.step()), Duration.ofMillis(selection.window()));
    }
}
