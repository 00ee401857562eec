package io.acequia.store;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks for statistics of numeric values per interval of event time and group.
///
/// @param filter which events; those without a number are left out
/// @param range of event time; the first interval starts with it
/// @param interval width of an interval; the whole range when absent
/// @param groupBy a keyword field whose values make the groups; one group when absent
/// @param percentiles which percentiles, each 0 to 100
public record Aggregation(
        Filter filter,
        TimeRange range,
        @Nullable Duration interval,
        @Nullable Field groupBy,
        List<Double> percentiles) {
    public Aggregation {
        percentiles = List.copyOf(percentiles);
        if (interval != null) {
            Intervals.check(range, interval);
        }
        for (double percentile : percentiles) {
            if (!(percentile >= 0 && percentile <= 100)) {
                throw new IllegalArgumentException(
                        "percentile is " + percentile + "; use 0 to 100");
            }
        }
    }
}
