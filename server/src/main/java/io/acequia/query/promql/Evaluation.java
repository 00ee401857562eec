package io.acequia.query.promql;

import io.acequia.query.promql.Expression.Aggregate;
import io.acequia.query.promql.Expression.Binary;
import io.acequia.query.promql.Expression.Call;
import io.acequia.query.promql.Expression.Constant;
import io.acequia.query.promql.Expression.Instant;
import io.acequia.query.promql.Expression.Negative;
import io.acequia.query.promql.Expression.Range;
import io.acequia.query.promql.Expression.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;

/// Evaluates the parts of an expression for all times of a grid at once.
///
/// Rows are pushed from the samples to the result one by one, so that `sum by (origin) (rate(…))`
/// holds a row for each origin rather than one for each series; only what has to see several rows
/// at a time keeps them, and says so to the budget.
final class Evaluation {
    private final SampleSource source;
    private final Grid grid;
    private final long lookback;
    private final Budget budget;

    /// @param lookback how old the newest sample of a series may be, milliseconds
    Evaluation(SampleSource source, Grid grid, long lookback, Budget budget) {
        this.source = source;
        this.grid = grid;
        this.lookback = lookback;
        this.budget = budget;
    }

    Grid grid() {
        return grid;
    }

    Budget budget() {
        return budget;
    }

    /// Evaluates what is an instant vector.
    void rows(Expression expression, Consumer<Row> sink) throws IOException {
        switch (expression) {
            case Instant selector -> newest(selector, (window, _) -> last(window), sink);
            case Negative(var of) -> {
                var unique = Unique.of(of, budget, sink);
                rows(of, row -> unique.accept(mapped(row, value -> -value)));
            }
            case Binary binary -> new BinaryEvaluation(this, binary).rows(sink);
            case Aggregate aggregate -> new AggregateEvaluation(this, aggregate).rows(sink);
            case Call call -> new CallEvaluation(this, call).rows(sink);
            case Constant _, Text _, Range _ ->
                    throw new IllegalArgumentException("not a vector: " + expression);
        }
    }

    private static OptionalDouble last(Window window) {
        return OptionalDouble.of(window.value(window.size() - 1));
    }

    /// Returns a row of the results of a function, without the name of the metric.
    static Row mapped(Row row, DoubleUnaryOperator function) {
        var mapped = Row.empty(row.labels().withoutName(), row.size());
        for (int index = row.next(0); index >= 0; index = row.next(index + 1)) {
            mapped.set(index, function.applyAsDouble(row.value(index)));
        }
        return mapped;
    }

    /// Evaluates what is an instant vector and keeps its rows; the caller releases them.
    List<Row> held(Expression expression) throws IOException {
        var rows = new ArrayList<Row>();
        rows(
                expression,
                row -> {
                    budget.holdRow(grid.count());
                    rows.add(row);
                });
        return rows;
    }

    /// Says that rows of [#held] are not needed any more.
    void release(List<Row> rows) {
        budget.releaseRows(rows.size(), grid.count());
    }

    /// Makes a value of the windows that hold the newest samples.
    void newest(Instant selector, SelectorRows.AtStep function, Consumer<Row> sink)
            throws IOException {
        select(selector, lookback, function, sink);
    }

    /// Makes a value of the windows of a range.
    void windows(Range range, SelectorRows.AtStep function, Consumer<Row> sink) throws IOException {
        select(range.selector(), range.range(), function, sink);
    }

    private void select(
            Instant selector, long range, SelectorRows.AtStep function, Consumer<Row> sink)
            throws IOException {
        long offset = selector.offset();
        var rows = new SelectorRows(grid, offset, range, function, budget, sink);
        var shifted = new Grid(grid.start() - offset, grid.step(), grid.count());
        var selection =
                new SampleSource.Selection(
                        selector.matchers(),
                        shifted.start() - range,
                        shifted.end(),
                        shifted,
                        range,
                        budget.samples(),
                        budget::isInTime);
        boolean fits = source.select(selection, rows);
        budget.checkTime();
        if (!fits) {
            throw EvaluationFailure.tooLarge();
        }
        rows.finish();
    }

    /// Evaluates what is a scalar, at each time.
    double[] scalar(Expression expression) throws IOException {
        return switch (expression) {
            case Constant(var value) -> {
                var values = new double[grid.count()];
                Arrays.fill(values, value);
                yield values;
            }
            case Negative(var of) -> {
                var values = scalar(of);
                Arrays.setAll(values, index -> -values[index]);
                yield values;
            }
            case Binary binary -> {
                var left = scalar(binary.left());
                var right = scalar(binary.right());
                var operator = binary.operator();
                Arrays.setAll(left, index -> operator.result(left[index], right[index]));
                yield left;
            }
            case Call call -> new CallEvaluation(this, call).scalar();
            case Instant _, Range _, Aggregate _, Text _ ->
                    throw new IllegalArgumentException("not a scalar: " + expression);
        };
    }

    /// Returns the content of what is text.
    String text(Expression expression) {
        if (expression instanceof Text(var value)) {
            return value;
        }
        throw new IllegalArgumentException("not text: " + expression);
    }

    /// Returns the samples themselves of a range, for the only time of the grid.
    List<Series> samples(Expression expression) throws IOException {
        var series = new ArrayList<Series>();
        if (expression instanceof Range range) {
            windows(
                    range,
                    (window, _) -> {
                        budget.holdRow(2L * window.size());
                        series.add(new Series(Labels.NONE, window.times(), window.values()));
                        return OptionalDouble.of(0);
                    },
                    row -> series.add(series.removeLast().labelled(row.labels())));
        }
        return series;
    }
}
