package io.acequia.store.embedded;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How the embedded store works.
///
/// @param segmentSize bytes of the log in one file, 64 KiB to 1 GiB
/// @param backlog bytes of the log that may wait for the database before events are refused, at
///   least one segment
/// @param retention age at which events are deleted, 1 hour or more; absent when they are kept for
///   ever
/// @param maxSeries most combinations of namespace, sender, origin, type and unit, 1 to 100,000,000
/// @param deduplicationWindow how long a request is remembered across a restart, 0 to 1 hour
/// @param loadInterval longest time until an event can be found, 10 ms to 1 s
/// @param databaseMemory bytes of memory the database may use, at least 64 MiB
/// @param databaseThreads threads of the database, 1 to 256
public record EmbeddedSettings(
        long segmentSize,
        long backlog,
        @Nullable Duration retention,
        int maxSeries,
        Duration deduplicationWindow,
        Duration loadInterval,
        long databaseMemory,
        int databaseThreads) {

    private static final long KIB = 1 << 10;
    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;

    /// Keeps everything, and remembers requests for EXCHANGE_LIFETIME (RFC 7252 §4.8.2).
    public static final EmbeddedSettings DEFAULTS =
            new EmbeddedSettings(
                    64 * MIB,
                    256 * MIB,
                    null,
                    1_000_000,
                    Duration.ofSeconds(247),
                    Duration.ofMillis(500),
                    512 * MIB,
                    2);

    /// Refuses what is out of range.
    public EmbeddedSettings {
        check("segment-size", segmentSize, 64 * KIB, GIB);
        check("backlog", backlog, segmentSize, 1024 * GIB);
        if (retention != null) {
            check("retention", retention, Duration.ofHours(1), Duration.ofDays(36_500));
        }
        check("max-series", maxSeries, 1, 100_000_000);
        check("deduplication-window", deduplicationWindow, Duration.ZERO, Duration.ofHours(1));
        check("load-interval", loadInterval, Duration.ofMillis(10), Duration.ofSeconds(1));
        check("database-memory", databaseMemory, 64 * MIB, 1024 * GIB);
        check("database-threads", databaseThreads, 1, 256);
    }

    private static void check(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "store.%s is %d; use %d to %d".formatted(key, value, least, most));
        }
    }

    private static void check(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "store.%s is %s; use %s to %s".formatted(key, value, least, most));
        }
    }
}
