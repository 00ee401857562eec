package io.acequia.query.promql;

/// A sum that keeps what rounding loses (Neumaier's form of Kahan's summation), as Prometheus adds.
final class KahanSum {
    private double sum;
    private double lost;

    void add(double value) {
        double next = sum + value;
        lost += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
        sum = next;
    }

    /// Returns the sum; what was lost means nothing once it is infinite.
    double value() {
        return Double.isInfinite(sum) ? sum : sum + lost;
    }
}
