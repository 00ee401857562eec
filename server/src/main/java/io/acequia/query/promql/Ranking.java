package io.acequia.query.promql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Keeps the greatest or least values of a group at each time.
final class Ranking {
    private final Comparator<Double> order;
    private final double[] numbers;

    /// @param greatest rather than least
    /// @param numbers how many, at each time
    Ranking(boolean greatest, double[] numbers) {
        for (double number : numbers) {
            // NaN is not within either.
            if (!(number >= Long.MIN_VALUE && number < Long.MAX_VALUE)) {
                throw EvaluationFailure.execution(
                        "Scalar value " + GoNumber.format(number) + " overflows int64");
            }
        }
        this.order = greatest ? Comparator.reverseOrder() : Comparator.naturalOrder();
        this.numbers = numbers;
    }

    /// Compares the values of rows at a time; what is not a number comes last.
    static Comparator<Row> byValue(int at, Comparator<Double> order) {
        return Comparator.<Row, Boolean>comparing(row -> Double.isNaN(row.value(at)))
                .thenComparing(row -> row.value(at), order);
    }

    /// Hands over what is kept of the rows; with one time only, in the order of their values.
    void rows(List<Row> rows, Consumer<Row> sink) {
        Map<Labels, Row> kept = new LinkedHashMap<>();
        for (int at = 0; at < numbers.length; at++) {
            for (var row : best(rows, at)) {
                kept.computeIfAbsent(row.labels(), it -> Row.empty(it, numbers.length))
                        .set(at, row.value(at));
            }
        }
        kept.values().forEach(sink);
    }

    private List<Row> best(List<Row> rows, int at) {
        if (!(numbers[at] >= 1)) {
            return List.of();
        }
        var present = new ArrayList<Row>();
        rows.stream().filter(row -> row.has(at)).forEach(present::add);
        present.sort(byValue(at, order));
        return present.subList(0, (int) Math.min(present.size(), numbers[at]));
    }
}
