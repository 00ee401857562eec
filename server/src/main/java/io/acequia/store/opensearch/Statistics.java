package io.acequia.store.opensearch;

import io.acequia.store.Aggregate;
import io.acequia.store.Aggregation;
import io.acequia.store.Buckets;
import io.acequia.store.Field;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Statistics of numeric values per group and interval.
///
/// Percentiles are those of a t-digest: the share of values below one differs by less than a
/// hundredth from the share asked for, or by one value where there are few.
///
/// @param aggregation what is asked
record Statistics(Aggregation aggregation) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String GROUP = "group", TIME = "time";
    private static final int CELLS = 5_000;

    /// Each digest takes some ten kilobytes while a page is gathered.
    private static final int CELLS_WITH_PERCENTILES = 500;

    private static final int COMPRESSION = 200;

    /// Aggregates the events of a query, all of which have a number.
    List<Aggregate> of(Question question, ObjectNode query) throws IOException {
        var buckets = Buckets.of(aggregation.range(), aggregation.interval());
        var sources = JSON.arrayNode();
        var field = aggregation.groupBy();
        if (field != null) {
            Cells.addKeyword(sources, GROUP, grouped(field).label());
        }
        var intervals = aggregation.interval() == null ? null : new Intervals(buckets);
        if (intervals != null) {
            var time = JSON.objectNode();
            time.putObject(TIME).set("date_histogram", intervals.histogram());
            sources.add(time);
        }
        var aggregates = new ArrayList<Aggregate>();
        if (buckets.count() > 0) {
            int page = aggregation.percentiles().isEmpty() ? CELLS : CELLS_WITH_PERCENTILES;
            new Cells(question, query, sources, page, aggregations())
                    .each((key, cell) -> {
                        int bucket =
                                intervals == null ? 0 : intervals.number(key.path(TIME).asLong());
                        return aggregates.add(aggregate(key, cell, buckets, bucket));
                    });
        }
        return aggregates;
    }

    private static Field grouped(Field field) {
        return switch (field) {
            case NAMESPACE, SENDER, ORIGIN, TYPE, UNIT, TIME_SOURCE -> field;
            case VALUE, STRING, BOOL, DATA, TIMESTAMP, RECEIVED ->
                    throw new IllegalArgumentException("there are no groups by " + field.label());
        };
    }

    private ObjectNode aggregations() {
        var aggregations = JSON.objectNode();
        aggregations.putObject("stats").putObject("stats").put("field", Field.VALUE.label());
        var last = aggregations.putObject("last").putObject("top_hits");
        last.put("size", 1);
        EventPages.columnsOnly(last).add(Field.VALUE.label());
        EventPages.newestFirst(last);
        if (!aggregation.percentiles().isEmpty()) {
            var digest = aggregations.putObject("percentiles").putObject("percentiles");
            digest.put("field", Field.VALUE.label()).put("keyed", false);
            digest.putObject("tdigest").put("compression", COMPRESSION);
            var percents = digest.putArray("percents");
            aggregation.percentiles().stream().distinct().sorted().forEach(percents::add);
        }
        return aggregations;
    }

    private Aggregate aggregate(JsonNode key, JsonNode cell, Buckets buckets, int bucket) {
        var statistics = cell.path("stats");
        var last = cell.path("last").path("hits").path("hits").path(0).path("fields");
        return new Aggregate(
                key.path(GROUP).asString(""),
                buckets.start(bucket),
                statistics.path("count").asLong(),
                statistics.path("avg").asDouble(),
                statistics.path("min").asDouble(),
                statistics.path("max").asDouble(),
                statistics.path("sum").asDouble(),
                last.path(Field.VALUE.label()).path(0).asDouble(),
                percentiles(cell));
    }

    private List<Double> percentiles(JsonNode cell) {
        Map<Double, Double> values = new HashMap<>();
        for (var value : cell.path("percentiles").path("values")) {
            values.put(value.path("key").asDouble(), value.path("value").asDouble());
        }
        return aggregation.percentiles().stream()
                .map(percentile -> values.getOrDefault(percentile, Double.NaN))
                .toList();
    }
}
