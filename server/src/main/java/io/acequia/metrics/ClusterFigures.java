package io.acequia.metrics;

/// What was written to OpenSearch or Elasticsearch since the start, at one moment.
///
/// @param stored events
/// @param repeats events that were there already
/// @param rejected events that it will never take
/// @param bulks bodies sent
/// @param bulkNanos spent until they were answered
/// @param bytes of bodies as they were sent
/// @param retries bodies sent again, in whole or in part
/// @param refused requests for which there was no room or no cluster
/// @param waitingBytes that wait or are being sent
/// @param sending bodies under way
public record ClusterFigures(
        long stored,
        long repeats,
        long rejected,
        long bulks,
        long bulkNanos,
        long bytes,
        long retries,
        long refused,
        long waitingBytes,
        long sending) {
    private static final double NANOS_PER_SECOND = 1e9;

    /// The figures as metrics.
    public static final MetricGroup<ClusterFigures> GROUP =
            bulks(events(new MetricGroup<ClusterFigures>()));

    private static MetricGroup<ClusterFigures> events(MetricGroup<ClusterFigures> group) {
        return group.counter(
                        "acequia_cluster_events_total",
                        "Events written to OpenSearch.",
                        ClusterFigures::stored)
                .counter(
                        "acequia_cluster_repeats_total",
                        "Events that were in OpenSearch already.",
                        ClusterFigures::repeats)
                .counter(
                        "acequia_cluster_rejected_total",
                        "Events that OpenSearch will never take.",
                        ClusterFigures::rejected)
                .counter(
                        "acequia_cluster_refused_total",
                        "Requests refused because there was no room or no OpenSearch.",
                        ClusterFigures::refused)
                .gauge(
                        "acequia_cluster_waiting_bytes",
                        "Bytes that wait for OpenSearch or are being sent.",
                        ClusterFigures::waitingBytes);
    }

    private static MetricGroup<ClusterFigures> bulks(MetricGroup<ClusterFigures> group) {
        return group.counter(
                        "acequia_cluster_bulks_total",
                        "Bulk requests sent to OpenSearch.",
                        ClusterFigures::bulks)
                .counter(
                        "acequia_cluster_bulk_seconds_total",
                        "Time until bulk requests were answered.",
                        figures -> figures.bulkNanos / NANOS_PER_SECOND)
                .counter(
                        "acequia_cluster_sent_bytes_total",
                        "Bytes of bulk requests as they were sent.",
                        ClusterFigures::bytes)
                .counter(
                        "acequia_cluster_retries_total",
                        "Bulk requests sent again, in whole or in part.",
                        ClusterFigures::retries)
                .gauge(
                        "acequia_cluster_sending",
                        "Bulk requests under way.",
                        ClusterFigures::sending);
    }
}
