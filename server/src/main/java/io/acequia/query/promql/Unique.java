package io.acequia.query.promql;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// Sees to it that no two rows that pass have the same labels, which they could have once the name
/// of the metric is dropped.
final class Unique implements Consumer<Row> {
    private final Consumer<Row> sink;
    private final Set<Labels> seen = new HashSet<>();

    Unique(Consumer<Row> sink) {
        this.sink = sink;
    }

    @Override
    public void accept(Row row) {
        if (!seen.add(row.labels())) {
            throw EvaluationFailure.duplicate();
        }
        if (!row.isEmpty()) {
            sink.accept(row);
        }
    }
}
