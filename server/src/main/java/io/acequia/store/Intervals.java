package io.acequia.store;

import java.time.Duration;

/// How a range of time is cut into intervals of equal width.
final class Intervals {
    private static final long MOST = 10_000;

    private Intervals() {}

    static void check(TimeRange range, Duration interval) {
        if (interval.toMillis() < 1) {
            throw new IllegalArgumentException("interval is " + interval + "; use at least 1 ms");
        }
        long count = Duration.between(range.from(), range.to()).dividedBy(interval);
        if (count > MOST) {
            throw new IllegalArgumentException(
                    count + " intervals of " + interval + "; use at most " + MOST);
        }
    }
}
