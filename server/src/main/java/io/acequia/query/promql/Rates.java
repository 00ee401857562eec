package io.acequia.query.promql;

import java.util.OptionalDouble;

/// How values change within a window, computed as Prometheus 2.42 does.
final class Rates {
    /// Part of the mean distance of samples that a window may have at its ends without one, before
    /// the series is taken to begin or end there.
    private static final double TOLERANCE = 1.1;

    private Rates() {}

    /// Returns the increase over the whole window, extrapolated from its samples to its ends; empty
    /// for fewer than two.
    ///
    /// @param counter whether a fall is the beginning of a new count
    /// @param perSecond whether the result is per second
    static OptionalDouble extrapolated(Window window, boolean counter, boolean perSecond) {
        int last = window.size() - 1;
        if (last < 1) {
            return OptionalDouble.empty();
        }
        double increase = window.value(last) - window.value(0) + (counter ? lost(window) : 0);
        double toStart = (window.time(0) - window.start()) / 1_000.0;
        double toEnd = (window.end() - window.time(last)) / 1_000.0;
        double sampled = (window.time(last) - window.time(0)) / 1_000.0;
        double distance = sampled / last;
        if (counter && increase > 0 && window.value(0) >= 0) {
            // A counter is not below zero: it cannot have begun before it was.
            toStart = Math.min(toStart, sampled * (window.value(0) / increase));
        }
        double extrapolated = sampled + reach(toStart, distance) + reach(toEnd, distance);
        double factor = extrapolated / sampled;
        return OptionalDouble.of(increase * (perSecond ? factor / window.rangeSeconds() : factor));
    }

    private static double reach(double gap, double distance) {
        return gap < distance * TOLERANCE ? gap : distance / 2;
    }

    /// What counters that began anew had counted before.
    private static double lost(Window window) {
        double lost = 0;
        for (int index = 1; index < window.size(); index++) {
            double before = window.value(index - 1);
            lost += window.value(index) < before ? before : 0;
        }
        return lost;
    }

    /// Returns the difference of the last two samples, for counters per second.
    static OptionalDouble latest(Window window, boolean counter) {
        int last = window.size() - 1;
        if (last < 1) {
            return OptionalDouble.empty();
        }
        double value = window.value(last);
        double before = window.value(last - 1);
        double difference = counter && value < before ? value : value - before;
        double seconds = (window.time(last) - window.time(last - 1)) / 1_000.0;
        return OptionalDouble.of(counter ? difference / seconds : difference);
    }

    /// Returns the slope of the line through the samples, per second.
    static OptionalDouble derivative(Window window) {
        return window.size() < 2
                ? OptionalDouble.empty()
                : OptionalDouble.of(line(window, window.time(0)).slope);
    }

    /// Returns where the line through the samples is some seconds after the time of evaluation.
    static OptionalDouble predicted(Window window, double seconds) {
        if (window.size() < 2) {
            return OptionalDouble.empty();
        }
        var line = line(window, window.evaluatedAt());
        return OptionalDouble.of(line.slope * seconds + line.intercept);
    }

    private record Line(double slope, double intercept) {}

    /// Simple linear regression.
    ///
    /// @param zero time of the intercept
    private static Line line(Window window, long zero) {
        if (isConstant(window)) {
            double value = window.value(0);
            return Double.isInfinite(value) ? new Line(Double.NaN, Double.NaN) : new Line(0, value);
        }
        var sumX = new KahanSum();
        var sumY = new KahanSum();
        var sumXY = new KahanSum();
        var sumXX = new KahanSum();
        for (int index = 0; index < window.size(); index++) {
            double x = (window.time(index) - zero) / 1_000.0;
            sumX.add(x);
            sumY.add(window.value(index));
            sumXY.add(x * window.value(index));
            sumXX.add(x * x);
        }
        double n = window.size();
        double covariance = sumXY.value() - sumX.value() * sumY.value() / n;
        double variance = sumXX.value() - sumX.value() * sumX.value() / n;
        double slope = covariance / variance;
        return new Line(slope, sumY.value() / n - slope * sumX.value() / n);
    }

    private static boolean isConstant(Window window) {
        for (int index = 1; index < window.size(); index++) {
            if (window.value(index) != window.value(0)) {
                return false;
            }
        }
        return true;
    }

    /// Counts how often the value became another one.
    static OptionalDouble changes(Window window) {
        int changes = 0;
        for (int index = 1; index < window.size(); index++) {
            double value = window.value(index);
            double before = window.value(index - 1);
            changes += value != before && !(Double.isNaN(value) && Double.isNaN(before)) ? 1 : 0;
        }
        return OptionalDouble.of(changes);
    }

    /// Counts how often the value fell.
    static OptionalDouble resets(Window window) {
        int resets = 0;
        for (int index = 1; index < window.size(); index++) {
            resets += window.value(index) < window.value(index - 1) ? 1 : 0;
        }
        return OptionalDouble.of(resets);
    }
}
