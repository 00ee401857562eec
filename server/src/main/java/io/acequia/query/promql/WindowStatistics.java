package io.acequia.query.promql;

import java.util.OptionalDouble;

/// Statistics of some values of an array; there is at least one.
final class WindowStatistics {
    private final double[] values;
    private final int from;
    private final int to;

    /// @param from index of the first
    /// @param to index after the last
    WindowStatistics(double[] values, int from, int to) {
        this.values = values;
        this.from = from;
        this.to = to;
    }

    OptionalDouble sum() {
        var sum = new KahanSum();
        for (int index = from; index < to; index++) {
            sum.add(values[index]);
        }
        return OptionalDouble.of(sum.value());
    }

    /// The mean moves from value to value, so that it does not overflow where the sum would.
    OptionalDouble average() {
        var mean = new KahanSum();
        for (int index = from; index < to; index++) {
            double count = index - from + 1;
            mean.add(values[index] / count - mean.value() / count);
        }
        return OptionalDouble.of(mean.value());
    }

    OptionalDouble least() {
        double least = values[from];
        for (int index = from; index < to; index++) {
            least = values[index] < least || Double.isNaN(least) ? values[index] : least;
        }
        return OptionalDouble.of(least);
    }

    OptionalDouble greatest() {
        double greatest = values[from];
        for (int index = from; index < to; index++) {
            greatest =
                    values[index] > greatest || Double.isNaN(greatest) ? values[index] : greatest;
        }
        return OptionalDouble.of(greatest);
    }

    /// Welford's method: one pass, no difference of large sums.
    OptionalDouble variance() {
        var mean = new KahanSum();
        var squares = new KahanSum();
        for (int index = from; index < to; index++) {
            double delta = values[index] - mean.value();
            mean.add(delta / (index - from + 1));
            squares.add(delta * (values[index] - mean.value()));
        }
        double sum = squares.value();
        // What is too large to be a number is none, as in Prometheus.
        return OptionalDouble.of(Double.isInfinite(sum) ? Double.NaN : sum / (to - from));
    }
}
