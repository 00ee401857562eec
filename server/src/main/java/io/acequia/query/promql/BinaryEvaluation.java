package io.acequia.query.promql;

import io.acequia.query.promql.Expression.Binary;
import io.acequia.query.promql.Matching.Many;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Evaluates an operator of which one side at least is a vector.
final class BinaryEvaluation {
    private final Evaluation evaluation;
    private final Binary binary;
    private final Operator operator;
    private final Matching matching;

    BinaryEvaluation(Evaluation evaluation, Binary binary) {
        this.evaluation = evaluation;
        this.binary = binary;
        this.operator = binary.operator();
        this.matching = binary.matching();
    }

    void rows(Consumer<Row> sink) throws IOException {
        if (operator.isSet()) {
            new SetEvaluation(evaluation, binary).rows(sink);
        } else if (binary.left().type() == ValueType.SCALAR) {
            withScalar(binary.right(), evaluation.scalar(binary.left()), true, sink);
        } else if (binary.right().type() == ValueType.SCALAR) {
            withScalar(binary.left(), evaluation.scalar(binary.right()), false, sink);
        } else {
            vectors(sink);
        }
    }

    /// A comparison that is not `bool` keeps the values of the vector, whichever side it is on.
    private void withScalar(
            Expression vector, double[] scalar, boolean scalarIsLeft, Consumer<Row> sink)
            throws IOException {
        var unique = Unique.of(vector, evaluation.budget(), sink);
        evaluation.rows(
                vector,
                row -> {
                    var labels = binary.dropsName() ? row.labels().withoutName() : row.labels();
                    var made = Row.empty(labels, row.size());
                    for (int at = row.next(0); at >= 0; at = row.next(at + 1)) {
                        double left = scalarIsLeft ? scalar[at] : row.value(at);
                        double right = scalarIsLeft ? row.value(at) : scalar[at];
                        if (binary.dropsName()) {
                            made.set(at, operator.result(left, right));
                        } else if (operator.holds(left, right)) {
                            made.set(at, row.value(at));
                        }
                    }
                    unique.accept(made);
                });
    }

    private void vectors(Consumer<Row> sink) throws IOException {
        var left = evaluation.held(binary.left());
        var right = evaluation.held(binary.right());
        boolean manyIsRight = matching.many() == Many.RIGHT;
        var one =
                manyIsRight ? bySignature(left, right, "left") : bySignature(right, left, "right");
        var table = new RowTable(evaluation.grid().count(), evaluation.budget());
        var matched = new HashMap<Labels, BitSet>();
        for (var row : manyIsRight ? right : left) {
            var signature = matching.signature(row.labels());
            for (var other : one.getOrDefault(signature, List.of())) {
                var taken = matched.computeIfAbsent(signature, _ -> new BitSet());
                combine(row, other, taken, table);
            }
        }
        evaluation.release(left);
        evaluation.release(right);
        table.handOver(sink);
    }

    /// Where the other side has nothing at all, it does not matter that rows cannot be told apart.
    private Map<Labels, List<Row>> bySignature(List<Row> rows, List<Row> others, String side) {
        var groups = new HashMap<Labels, List<Row>>();
        var matters = new BitSet();
        others.forEach(row -> matters.or(row.present()));
        for (var row : rows) {
            var signature = matching.signature(row.labels());
            var group = groups.computeIfAbsent(signature, _ -> new ArrayList<>());
            for (var other : group) {
                var both = (BitSet) other.present().clone();
                both.and(row.present());
                if (both.intersects(matters)) {
                    throw EvaluationFailure.execution(
                            "found duplicate series for the match group %s on the %s hand-side of the operation: [%s, %s];many-to-many matching not allowed: matching labels must be unique on one side"
                                    .formatted(signature, side, row.labels(), other.labels()));
                }
            }
            group.add(row);
        }
        return groups;
    }

    /// Combines two rows where both have a value.
    ///
    /// @param many the row of the side that may have several, the left one when neither may
    /// @param taken times at which another row of that side was combined before
    private void combine(Row many, Row one, BitSet taken, RowTable table) {
        evaluation.budget().work(many.size());
        var labels = labels(many.labels(), one.labels());
        for (int at = many.next(0); at >= 0; at = many.next(at + 1)) {
            if (one.has(at)) {
                boolean swapped = matching.many() == Many.RIGHT;
                double left = swapped ? one.value(at) : many.value(at);
                double right = swapped ? many.value(at) : one.value(at);
                boolean chosen = binary.dropsName() || operator.holds(left, right);
                if (chosen) {
                    check(at, taken);
                    table.set(labels, at, binary.dropsName() ? operator.result(left, right) : left);
                }
            }
        }
    }

    private void check(int at, BitSet taken) {
        if (taken.get(at) && matching.many() == Many.NEITHER) {
            throw EvaluationFailure.execution(
                    "multiple matches for labels: many-to-one matching must be explicit"
                            + " (group_left/group_right)");
        }
        taken.set(at);
    }

    private Labels labels(Labels many, Labels one) {
        var labels = binary.dropsName() ? many.withoutName() : many;
        if (matching.many() == Many.NEITHER) {
            return matching.on()
                    ? labels.only(matching.labels())
                    : labels.without(matching.labels());
        }
        for (var name : matching.include()) {
            labels = labels.with(name, one.get(name));
        }
        return labels;
    }
}
