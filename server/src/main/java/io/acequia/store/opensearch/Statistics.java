package io.acequia.store.opensearch;

import io.acequia.store.Aggregate;
import io.acequia.store.Aggregation;
import io.acequia.store.Buckets;
import io.acequia.store.Field;
import io.acequia.store.Filter;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Statistics of numeric values per group and interval.
///
/// Percentiles are those of a t-digest: the share of values below one differs by less than a
/// hundredth from the share asked for, or by one value where there are few.
///
/// An engine makes a page of cells by passing all events, so slices of time are asked one after
/// another, each so wide that its cells make a page.
///
/// @param aggregation what is asked
record Statistics(Aggregation aggregation) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String GROUP = "group", TIME = "time";
    private static final int CELLS = 5_000;

    /// Each digest takes some ten kilobytes while a page is gathered.
    private static final int CELLS_WITH_PERCENTILES = 500;

    private static final int COMPRESSION = 200;

    /// Aggregates the events of a filter, which lets through those with a number only.
    List<Aggregate> of(Question question, Filter filter) throws IOException {
        var buckets = Buckets.of(aggregation.range(), aggregation.interval());
        var aggregates = new ArrayList<Aggregate>();
        if (buckets.count() == 0) {
            return aggregates;
        }
        int page = aggregation.percentiles().isEmpty() ? CELLS : CELLS_WITH_PERCENTILES;
        if (aggregation.interval() == null) {
            var query = Conditions.query(filter, buckets.from(), buckets.to());
            new Cells(question, query, sources(), page, aggregations())
                    .each((key, cell) -> aggregates.add(aggregate(key, cell, buckets.start(0))));
            return aggregates;
        }
        slices(question, filter, new Intervals(buckets), page, aggregates);
        aggregates.sort(
                Comparator.comparing(Aggregate::group, SeriesMatch::compare)
                        .thenComparing(Aggregate::start));
        return aggregates;
    }

    private void slices(
            Question question,
            Filter filter,
            Intervals intervals,
            int page,
            List<Aggregate> aggregates)
            throws IOException {
        var buckets = intervals.buckets();
        var sources = sources();
        var time = sources.addObject().putObject(TIME);
        time.set("date_histogram", intervals.histogram());
        int width = Math.max(1, page / 16);
        int end;
        for (int first = 0; first < buckets.count(); first = end) {
            int before = aggregates.size();
            end = Math.min(buckets.count(), first + width);
            var query = Conditions.query(filter, intervals.from(first), intervals.from(end));
            new Cells(question, query, sources, page, aggregations())
                    .each((key, cell) -> {
                        int bucket = intervals.number(key.path(TIME).asLong());
                        return aggregates.add(aggregate(key, cell, buckets.start(bucket)));
                    });
            int cells = Math.ceilDiv(aggregates.size() - before, end - first);
            width = Math.clamp(page / Math.max(1, cells), 1, 4 * width);
        }
    }

    private ArrayNode sources() {
        var sources = JSON.arrayNode();
        var field = aggregation.groupBy();
        if (field != null) {
            Cells.addKeyword(sources, GROUP, grouped(field).label());
        }
        return sources;
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

    private Aggregate aggregate(JsonNode key, JsonNode cell, Instant start) {
        var statistics = cell.path("stats");
        var last = cell.path("last").path("hits").path("hits").path(0).path("fields");
        return new Aggregate(
                key.path(GROUP).asString(""),
                start,
                statistics.path("count").asLong(),
                statistics.path("avg").asDouble(),
                statistics.path("min").asDouble(),
                statistics.path("max").asDouble(),
                statistics.path("sum").asDouble(),
                last.path(Field.VALUE.label()).path(0).asDouble(),
                percentiles(cell));
    }

    /// Interpolates between two values itself, as not every engine does.
    private List<Double> percentiles(JsonNode cell) {
        double least = cell.path("stats").path("min").asDouble();
        double greatest = cell.path("stats").path("max").asDouble();
        if (cell.path("stats").path("count").asLong() <= 2) {
            return aggregation.percentiles().stream()
                    .map(percentile -> least + (greatest - least) * (percentile / 100))
                    .toList();
        }
        Map<Double, Double> values = new HashMap<>();
        for (var value : cell.path("percentiles").path("values")) {
            values.put(value.path("key").asDouble(), value.path("value").asDouble());
        }
        return aggregation.percentiles().stream()
                .map(percentile -> values.getOrDefault(percentile, Double.NaN))
                .toList();
    }
}
