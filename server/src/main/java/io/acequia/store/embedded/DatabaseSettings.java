package io.acequia.store.embedded;

/// How much of the machine the database may use.
///
/// @param memoryBytes most memory for blocks in memory and for queries, at least 32 MiB; what does
///   not fit is written to temporary files
/// @param threads most threads that work on queries and loads together, at least 1
/// @param temporaryBytes most disk for temporary files
/// @param queries most queries at a time, at least 1; others wait
/// @param checkpointBytes the database moves what is committed into its file by itself once it has
///   this much; it then holds that much memory, so keep it at half of `memoryBytes` or less
public record DatabaseSettings(
        long memoryBytes, int threads, long temporaryBytes, int queries, long checkpointBytes) {
    private static final long MIB = 1 << 20;

    /// What suits a machine with two cores beside a busy collector.
    public static final DatabaseSettings DEFAULTS =
            new DatabaseSettings(128 * MIB, 2, 1024 * MIB, 4, 64 * MIB);

    public DatabaseSettings {
        check("memory", memoryBytes, 32 * MIB);
        check("threads", threads, 1);
        check("temporary", temporaryBytes, 0);
        check("queries", queries, 1);
        check("checkpoint", checkpointBytes, MIB);
    }

    private static void check(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "database " + name + " is " + value + "; use at least " + least);
        }
    }
}
