package io.acequia.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {
    private final Metrics metrics = new Metrics();

    private String text(Exposition format) throws IOException {
        var out = new ByteArrayOutputStream();
        metrics.write(format, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private Map<String, Double> samples() throws IOException {
        return PrometheusTextReader.samples(text(Exposition.PROMETHEUS));
    }

    private static StoreFigures figures() {
        return new StoreFigures(7, 5, 300, 4, 1_000, 12_345, 2_500_000_000L, 3, 2, 1, 99, 6, 8, 9);
    }

    @Test
    @DisplayName("A group shows every metric of one snapshot")
    void storeFigures() throws IOException {
        metrics.register(MetricsTest::figures, StoreFigures.GROUP);

        var samples = samples();

        assertEquals(1_000, samples.get("acequia_events_stored_total"));
        assertEquals(12_345, samples.get("acequia_store_written_bytes_total"));
        assertEquals(2.5, samples.get("acequia_store_force_seconds_total"));
        assertEquals(300, samples.get("acequia_store_backlog_bytes"));
        assertEquals(5, samples.get("acequia_store_loaded_sequence"));
        assertEquals(9e-9, samples.get("acequia_store_load_seconds_total"));
    }

    @Test
    @DisplayName("A snapshot is taken once for each scrape, and only then")
    void oneSnapshot() throws IOException {
        var taken = new AtomicInteger();
        metrics.register(
                () -> {
                    taken.incrementAndGet();
                    return figures();
                },
                StoreFigures.GROUP);

        assertEquals(0, taken.get());
        samples();
        samples();

        assertEquals(2, taken.get());
    }

    @Test
    @DisplayName("Counters with labels show one line for each combination")
    void labels() throws IOException {
        metrics.register(
                () -> 3.0,
                new MetricGroup<Double>()
                        .counter(
                                "acequia_requests_total",
                                "Requests.",
                                List.of("path", "code"),
                                value ->
                                        List.of(
                                                new Sample<>(List.of("event", "2.01"), value),
                                                new Sample<>(List.of("event", "4.00"), 1.0))));

        var samples = samples();

        assertEquals(3, samples.get("acequia_requests_total{code=\"2.01\",path=\"event\"}"));
        assertEquals(1, samples.get("acequia_requests_total{code=\"4.00\",path=\"event\"}"));
    }

    @Test
    @DisplayName("A histogram shows cumulative buckets, sum and count")
    void histogram() throws IOException {
        var buckets = new LatencyBuckets();
        buckets.record(200_000);
        buckets.record(300_000);
        buckets.record(60_000_000_000L);
        metrics.register(
                buckets::snapshot,
                new MetricGroup<Distribution>()
                        .histogram(
                                "acequia_request_duration_seconds",
                                "Duration.",
                                List.of("stage"),
                                snapshot -> List.of(new Sample<>(List.of("total"), snapshot))));

        var samples = samples();

        var name = "acequia_request_duration_seconds";
        assertEquals(0, samples.get(name + "_bucket{stage=\"total\",le=\"1.0E-4\"}"));
        assertEquals(1, samples.get(name + "_bucket{stage=\"total\",le=\"2.5E-4\"}"));
        assertEquals(2, samples.get(name + "_bucket{stage=\"total\",le=\"10.0\"}"));
        assertEquals(3, samples.get(name + "_bucket{stage=\"total\",le=\"+Inf\"}"));
        assertEquals(3, samples.get(name + "_count{stage=\"total\"}"));
        assertEquals(60.0005, samples.get(name + "_sum{stage=\"total\"}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\"} 1",
                "a\\b",
                "line\nbreak acequia_fake 1",
                "{{7*7}}",
                "é ☃ 🌡",
                "",
                " "
            })
    @DisplayName(
            "bad-input ST-31: whatever a label holds, the text still parses and says just that")
    void labelsAreEscaped(String label) throws IOException {
        metrics.register(
                () -> label,
                new MetricGroup<String>()
                        .gauge(
                                "acequia_test",
                                "Help with \\ and\nline.",
                                List.of("reason"),
                                text -> List.of(new Sample<>(List.of(text), 1.0))));

        var samples = samples();

        assertEquals(
                Map.of("acequia_test{reason=\"" + label + "\"}", 1.0),
                samples.entrySet().stream()
                        .filter(sample -> sample.getKey().contains("acequia"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Test
    @DisplayName("The JVM tells about memory, collections and the process")
    void jvm() throws IOException {
        var text = text(Exposition.PROMETHEUS);

        for (var prefix : List.of("jvm_memory_", "jvm_gc_", "jvm_buffer_pool_", "process_")) {
            assertTrue(text.contains("\n" + prefix), prefix);
        }
        assertFalse(text.contains("jvm_threads"));
    }

    @Test
    @DisplayName("OpenMetrics is written for those who ask for it")
    void openMetrics() throws IOException {
        metrics.register(MetricsTest::figures, StoreFigures.GROUP);

        assertEquals(
                Exposition.OPEN_METRICS,
                Exposition.of("application/openmetrics-text;version=1.0.0;q=0.6,*/*;q=0.1"));
        assertEquals(Exposition.PROMETHEUS, Exposition.of("*/*"));
        var text = text(Exposition.OPEN_METRICS);
        assertTrue(text.contains("\nacequia_events_stored_total 1000.0\n"), text);
        assertTrue(text.endsWith("# EOF\n"), text);
    }

    @Test
    @DisplayName("A metric is registered once")
    void twice() {
        metrics.register(MetricsTest::figures, StoreFigures.GROUP);

        assertThrows(
                IllegalArgumentException.class,
                () -> metrics.register(MetricsTest::figures, StoreFigures.GROUP));
        assertEquals(14, metrics.descriptions().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"requests_total", "acequia_Requests_total", "acequia_requests", "acequia_"})
    @DisplayName("The name of a counter starts with acequia_ and ends with _total")
    void counterNames(String name) {
        var group = new MetricGroup<StoreFigures>();

        assertThrows(
                IllegalArgumentException.class,
                () -> group.counter(name, "Help.", StoreFigures::series));
    }

    @ParameterizedTest
    @ValueSource(strings = {"namespace", "sender", "origin", "le", "Path", "a-b", ""})
    @DisplayName("What devices choose is never a label")
    void labelNames(String label) {
        var group = new MetricGroup<StoreFigures>();

        assertThrows(
                IllegalArgumentException.class,
                () -> group.gauge("acequia_x", "Help.", List.of(label), _ -> List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> group.gauge("acequia_x_total", "Help.", StoreFigures::series));
    }

    @Test
    @DisplayName("The build is named by labels")
    void buildInfo() throws IOException {
        metrics.register(() -> new BuildInfo("1.2.3", "25"), BuildInfo.GROUP);

        assertEquals(1, samples().get("acequia_build_info{java=\"25\",version=\"1.2.3\"}"));
        assertEquals("development", BuildInfo.current().version());
    }
}
