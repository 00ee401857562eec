package io.acequia.store.embedded;

/// What the embedded store has done since it was opened, and how it is.
///
/// @param durableSequence of the last frame in the log
/// @param loadedSequence of the last frame in the database
/// @param backlogBytes bytes of frames that are in the log but not in the database
/// @param forces groups of frames that were made durable together, each by one force
/// @param forceNanos nanoseconds that writes and forces took
/// @param longestForceNanos nanoseconds that the longest took
/// @param requests requests that became durable
/// @param events events that became durable
/// @param bytes bytes of frames that became durable
/// @param refusedRequests requests that were not taken
/// @param series how many series there are
/// @param segments files of the log
/// @param logBytes bytes of these files
/// @param loadTransactions transactions of the database
/// @param loadRows events in them
/// @param loadNanos nanoseconds that they took
/// @param databaseBytes bytes of the database on disk, 0 until it is open
/// @param lastError what went wrong last, in the log or else in the loader; empty when nothing did
public record StoreStatistics(
        long durableSequence,
        long loadedSequence,
        long backlogBytes,
        long forces,
        long forceNanos,
        long longestForceNanos,
        long requests,
        long events,
        long bytes,
        long refusedRequests,
        int series,
        int segments,
        long logBytes,
        long loadTransactions,
        long loadRows,
        long loadNanos,
        long databaseBytes,
        String lastError) {}
