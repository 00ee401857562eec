package io.acequia.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// What `query` is to show instead of events; at most one of these is given.
final class QueryKind {
    @ArgGroup(exclusive = false)
    @Nullable Aggregates aggregates;

    /// Absent unless given.
    @Option(
            names = "--top",
            paramLabel = "<field>",
            description = "Show the most frequent values of a field, such as origin.")
    @Nullable String top;

    /// Absent unless given.
    @Option(
            names = "--histogram",
            paramLabel = "<interval>",
            description = "Show how many events there are per interval, such as 1h.")
    @Nullable String histogram;

    @Option(names = "--latest", description = "Show the newest event of each series.")
    boolean isLatest;

    @Option(names = "--count", description = "Show how many events there are, nothing else.")
    boolean isCount;

    /// Statistics and what they are over.
    static final class Aggregates {
        @Option(
                names = "--aggregate",
                required = true,
                split = ",",
                paramLabel = "<statistic>",
                description =
                        "Show statistics of numeric values: avg, min, max, sum, count, last, p95.")
        List<String> statistics = List.of();

        /// Absent unless given.
        @Option(
                names = "--interval",
                paramLabel = "<interval>",
                description = "Statistics per interval of time, such as 5m, 1h or 1d.")
        @Nullable String interval;

        /// Absent unless given.
        @Option(
                names = "--group-by",
                paramLabel = "<field>",
                description = "Statistics per value of a field, such as origin.")
        @Nullable String groupBy;
    }
}
