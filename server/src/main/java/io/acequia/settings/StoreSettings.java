package io.acequia.settings;

import java.time.Duration;

/// How events are kept.
///
/// @param kind which store
/// @param retention how long events are kept, by event time
/// @param backlog most bytes that wait for the database, 1 MiB to 1 TiB
/// @param segmentSize size of a file of the write-ahead log, 1 MiB to 1 GiB
/// @param maxSeries most different series, 1,000 to 100,000,000
/// @param memory what the database may use, 32 MiB to 1 TiB
/// @param threads of the database, 1 to 256
/// @param ownFigures how often the server stores figures of itself, zero for never
/// @param opensearch what holds for that kind
public record StoreSettings(
        @Setting(
                        "Which store: embedded keeps everything in the data directory, opensearch in"
                                + " OpenSearch or Elasticsearch.")
                Kind kind,
        @Setting("How long events are kept after their event time.") Retention retention,
        @Setting(
                        "Most bytes that wait for the database, 1MiB to 1TiB: durable in the log of the"
                                + " embedded store, in memory and not acknowledged yet before"
                                + " OpenSearch; past it devices are asked to come back later.")
                Size backlog,
        @Setting("Size of one file of the write-ahead log, 1MiB to 1GiB.") Size segmentSize,
        @Setting(
                        "Most series (namespace, sender, origin, type and unit), 1000 to 100000000;"
                                + " events of further ones are refused.")
                int maxSeries,
        @Setting("Memory of the database, 32MiB to 1TiB.") Size memory,
        @Setting("Threads of the database, 1 to 256.") int threads,
        @Setting(
                        "How often what the server does is stored as events of the namespace acequia,"
                                + " for the board of the console; 0s for never.")
                Duration ownFigures,
        @Setting("How OpenSearch or Elasticsearch is reached, and what it does with events.")
                ClusterSettings opensearch) {

    /// Stores there are.
    public enum Kind {
        /// In this process and one directory.
        EMBEDDED,
        /// In OpenSearch or Elasticsearch, together with other collectors.
        OPENSEARCH
    }

    /// What holds when nothing is set.
    public static final StoreSettings DEFAULTS =
            new StoreSettings(
                    Kind.EMBEDDED,
                    Retention.FOREVER,
                    Size.mebibytes(256),
                    Size.mebibytes(64),
                    1_000_000,
                    Size.mebibytes(128),
                    2,
                    Duration.ofSeconds(10),
                    ClusterSettings.DEFAULTS);

    public StoreSettings {
        var tebibyte = Size.mebibytes(1_048_576);
        Range.check("store.backlog", backlog, Size.mebibytes(1), tebibyte);
        Range.check("store.segment-size", segmentSize, Size.mebibytes(1), Size.mebibytes(1_024));
        Range.check("store.max-series", maxSeries, 1_000, 100_000_000);
        Range.check("store.memory", memory, Size.mebibytes(32), tebibyte);
        Range.check("store.threads", threads, 1, 256);
    }
}
