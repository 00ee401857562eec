package io.acequia.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Writes the page that explains the metrics, `docs/metrics.md`.
final class MetricsReference {
    private static final String INTRODUCTION =
            """
            # Metrics

            Generated from the code; a test fails when this page is stale.

            `GET /metrics` on the HTTP port answers in the text format of Prometheus, or in \
            OpenMetrics when the client asks for it. Counters start at 0 with the process. \
            Namespace, sender and origin are never labels: devices choose them, and there may be \
            millions.

            """;

    private static final String JVM =
            """

            Besides, the JVM tells about itself: `jvm_memory_*`, `jvm_gc_*`, `jvm_buffer_pool_*` \
            and `process_*`, as the Java client of Prometheus names them.
            """;

    private MetricsReference() {}

    static String markdown(List<Description> descriptions) {
        return descriptions.stream()
                .sorted(Comparator.comparing(Description::name))
                .map(MetricsReference::row)
                .collect(
                        Collectors.joining(
                                "",
                                INTRODUCTION
                                        + "| name | type | labels | meaning |\n|---|---|---|---|\n",
                                JVM));
    }

    private static String row(Description description) {
        var labels =
                description.labels().stream()
                        .map(label -> '`' + label + '`')
                        .collect(Collectors.joining(", "));
        return "| `%s` | %s | %s | %s |%n"
                .formatted(
                        description.name(), description.kind().label(), labels, description.help())
                .replace("\r\n", "\n");
    }
}
