package io.acequia.query.promql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A query, taken apart. The parser has seen to it that types fit.
public sealed interface Expression {
    /// Returns what it is.
    ValueType type();

    /// A number.
    record Constant(double value) implements Expression {
        @Override
        public ValueType type() {
            return ValueType.SCALAR;
        }
    }

    /// Text.
    record Text(String value) implements Expression {
        @Override
        public ValueType type() {
            return ValueType.TEXT;
        }
    }

    /// The newest sample of each matching series.
    ///
    /// @param offset how long ago, milliseconds
    record Instant(List<Matcher> matchers, long offset) implements Expression {
        public Instant {
            matchers = List.copyOf(matchers);
        }

        @Override
        public ValueType type() {
            return ValueType.VECTOR;
        }
    }

    /// The samples of each matching series within a time.
    ///
    /// @param range how long, milliseconds
    record Range(Instant selector, long range) implements Expression {
        @Override
        public ValueType type() {
            return ValueType.MATRIX;
        }
    }

    /// The negative of each value.
    record Negative(Expression of) implements Expression {
        @Override
        public ValueType type() {
            return of.type();
        }
    }

    /// Two expressions and what stands between them.
    ///
    /// @param bool whether a comparison gives 0 and 1 rather than choosing
    record Binary(
            Operator operator, Expression left, Expression right, boolean bool, Matching matching)
            implements Expression {
        /// Says whether it makes new values, which the name of a metric does not fit any more.
        boolean dropsName() {
            return bool || !(operator.isComparison() || operator.isSet());
        }

        @Override
        public ValueType type() {
            boolean scalars = left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR;
            return scalars ? ValueType.SCALAR : ValueType.VECTOR;
        }
    }

    /// One value of many.
    ///
    /// @param parameter how many, which quantile or which label; only for those that have one
    /// @param without whether the labels are those that make no groups
    record Aggregate(
            Aggregator aggregator,
            Expression of,
            @Nullable Expression parameter,
            boolean without,
            List<String> labels)
            implements Expression {
        public Aggregate {
            labels = List.copyOf(labels);
        }

        @Override
        public ValueType type() {
            return ValueType.VECTOR;
        }
    }

    /// A function and what it is given.
    record Call(Function function, List<Expression> arguments) implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public ValueType type() {
            return function.result();
        }
    }
}
