package io.acequia.query.promql;

import io.acequia.query.promql.Function.Body;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Sees to it that no two rows that pass have the same labels, which they could have once the name
/// of the metric is dropped.
final class Unique implements Consumer<Row> {
    private final Budget budget;
    private final Consumer<Row> sink;
    private final Set<Labels> seen = new HashSet<>();

    private Unique(Budget budget, Consumer<Row> sink) {
        this.budget = budget;
        this.sink = sink;
    }

    /// Returns where the rows of an expression may go without the names of their metrics; only
    /// where names differ need they be remembered. Rows without a value do not pass.
    static Consumer<Row> of(Expression expression, Budget budget, Consumer<Row> sink) {
        return hasOneName(expression)
                ? row -> {
                    if (!row.isEmpty()) {
                        sink.accept(row);
                    }
                }
                : new Unique(budget, sink);
    }

    /// Says whether all rows certainly have the same name, or none any more.
    private static boolean hasOneName(Expression expression) {
        return switch (expression) {
            case Expression.Instant(var matchers, _) -> demandsName(matchers);
            case Expression.Range(var selector, _) -> demandsName(selector.matchers());
            case Expression.Negative _ -> true;
            case Expression.Binary binary -> binary.dropsName();
            case Expression.Call(var function, _) ->
                    !(function.body() instanceof Body.Special)
                            && !function.name().equals(Window.LAST);
            case Expression.Aggregate _, Expression.Constant _, Expression.Text _ -> false;
        };
    }

    private static boolean demandsName(List<Matcher> matchers) {
        return matchers.stream()
                .anyMatch(it -> it.kind() == Matcher.Kind.EQUAL && it.name().equals(Labels.NAME));
    }

    @Override
    public void accept(Row row) {
        budget.holdRow(0);
        if (!seen.add(row.labels())) {
            throw EvaluationFailure.duplicate();
        }
        if (!row.isEmpty()) {
            sink.accept(row);
        }
    }
}
