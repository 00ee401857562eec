package io.acequia.query.promql;

import java.util.List;
import java.util.OptionalDouble;

/// A function: what it is given, and how it works.
///
/// @param name as it is written
/// @param parameters types of what it is given
/// @param optional how many of the last parameters may be left out
/// @param repeats whether the last parameter may come more often
/// @param result type of the result
record Function(
        String name,
        List<ValueType> parameters,
        int optional,
        boolean repeats,
        ValueType result,
        Body body) {
    Function {
        parameters = List.copyOf(parameters);
    }

    /// How a function works.
    sealed interface Body {
        /// From the samples within a time of a series, one value.
        record OverTime(WindowFunction function) implements Body {}

        /// From a value, another one.
        record PerValue(ValueFunction function) implements Body {}

        /// In its own way.
        record Special(Kind kind) implements Body {}
    }

    /// The functions that work in their own way.
    enum Kind {
        TIME,
        PI,
        VECTOR,
        SCALAR,
        TIMESTAMP,
        ABSENT,
        ABSENT_OVER_TIME,
        SORT,
        SORT_DESCENDING,
        LABEL_REPLACE,
        LABEL_JOIN
    }

    /// Makes a value of the samples within a time; empty when they make none.
    @FunctionalInterface
    interface WindowFunction {
        /// Called with at least one sample.
        ///
        /// @param scalars the other things that the function is given
        OptionalDouble of(Window window, double[] scalars);
    }

    /// Makes a value of a value; empty when there is none.
    @FunctionalInterface
    interface ValueFunction {
        /// Called for each value.
        ///
        /// @param scalars the other things that the function is given
        OptionalDouble of(double value, double[] scalars);
    }
}
