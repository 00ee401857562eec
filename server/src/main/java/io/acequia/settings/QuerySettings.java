package io.acequia.settings;

import java.time.Duration;

/// How queries are answered.
///
/// @param lookback how old the newest value of a series may be to be its current one, 1 s to 365 d
public record QuerySettings(
        @Setting(
                        "How old the newest value of a series may be to count as its current one in"
                                + " the HTTP API of Prometheus, 1s to 365d; longer than the time"
                                + " between two reports of a device.")
                Duration lookback) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    /// What holds when nothing is set.
    public static final QuerySettings DEFAULTS = new QuerySettings(Duration.ofMinutes(5));

    public QuerySettings {
        if (lookback.compareTo(SHORTEST) < 0 || lookback.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "query.lookback is " + ValueText.print(lookback) + "; use 1s to 365d");
        }
    }
}
