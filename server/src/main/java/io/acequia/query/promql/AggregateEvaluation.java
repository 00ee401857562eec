package io.acequia.query.promql;

import io.acequia.query.promql.Expression.Aggregate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Evaluates an aggregation.
///
/// @param evaluation of the expression that it is in
record AggregateEvaluation(Evaluation evaluation, Aggregate aggregate) {
    void rows(Consumer<Row> sink) throws IOException {
        switch (aggregate.aggregator()) {
            case SUM, AVG, MIN, MAX, COUNT, GROUP, STDDEV, STDVAR -> statistics(sink);
            case TOPK, BOTTOMK -> {
                var numbers = evaluation.scalar(parameter());
                var ranking = new Ranking(aggregate.aggregator() == Aggregator.TOPK, numbers);
                grouped((_, rows) -> ranking.rows(rows, sink));
            }
            case QUANTILE -> {
                var quantiles = evaluation.scalar(parameter());
                grouped((labels, rows) -> sink.accept(quantile(labels, rows, quantiles)));
            }
            case COUNT_VALUES -> {
                var label = evaluation.text(parameter());
                LabelChange.checkName(label, "count_values");
                var table = new RowTable(evaluation.grid().count(), evaluation.budget());
                grouped((labels, rows) -> count(labels, rows, label, table));
                table.handOver(sink);
            }
        }
    }

    private Expression parameter() {
        var parameter = aggregate.parameter();
        if (parameter == null) {
            throw new IllegalArgumentException("no parameter: " + aggregate);
        }
        return parameter;
    }

    private Labels group(Labels labels) {
        return aggregate.without()
                ? labels.without(aggregate.labels()).withoutName()
                : labels.only(aggregate.labels());
    }

    /// Only the groups are held.
    private void statistics(Consumer<Row> sink) throws IOException {
        Map<Labels, GroupStatistics> groups = new LinkedHashMap<>();
        int count = evaluation.grid().count();
        evaluation.rows(
                aggregate.of(),
                row -> {
                    evaluation.budget().work(count);
                    groups.computeIfAbsent(group(row.labels()), _ -> statistics(count)).add(row);
                });
        groups.forEach((labels, group) -> sink.accept(group.row(labels)));
        evaluation.budget().releaseRows(groups.size(), (long) count * GroupStatistics.POINTS);
    }

    private GroupStatistics statistics(int count) {
        evaluation.budget().holdRow((long) count * GroupStatistics.POINTS);
        return new GroupStatistics(aggregate.aggregator(), count);
    }

    /// Takes the rows of a group.
    private interface GroupReceiver {
        void group(Labels labels, List<Row> rows);
    }

    private void grouped(GroupReceiver receiver) throws IOException {
        var rows = evaluation.held(aggregate.of());
        Map<Labels, List<Row>> groups = new LinkedHashMap<>();
        for (var row : rows) {
            groups.computeIfAbsent(group(row.labels()), _ -> new ArrayList<>()).add(row);
        }
        groups.forEach(receiver::group);
        evaluation.release(rows);
    }

    private Row quantile(Labels labels, List<Row> rows, double[] quantiles) {
        var made = Row.empty(labels, evaluation.grid().count());
        for (int at = 0; at < made.size(); at++) {
            int index = at;
            evaluation.budget().work(rows.size());
            var values =
                    rows.stream()
                            .filter(row -> row.has(index))
                            .mapToDouble(row -> row.value(index))
                            .toArray();
            if (values.length > 0) {
                Quantile.of(quantiles[at], values).ifPresent(value -> made.set(index, value));
            }
        }
        return made;
    }

    private void count(Labels labels, List<Row> rows, String label, RowTable table) {
        for (int at = 0; at < evaluation.grid().count(); at++) {
            Map<Labels, Integer> counts = new LinkedHashMap<>();
            for (var row : rows) {
                if (row.has(at)) {
                    var text = GoNumber.format(row.value(at));
                    counts.merge(labels.with(label, text), 1, Integer::sum);
                }
            }
            int index = at;
            counts.forEach((made, count) -> table.set(made, index, count));
        }
    }
}
