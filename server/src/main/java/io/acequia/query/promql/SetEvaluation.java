package io.acequia.query.promql;

import io.acequia.query.promql.Expression.Binary;
import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Evaluates `and`, `or` and `unless`: which values stay is a matter of labels, not of values.
///
/// @param evaluation of the expression that the operator is in
record SetEvaluation(Evaluation evaluation, Binary binary) {
    void rows(Consumer<Row> sink) throws IOException {
        switch (binary.operator()) {
            case AND -> chosen(true, sink);
            case UNLESS -> chosen(false, sink);
            case OR -> united(sink);
            default -> throw new IllegalArgumentException("not a set: " + binary);
        }
    }

    /// Keeps of the left side what the right side has, or has not.
    private void chosen(boolean present, Consumer<Row> sink) throws IOException {
        var right = new HashMap<Labels, BitSet>();
        evaluation.rows(binary.right(), row -> note(row, right));
        evaluation.rows(
                binary.left(),
                row -> {
                    var times = (BitSet) row.present().clone();
                    var other = right.getOrDefault(signature(row), new BitSet());
                    if (present) {
                        times.and(other);
                    } else {
                        times.andNot(other);
                    }
                    if (!times.isEmpty()) {
                        sink.accept(row.at(times));
                    }
                });
    }

    private Labels signature(Row row) {
        return binary.matching().signature(row.labels());
    }

    private void note(Row row, Map<Labels, BitSet> present) {
        present.computeIfAbsent(signature(row), _ -> held(row.size())).or(row.present());
    }

    private BitSet held(int count) {
        evaluation.budget().holdRow(count / Long.SIZE);
        return new BitSet(count);
    }

    /// The left side, and of the right one what the left has not.
    private void united(Consumer<Row> sink) throws IOException {
        var left = new HashMap<Labels, BitSet>();
        var table = new RowTable(evaluation.grid().count(), evaluation.budget());
        evaluation.rows(
                binary.left(),
                row -> {
                    note(row, left);
                    table.add(row);
                });
        evaluation.rows(
                binary.right(),
                row -> {
                    var times = (BitSet) row.present().clone();
                    times.andNot(left.getOrDefault(signature(row), new BitSet()));
                    table.add(row.at(times));
                });
        table.handOver(sink);
    }
}
