package io.acequia.query.promql;

import io.acequia.query.promql.Expression.Call;
import io.acequia.query.promql.Expression.Instant;
import io.acequia.query.promql.Expression.Range;
import io.acequia.query.promql.Function.Body;
import io.acequia.query.promql.Function.ValueFunction;
import io.acequia.query.promql.Function.WindowFunction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/// Evaluates the call of a function.
///
/// @param evaluation of the expression that the call is in
record CallEvaluation(Evaluation evaluation, Call call) {
    /// Evaluates a function that makes a vector.
    void rows(Consumer<Row> sink) throws IOException {
        switch (call.function().body()) {
            case Body.OverTime(var function) -> overTime(function, sink);
            case Body.PerValue(var function) -> perValue(function, sink);
            case Body.Special(var kind) -> special(kind, sink);
        }
    }

    /// Evaluates a function that makes a scalar.
    double[] scalar() throws IOException {
        var grid = evaluation.grid();
        var values = new double[grid.count()];
        if (call.function().body() instanceof Body.Special(var kind)) {
            switch (kind) {
                case TIME -> Arrays.setAll(values, index -> grid.time(index) / 1_000.0);
                case PI -> Arrays.fill(values, Math.PI);
                case SCALAR -> onlyValues(values);
                case VECTOR,
                        TIMESTAMP,
                        ABSENT,
                        ABSENT_OVER_TIME,
                        SORT,
                        SORT_DESCENDING,
                        LABEL_REPLACE,
                        LABEL_JOIN ->
                        throw new IllegalArgumentException("not a scalar: " + call);
            }
        }
        return values;
    }

    /// The value of a vector that has only one.
    private void onlyValues(double[] values) throws IOException {
        var found = new int[values.length];
        Arrays.fill(values, Double.NaN);
        evaluation.rows(
                argument(0),
                row -> {
                    for (int at = row.next(0); at >= 0; at = row.next(at + 1)) {
                        values[at] = found[at]++ == 0 ? row.value(at) : Double.NaN;
                    }
                });
    }

    private Expression argument(int index) {
        return call.arguments().get(index);
    }

    /// Evaluates the scalars among the arguments, each at all times.
    private List<double[]> scalars() throws IOException {
        var scalars = new ArrayList<double[]>();
        for (var argument : call.arguments()) {
            if (argument.type() == ValueType.SCALAR) {
                scalars.add(evaluation.scalar(argument));
            }
        }
        return scalars;
    }

    private static double[] at(List<double[]> scalars, int index) {
        var values = new double[scalars.size()];
        Arrays.setAll(values, scalar -> scalars.get(scalar)[index]);
        return values;
    }

    private void overTime(WindowFunction function, Consumer<Row> sink) throws IOException {
        var scalars = scalars();
        boolean keepsName = call.function().name().equals(Window.LAST);
        var range = range();
        var unique = Unique.of(range, evaluation.budget(), sink);
        evaluation.windows(
                range,
                (window, index) -> {
                    evaluation.budget().work(window.size());
                    return function.of(window, at(scalars, index));
                },
                row -> unique.accept(keepsName ? row : row.labelled(row.labels().withoutName())));
    }

    private Range range() {
        for (var argument : call.arguments()) {
            if (argument instanceof Range range) {
                return range;
            }
        }
        throw new IllegalArgumentException("no range: " + call);
    }

    private void perValue(ValueFunction function, Consumer<Row> sink) throws IOException {
        var scalars = scalars();
        var unique = Unique.of(argument(0), evaluation.budget(), sink);
        evaluation.rows(
                argument(0),
                row -> {
                    var made = Row.empty(row.labels().withoutName(), row.size());
                    for (int at = row.next(0); at >= 0; at = row.next(at + 1)) {
                        int index = at;
                        function.of(row.value(at), at(scalars, at))
                                .ifPresent(value -> made.set(index, value));
                    }
                    unique.accept(made);
                });
    }

    private void special(Function.Kind kind, Consumer<Row> sink) throws IOException {
        switch (kind) {
            case VECTOR -> sink.accept(Row.full(Labels.NONE, evaluation.scalar(argument(0))));
            case TIMESTAMP -> timestamp(sink);
            case ABSENT, ABSENT_OVER_TIME -> absent(sink);
            case SORT -> sorted(Comparator.naturalOrder(), sink);
            case SORT_DESCENDING -> sorted(Comparator.reverseOrder(), sink);
            case LABEL_REPLACE -> relabelled(LabelChange.replacing(texts()), sink);
            case LABEL_JOIN -> relabelled(LabelChange.joining(texts()), sink);
            case TIME, PI, SCALAR -> throw new IllegalArgumentException("not a vector: " + call);
        }
    }

    private void relabelled(LabelChange change, Consumer<Row> sink) throws IOException {
        var table = new RowTable(evaluation.grid().count(), evaluation.budget());
        var target = evaluation.text(argument(1));
        evaluation.rows(
                argument(0),
                row -> {
                    var labels = change.of(row.labels());
                    evaluation.budget().holdText(labels.get(target));
                    table.add(row.labelled(labels));
                });
        table.handOver(sink);
    }

    private List<String> texts() {
        return call.arguments().stream().skip(1).map(evaluation::text).toList();
    }

    /// When the newest sample was taken; of anything but a selector, the time of evaluation.
    private void timestamp(Consumer<Row> sink) throws IOException {
        var unique = Unique.of(argument(0), evaluation.budget(), sink);
        if (argument(0) instanceof Instant selector) {
            evaluation.newest(
                    selector,
                    (window, _) -> OptionalDouble.of(window.time(window.size() - 1) / 1_000.0),
                    row -> unique.accept(row.labelled(row.labels().withoutName())));
            return;
        }
        evaluation.rows(
                argument(0),
                row -> {
                    var times = Row.empty(row.labels().withoutName(), row.size());
                    for (int at = row.next(0); at >= 0; at = row.next(at + 1)) {
                        times.set(at, evaluation.grid().time(at) / 1_000.0);
                    }
                    unique.accept(times);
                });
    }

    /// 1 where there is nothing.
    private void absent(Consumer<Row> sink) throws IOException {
        var present = new BitSet();
        if (argument(0) instanceof Range range) {
            evaluation.windows(
                    range, (_, _) -> OptionalDouble.of(1), row -> present.or(row.present()));
        } else {
            evaluation.rows(argument(0), row -> present.or(row.present()));
        }
        var row = Row.empty(LabelChange.ofAbsent(argument(0)), evaluation.grid().count());
        for (int at = 0; at < row.size(); at++) {
            if (!present.get(at)) {
                row.set(at, 1);
            }
        }
        if (!row.isEmpty()) {
            sink.accept(row);
        }
    }

    /// Only the answer to an instant query has an order.
    private void sorted(Comparator<Double> order, Consumer<Row> sink) throws IOException {
        if (evaluation.grid().count() > 1) {
            evaluation.rows(argument(0), sink);
            return;
        }
        var rows = evaluation.held(argument(0));
        rows.stream().sorted(Ranking.byValue(0, order)).forEach(sink);
        evaluation.release(rows);
    }
}
