package io.acequia.query.promql;

import java.util.List;

/// Which kinds of values go where. What is wrong is reported with the beginning of the part.
final class TypeRules {
    private final Tokens tokens;

    TypeRules(Tokens tokens) {
        this.tokens = tokens;
    }

    /// Checks the two sides of an operator.
    ///
    /// @param matched whether it says which rows belong together
    void check(int start, Expression.Binary operation, boolean matched) {
        boolean scalars = isScalar(operation.left().type()) && isScalar(operation.right().type());
        boolean vectors =
                operation.left().type() == ValueType.VECTOR
                        && operation.right().type() == ValueType.VECTOR;
        var operator = operation.operator();
        if (!isNumeric(operation.left().type()) || !isNumeric(operation.right().type())) {
            tokens.fail(
                    start, "binary expression must contain only scalar and instant vector types");
        } else if (operator.isSet() && !vectors) {
            tokens.fail(
                    start,
                    "set operator \""
                            + operator.sign()
                            + "\" not allowed in binary scalar expression");
        } else if (scalars && operator.isComparison() && !operation.bool()) {
            tokens.fail(start, "comparisons between scalars must use BOOL modifier");
        } else if (matched && !vectors) {
            tokens.fail(start, "vector matching only allowed between instant vectors");
        }
    }

    private static boolean isScalar(ValueType type) {
        return type == ValueType.SCALAR;
    }

    private static boolean isNumeric(ValueType type) {
        return type == ValueType.SCALAR || type == ValueType.VECTOR;
    }

    /// Checks what a sign stands before.
    void signed(int start, Expression operand) {
        if (!isNumeric(operand.type())) {
            tokens.fail(
                    start,
                    "unary expression only allowed on expressions of type scalar or instant"
                            + " vector, got "
                            + operand.type().label());
        }
    }

    /// Checks what is aggregated and the parameter.
    void check(int start, Expression.Aggregate aggregate) {
        expect(start, ValueType.VECTOR, aggregate.of().type(), "aggregation expression");
        var parameter = aggregate.parameter();
        if (parameter != null) {
            boolean label = aggregate.aggregator() == Aggregator.COUNT_VALUES;
            expect(
                    start,
                    label ? ValueType.TEXT : ValueType.SCALAR,
                    parameter.type(),
                    "aggregation parameter");
        }
    }

    /// Checks what a function is given.
    void check(int start, Function function, List<Expression> arguments) {
        int most = function.parameters().size();
        int least = most - function.optional();
        int count = arguments.size();
        if (count < least || (count > most && !function.repeats())) {
            var bound =
                    least == most && !function.repeats()
                            ? ""
                            : count < least ? "at least " : "at most ";
            tokens.fail(
                    start,
                    "expected %s%d argument(s) in call to \"%s\", got %d"
                            .formatted(
                                    bound, count < least ? least : most, function.name(), count));
            return;
        }
        for (int index = 0; index < count; index++) {
            var expected = function.parameters().get(Math.min(index, most - 1));
            expect(
                    start,
                    expected,
                    arguments.get(index).type(),
                    "call to function \"" + function.name() + '"');
        }
    }

    private void expect(int start, ValueType expected, ValueType type, String where) {
        if (expected != type) {
            tokens.fail(
                    start,
                    "expected type %s in %s, got %s"
                            .formatted(expected.label(), where, type.label()));
        }
    }
}
