package io.acequia.query.promql;

import io.acequia.query.promql.Result.Failed;
import io.acequia.query.promql.Result.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/// Answers queries from the samples of a source. Can be used by many threads.
public final class Evaluator {
    private final SampleSource source;
    private final LongSupplier nanoTime;

    /// Makes one.
    ///
    /// @param nanoTime a clock that only goes forward, for the time that a query may take
    public Evaluator(SampleSource source, LongSupplier nanoTime) {
        this.source = source;
        this.nanoTime = nanoTime;
    }

    /// Evaluates at one time.
    ///
    /// @param time milliseconds since 1970
    /// @param lookback how old the newest sample of a series may be, milliseconds
    public Result instant(Expression expression, long time, long lookback, Limits limits)
            throws IOException {
        var budget = new Budget(limits, nanoTime);
        var evaluation = new Evaluation(source, Grid.instant(time), lookback, budget);
        try {
            return switch (expression.type()) {
                case SCALAR -> new Result.Scalar(time, evaluation.scalar(expression)[0]);
                case VECTOR -> new Result.Vector(series(expression, evaluation, budget));
                case MATRIX -> new Result.Matrix(sorted(evaluation.samples(expression)));
                case TEXT -> new Result.Text(time, evaluation.text(expression));
            };
        } catch (EvaluationFailure failure) {
            return failure.failed();
        }
    }

    /// Evaluates at all times of a grid.
    ///
    /// @param lookback how old the newest sample of a series may be, milliseconds
    public Result range(Expression expression, Grid grid, long lookback, Limits limits)
            throws IOException {
        var budget = new Budget(limits, nanoTime);
        var evaluation = new Evaluation(source, grid, lookback, budget);
        try {
            return switch (expression.type()) {
                case SCALAR -> {
                    var row = Row.full(Labels.NONE, evaluation.scalar(expression));
                    yield new Result.Matrix(List.of(Series.of(row, grid)));
                }
                case VECTOR -> new Result.Matrix(sorted(series(expression, evaluation, budget)));
                case MATRIX, TEXT ->
                        new Failed(
                                Reason.BAD_DATA,
                                "invalid expression type \""
                                        + expression.type().label()
                                        + "\" for range query, must be Scalar or instant Vector");
            };
        } catch (EvaluationFailure failure) {
            return failure.failed();
        }
    }

    private static List<Series> series(Expression expression, Evaluation evaluation, Budget budget)
            throws IOException {
        var series = new ArrayList<Series>();
        evaluation.rows(
                expression,
                row -> {
                    var made = Series.of(row, evaluation.grid());
                    budget.holdRow(2L * made.size());
                    series.add(made);
                });
        return series;
    }

    private static List<Series> sorted(List<Series> series) {
        return series.stream().sorted(Comparator.comparing(Series::labels)).toList();
    }
}
