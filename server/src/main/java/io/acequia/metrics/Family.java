package io.acequia.metrics;

import java.util.List;
import java.util.function.Function;

/// A metric and how it is read from a snapshot of type `S`.
sealed interface Family<S> {
    Description description();

    /// A counter or a gauge.
    record Numbers<S>(Description description, Function<S, List<Sample<Double>>> samples)
            implements Family<S> {}

    /// A histogram.
    record Distributions<S>(
            Description description, Function<S, List<Sample<Distribution>>> samples)
            implements Family<S> {}
}
