package io.acequia.query.promql;

import java.math.BigDecimal;

/// Numbers as Prometheus writes them: the shortest digits that mean the same, without an exponent.
public final class GoNumber {
    private static final double EXACT_INTEGERS = 1L << 53;

    private GoNumber() {}

    /// Writes a number.
    public static String format(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        if (value == Math.rint(value) && Math.abs(value) < EXACT_INTEGERS) {
            return value == 0 && 1 / value < 0 ? "-0" : Long.toString((long) value);
        }
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
