package io.acequia.store;

import java.time.Instant;
import java.util.List;

/// Statistics of the numeric values of one group in one interval that has any.
///
/// @param group value of the field that was grouped by, empty without one
/// @param start first instant of the interval
/// @param count how many values
/// @param average their mean
/// @param minimum the least
/// @param maximum the greatest
/// @param sum of all
/// @param last value with the latest event time
/// @param percentiles in the order they were asked for, interpolated between values
public record Aggregate(
        String group,
        Instant start,
        long count,
        double average,
        double minimum,
        double maximum,
        double sum,
        double last,
        List<Double> percentiles) {
    public Aggregate {
        percentiles = List.copyOf(percentiles);
    }
}
