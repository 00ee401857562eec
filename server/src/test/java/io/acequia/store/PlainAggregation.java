package io.acequia.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    ///
    /// @param tolerance by which share of the values percentiles are taken too high, or too low if
    ///   it is negative; one value at least, unless it is 0
    static List<Aggregate> of(List<Event> events, Aggregation aggregation, double tolerance) {
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
                starts.forEach((start, cell) ->
                        aggregates.add(of(label, start, cell, aggregation, tolerance))));
        return aggregates;
    }

    private static Aggregate of(
            String group,
            Instant start,
            List<Event> cell,
            Aggregation aggregation,
            double tolerance) {
        var sorted = cell.stream().mapToDouble(PlainAggregation::number).sorted().toArray();
        var statistics = DoubleStream.of(sorted).summaryStatistics();
        var percentiles =
                aggregation.percentiles().stream()
                        .map(percentile -> percentile(sorted, percentile, tolerance))
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

    private static double percentile(double[] sorted, double percentile, double tolerance) {
        double off = Math.signum(tolerance) * Math.max(1, Math.abs(tolerance) * sorted.length);
        double exact = percentile / 100 * (sorted.length - 1);
        double rank = Math.clamp(exact + off, 0, sorted.length - 1);
        double below = sorted[(int) Math.floor(rank)];
        double above = sorted[(int) Math.ceil(rank)];
        return below + (above - below) * (rank - Math.floor(rank));
    }

    private static double number(Event event) {
        return ((Value.Numeric) event.value()).value();
    }

    /// Compares but for the last digits of sums, which depend on the order of the values.
    ///
    /// @param lowest with the least percentiles that are right
    /// @param highest with the greatest percentiles that are right
    static void assertClose(
            List<Aggregate> lowest, List<Aggregate> highest, List<Aggregate> actual) {
        assertEquals(withoutPercentiles(lowest), withoutPercentiles(actual));
        for (int cell = 0; cell < actual.size(); cell++) {
            var percentiles = rounded(actual.get(cell)).percentiles();
            var low = rounded(lowest.get(cell)).percentiles();
            var high = rounded(highest.get(cell)).percentiles();
            assertEquals(low.size(), percentiles.size());
            for (int index = 0; index < percentiles.size(); index++) {
                double value = percentiles.get(index);
                assertTrue(
                        low.get(index) <= value && value <= high.get(index),
                        () -> percentiles + " are not within " + low + " and " + high);
            }
        }
    }

    private static List<Aggregate> withoutPercentiles(List<Aggregate> aggregates) {
        return aggregates.stream()
                .map(PlainAggregation::rounded)
                .map(it ->
                        new Aggregate(
                                it.group(),
                                it.start(),
                                it.count(),
                                it.average(),
                                it.minimum(),
                                it.maximum(),
                                it.sum(),
                                it.last(),
                                List.of()))
                .toList();
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
