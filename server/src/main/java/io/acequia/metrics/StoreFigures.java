package io.acequia.metrics;

/// What the embedded store counted since it was opened, at one moment.
///
/// @param durableSequence of the last frame that is on disk
/// @param loadedSequence of the last frame that queries see
/// @param backlogBytes of frames on disk that queries do not see yet
/// @param forces how often the log was forced to disk
/// @param eventsWritten to the log
/// @param bytesWritten to the log
/// @param forceNanos spent in forces
/// @param refused requests for which there was no room or no disk
/// @param series known
/// @param segments of the log on disk
/// @param logBytes of the log on disk
/// @param loadTransactions committed by the loader
/// @param rowsLoaded by the loader
/// @param loadNanos spent by the loader
public record StoreFigures(
        long durableSequence,
        long loadedSequence,
        long backlogBytes,
        long forces,
        long eventsWritten,
        long bytesWritten,
        long forceNanos,
        long refused,
        long series,
        long segments,
        long logBytes,
        long loadTransactions,
        long rowsLoaded,
        long loadNanos) {
    private static final double NANOS_PER_SECOND = 1e9;

    /// The figures as metrics.
    public static final MetricGroup<StoreFigures> GROUP =
            log(loader(new MetricGroup<StoreFigures>()));

    private static MetricGroup<StoreFigures> log(MetricGroup<StoreFigures> group) {
        return group.counter(
                        "acequia_events_stored_total",
                        "Events written to the log.",
                        StoreFigures::eventsWritten)
                .counter(
                        "acequia_store_written_bytes_total",
                        "Bytes written to the log.",
                        StoreFigures::bytesWritten)
                .counter(
                        "acequia_store_forces_total",
                        "How often the log was forced to disk.",
                        StoreFigures::forces)
                .counter(
                        "acequia_store_force_seconds_total",
                        "Time spent forcing the log to disk.",
                        figures -> figures.forceNanos / NANOS_PER_SECOND)
                .counter(
                        "acequia_store_refused_total",
                        "Requests refused because the store had no room or no disk.",
                        StoreFigures::refused)
                .gauge(
                        "acequia_store_durable_sequence",
                        "Sequence of the last frame on disk.",
                        StoreFigures::durableSequence)
                .gauge(
                        "acequia_store_log_segments",
                        "Segments of the log on disk.",
                        StoreFigures::segments)
                .gauge(
                        "acequia_store_log_bytes",
                        "Bytes of the log on disk.",
                        StoreFigures::logBytes)
                .gauge("acequia_store_series", "Series known.", StoreFigures::series);
    }

    private static MetricGroup<StoreFigures> loader(MetricGroup<StoreFigures> group) {
        return group.gauge(
                        "acequia_store_backlog_bytes",
                        "Bytes on disk that queries do not see yet.",
                        StoreFigures::backlogBytes)
                .gauge(
                        "acequia_store_loaded_sequence",
                        "Sequence of the last frame that queries see.",
                        StoreFigures::loadedSequence)
                .counter(
                        "acequia_store_load_transactions_total",
                        "Transactions committed by the loader.",
                        StoreFigures::loadTransactions)
                .counter(
                        "acequia_store_loaded_rows_total",
                        "Rows loaded into the database.",
                        StoreFigures::rowsLoaded)
                .counter(
                        "acequia_store_load_seconds_total",
                        "Time spent loading.",
                        figures -> figures.loadNanos / NANOS_PER_SECOND);
    }
}
