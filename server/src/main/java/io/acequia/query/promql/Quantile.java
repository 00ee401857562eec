package io.acequia.query.promql;

import java.util.Arrays;
import java.util.OptionalDouble;

/// Quantiles, interpolated between the two nearest values.
final class Quantile {
    private Quantile() {}

    /// Returns a quantile; infinite for one that is not from 0 to 1.
    ///
    /// @param values sorted here
    static OptionalDouble of(double quantile, double[] values) {
        if (values.length == 0 || Double.isNaN(quantile)) {
            return OptionalDouble.of(Double.NaN);
        }
        if (quantile < 0 || quantile > 1) {
            double infinity = Double.POSITIVE_INFINITY;
            return OptionalDouble.of(quantile < 0 ? -infinity : infinity);
        }
        sort(values);
        double rank = quantile * (values.length - 1);
        int below = (int) Math.floor(rank);
        int above = Math.min(values.length - 1, below + 1);
        double weight = rank - Math.floor(rank);
        return OptionalDouble.of(values[below] * (1 - weight) + values[above] * weight);
    }

    /// What is not a number comes first, as in Prometheus.
    private static void sort(double[] values) {
        Arrays.sort(values);
        int numbers = values.length;
        while (numbers > 0 && Double.isNaN(values[numbers - 1])) {
            numbers--;
        }
        int others = values.length - numbers;
        System.arraycopy(values, 0, values, others, numbers);
        Arrays.fill(values, 0, others, Double.NaN);
    }
}
