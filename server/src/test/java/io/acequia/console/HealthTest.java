package io.acequia.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.metrics.MetricGroup;
import io.acequia.metrics.PrometheusTextReader;
import io.acequia.metrics.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Events.TEN);
    private TestConsole console;

    @BeforeEach
    void start() throws IOException {
        console = TestConsole.start(new MemoryStore(), now::get);
    }

    @AfterEach
    void stop() {
        console.close();
    }

    private void pass(Duration duration) {
        now.updateAndGet(time -> time.plus(duration));
    }

    @Test
    @DisplayName("A process that answers is alive")
    void alive() throws Exception {
        var response = console.get("/livez");

        assertEquals(200, response.statusCode());
        assertEquals("ok\n", response.body());
    }

    @Test
    @DisplayName("A process with a thread that hangs is not alive; one that cannot store is")
    void hung() throws Exception {
        console.obstacle.set(Optional.of("nobody listens at http://search:9200"));
        assertEquals(200, console.get("/livez").statusCode());

        console.hang.set(Optional.of("thread coap-1 has hung for 12 s"));

        var problem = console.problem(503, "/livez");
        assertEquals("thread coap-1 has hung for 12 s", problem.get("detail").asString());
    }

    @Test
    @DisplayName("Readiness turns to 503 with the reason and back within a second")
    void readiness() throws Exception {
        assertEquals(200, console.get("/readyz").statusCode());

        console.obstacle.set(Optional.of("CoAP port 5683 does not answer a ping"));
        pass(Duration.ofSeconds(1));
        var problem = console.problem(503, "/readyz");
        console.obstacle.set(Optional.empty());
        pass(Duration.ofSeconds(1));

        assertEquals("CoAP port 5683 does not answer a ping", problem.get("detail").asString());
        assertEquals("ready\n", console.get("/readyz").body());
    }

    @Test
    @DisplayName("Many probes within a second cost one check")
    void remembered() {
        var checks = new AtomicInteger();
        var clock = (InstantSource) now::get;
        var readiness =
                new RecentReadiness(() -> Optional.of("check " + checks.incrementAndGet()), clock);

        assertEquals(Optional.of("check 1"), readiness.obstacle());
        pass(Duration.ofMillis(999));
        assertEquals(Optional.of("check 1"), readiness.obstacle());
        pass(Duration.ofMillis(1));
        assertEquals(Optional.of("check 2"), readiness.obstacle());
        pass(Duration.ofHours(-1));
        assertEquals(Optional.of("check 3"), readiness.obstacle());
    }

    @Test
    @DisplayName("bad-input ST-31: metrics parse whatever a label holds")
    void metrics() throws Exception {
        console.metrics.register(
                () -> "x\"} 1",
                new MetricGroup<String>()
                        .gauge(
                                "acequia_test",
                                "A test.",
                                List.of("reason"),
                                label -> List.of(new Sample<>(List.of(label), 2.0))));

        var response = console.get("/metrics");

        assertEquals(
                "text/plain; version=0.0.4; charset=utf-8",
                response.headers().firstValue("Content-Type").get());
        var samples = PrometheusTextReader.samples(response.body());
        assertEquals(2, samples.get("acequia_test{reason=\"x\"} 1\"}"));
        assertTrue(samples.keySet().stream().anyMatch(name -> name.startsWith("jvm_memory_")));
    }

    @Test
    @DisplayName("A metric that cannot be read is a failure, not half an answer")
    void unreadableMetric() throws Exception {
        console.metrics.register(
                () -> 1.0,
                new MetricGroup<Double>()
                        .gauge("acequia_test", "A test.", it -> it)
                        .gauge(
                                "acequia_other",
                                "Another.",
                                _ -> {
                                    throw new IllegalStateException("not now");
                                }));

        assertTrue(console.problem(500, "/metrics").get("detail").asString().startsWith("a bug"));
        assertEquals(200, console.get("/livez").statusCode());
    }

    @Test
    @DisplayName("Who asks for OpenMetrics gets OpenMetrics")
    void openMetrics() throws Exception {
        var request =
                console.request("/metrics")
                        .header("Accept", "application/openmetrics-text;version=1.0.0,*/*;q=0.1")
                        .build();

        try (var body = console.open(request).body()) {
            assertTrue(new String(body.readAllBytes(), StandardCharsets.UTF_8).endsWith("# EOF\n"));
        }
    }
}
