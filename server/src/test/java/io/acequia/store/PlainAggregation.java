package io.acequia.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acequia.event.Event;
import io.acequia.event.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/// Aggregates computed by plain Java, to compare those of a store with.
final class PlainAggregation {
    private static final Map<Field, Function<Event, String>> GROUPS =
            Map.of(
                    Field.ORIGIN, Event::origin,
                    Field.UNIT, event -> String.valueOf(event.unit()),
                    Field.TIME_SOURCE, event -> event.timeSource().label());

    private PlainAggregation() {}

    /// Aggregates numeric events that are in the order of time.
    static List<Aggregate> of(List<Event> events, Aggregation aggregation) {
        var range = aggregation.range();
        var interval = Objects.requireNonNull(aggregation.interval());
        var group = Objects.requireNonNull(GROUPS.get(aggregation.groupBy()));
        var cells = new TreeMap<String, TreeMap<Instant, List<Event>>>();
        for (var event : events) {
            if (event.timestamp().isBefore(range.to())) {
                long number = Duration.between(range.from(), event.timestamp()).dividedBy(interval);
                var start = range.from().plus(interval.multipliedBy(number));
                cells.computeIfAbsent(group.apply(event), _ -> new TreeMap<>())
                        .computeIfAbsent(start, _ -> new ArrayList<>())
                        .add(event);
            }
        }
        var aggregates = new ArrayList<Aggregate>();
        cells.forEach((label, starts) ->
                starts.forEach(
                        (start, cell) -> aggregates.add(of(label, start, cell, aggregation))));
        return aggregates;
    }

    private static Aggregate of(
            String group, Instant start, List<Event> cell, Aggregation aggregation) {
        var sorted = cell.stream().mapToDouble(PlainAggregation::number).sorted().toArray();
        var statistics = DoubleStream.of(sorted).summaryStatistics();
        var percentiles =
                aggregation.percentiles().stream()
                        .map(percentile -> percentile(sorted, percentile))
                        .toList();
        return new Aggregate(
                group,
                start,
                sorted.length,
                statistics.getAverage(),
                sorted[0],
                sorted[sorted.length - 1],
                statistics.getSum(),
                number(cell.getLast()),
                percentiles);
    }

    private static double percentile(double[] sorted, double percentile) {
        double rank = percentile / 100 * (sorted.length - 1);
        double below = sorted[(int) Math.floor(rank)];
        double above = sorted[(int) Math.ceil(rank)];
        return below + (above - below) * (rank - Math.floor(rank));
    }

    private static double number(Event event) {
        return ((Value.Numeric) event.value()).value();
    }

    /// Compares but for the last digits of sums, which depend on the order of the values.
    static void assertClose(List<Aggregate> expected, List<Aggregate> actual) {
        assertEquals(
                expected.stream().map(PlainAggregation::rounded).toList(),
                actual.stream().map(PlainAggregation::rounded).toList());
    }

    private static Aggregate rounded(Aggregate exact) {
        return new Aggregate(
                exact.group(),
                exact.start(),
                exact.count(),
                rounded(exact.average()),
                exact.minimum(),
                exact.maximum(),
                rounded(exact.sum()),
                exact.last(),
                exact.percentiles().stream().map(PlainAggregation::rounded).toList());
    }

    private static double rounded(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
