package io.acequia.store.opensearch;

import io.acequia.store.Field;
import io.acequia.store.SampleReceiver;
import io.acequia.store.Samples;
import io.acequia.store.SeriesName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Hands over numeric values, series by series.
///
/// The series and how many values each has are asked first. Then as many of them are read together
/// as fit into one answer: an engine finds the values of a few series without a look at the others,
/// which a page somewhere in the middle of all of them would need.
///
/// @param question that this is part of
/// @param query finds the values of all series that might be chosen
/// @param samples what is asked
record SeriesSamples(Question question, ObjectNode query, Samples samples) {
    /// Most series of one search.
    static final int SERIES = 50_000;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int PAGE = 10_000;

    /// A chosen series.
    private record Chosen(SeriesName name, long count) {}

    /// Hands the values over, unless there are too many.
    boolean handOver(SampleReceiver receiver) throws IOException {
        var chosen = chosen();
        long all = chosen.values().stream().mapToLong(Chosen::count).sum();
        if (all > samples.most()) {
            return false;
        }
        var reading = new Reading(chosen, receiver);
        var together = new ArrayList<String>();
        long count = 0;
        for (var series : chosen.entrySet()) {
            if (count + series.getValue().count() > PAGE && !together.isEmpty()) {
                if (!read(together, reading)) {
                    return true;
                }
                together.clear();
                count = 0;
            }
            together.add(series.getKey());
            count += series.getValue().count();
        }
        if (!together.isEmpty()) {
            read(together, reading);
        }
        return true;
    }

    /// Returns the chosen series by their ids, in the order of these.
    private Map<String, Chosen> chosen() throws IOException {
        var chosen = new TreeMap<String, Chosen>();
        SeriesCells.each(
                question,
                query,
                SERIES,
                JSON.objectNode(),
                (id, name, cell) -> {
                    if (samples.chosen().test(name)) {
                        chosen.put(id, new Chosen(name, cell.path("doc_count").asLong()));
                    }
                    return true;
                });
        return chosen;
    }

    /// Reads the values of some series, in more than one page if others came meanwhile.
    private boolean read(List<String> together, Reading reading) throws IOException {
        var search = search(together);
        while (true) {
            var hits = question.ask(search).hits();
            for (var hit : hits) {
                if (!reading.take(hit)) {
                    return false;
                }
            }
            if (hits.size() < PAGE) {
                return true;
            }
            var last = hits.getLast();
            search.putArray("search_after")
                    .add(last.series())
                    .add(last.timestamp() * 1_000)
                    .add(last.arrival());
        }
    }

    private ObjectNode search(List<String> together) {
        var search = JSON.objectNode().put("size", PAGE).put("track_total_hits", false);
        search.putObject("query")
                .putObject("bool")
                .putArray("filter")
                .add(Conditions.anyOf("series", together))
                .add(query);
        EventPages.columnsOnly(search).add(Field.VALUE.label());
        search.putArray("sort").add("series").add("timestamp").add("arrival");
        return search;
    }

    /// Tells the receiver when another series begins.
    private static final class Reading {
        private final Map<String, Chosen> chosen;
        private final SampleReceiver receiver;
        private @Nullable String current;

        private Reading(Map<String, Chosen> chosen, SampleReceiver receiver) {
            this.chosen = chosen;
            this.receiver = receiver;
        }

        private boolean take(Hit hit) {
            if (!hit.series().equals(current)) {
                current = hit.series();
                receiver.series(Objects.requireNonNull(chosen.get(current)).name());
            }
            return receiver.sample(hit.timestamp(), hit.column(Field.VALUE.label()).asDouble());
        }
    }
}
