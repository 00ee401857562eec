package io.acequia.query.promql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Rows that are put together from single values; each has its own labels.
final class RowTable {
    private final int count;
    private final Budget budget;
    private final Map<Labels, Row> rows = new LinkedHashMap<>();

    /// @param count how many times the grid has
    RowTable(int count, Budget budget) {
        this.count = count;
        this.budget = budget;
    }

    /// Sets a value; a second one for the same labels and time is a failure.
    void set(Labels labels, int index, double value) {
        var row = rows.computeIfAbsent(labels, this::made);
        if (row.has(index)) {
            throw EvaluationFailure.duplicate();
        }
        row.set(index, value);
    }

    private Row made(Labels labels) {
        budget.holdRow(count);
        return Row.empty(labels, count);
    }

    /// Adds all values of a row.
    void add(Row row) {
        budget.work(count);
        for (int index = row.next(0); index >= 0; index = row.next(index + 1)) {
            set(row.labels(), index, row.value(index));
        }
    }

    /// Hands the rows over, in the order in which they came.
    void handOver(Consumer<Row> sink) {
        rows.values().forEach(sink);
        budget.releaseRows(rows.size(), count);
        rows.clear();
    }
}
