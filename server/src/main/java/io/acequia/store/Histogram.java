package io.acequia.store;

import java.time.Duration;

/// Asks how many events there are per interval of event time.
///
/// @param filter which events
/// @param range of event time; the first interval starts with it
/// @param interval width of an interval, 1 ms or more, at most 10,000 intervals in the range
public record Histogram(Filter filter, TimeRange range, Duration interval) {
    public Histogram {
        Intervals.check(range, interval);
    }
}
