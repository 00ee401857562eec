package io.acequia.query.promql;

import java.util.List;

/// What a query comes to.
public sealed interface Result {
    /// One value for each series.
    record Vector(List<Series> series) implements Result {
        public Vector {
            series = List.copyOf(series);
        }
    }

    /// Values over time for each series.
    record Matrix(List<Series> series) implements Result {
        public Matrix {
            series = List.copyOf(series);
        }
    }

    /// A number.
    ///
    /// @param time of evaluation, milliseconds since 1970
    record Scalar(long time, double value) implements Result {}

    /// Text.
    ///
    /// @param time of evaluation, milliseconds since 1970
    record Text(long time, String value) implements Result {}

    /// Nothing: the query cannot be answered.
    record Failed(Reason reason, String message) implements Result {}

    /// Why a query cannot be answered.
    enum Reason {
        /// It asks for something that cannot be asked for at all.
        BAD_DATA,
        /// The values do not allow it, or there are too many.
        EXECUTION,
        /// It takes too long.
        TIMEOUT
    }
}
