package io.acequia.store.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three nodes of OpenSearch.
class ClusterTest {
    private static final String ONE_EVENT =
            """
            {"index":{"_index":"harness"}}
            {"origin":"probe1"}
            """;

    @TempDir Path directory;

    @Test
    @DisplayName("a cluster goes on without one of three nodes, and takes it back")
    void failover() throws Exception {
        try (var engine = SearchEngine.openSearch(directory, 3)) {
            assertEquals(200, engine.send("PUT", "/harness", "").statusCode());
            engine.awaitHealth("green", 3);
            var elected = engine.send("GET", "/_cat/cluster_manager?h=node", "").body();
            int killed = Integer.parseInt(elected.strip().substring("node".length()));

            engine.kill(killed);

            long from = System.nanoTime();
            var stored = engine.send("POST", "/_bulk", ONE_EVENT);
            var took = Duration.ofNanos(System.nanoTime() - from);
            assertTrue(stored.body().contains("\"errors\":false"), stored.body());
            assertTrue(took.toSeconds() < 20, "answered after " + took);
            engine.awaitHealth("yellow", 2);

            engine.start(killed);
            engine.awaitHealth("green", 3);
            System.out.println("Without the elected node: answered after " + took);
        }
    }
}
