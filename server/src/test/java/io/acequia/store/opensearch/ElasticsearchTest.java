package io.acequia.store.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Elasticsearch, which `-Pelasticsearch` unpacks.
@Tag("elasticsearch")
class ElasticsearchTest {
    @TempDir Path directory;

    @Test
    @DisplayName("it finds what it stored, also after it was killed")
    void findsWhatItStored() throws Exception {
        try (var engine = SearchEngine.elasticsearch(directory)) {
            var stored =
                    engine.send("PUT", "/harness/_doc/1?refresh=true", "{\"origin\":\"probe1\"}");
            assertEquals(201, stored.statusCode(), stored.body());

            engine.kill(0);
            engine.start(0);

            engine.awaitHealth("yellow", 1);
            var found = engine.send("GET", "/harness/_search?q=origin:probe1", "");
            assertTrue(found.body().contains("{\"origin\":\"probe1\"}"), found.body());
        }
    }

    @Test
    @DisplayName("with a password it refuses who does not say it")
    void password() throws Exception {
        try (var engine = SearchEngine.elasticsearchWithPassword(directory, "correct horse");
                var stranger = HttpClient.newHttpClient()) {
            var health = engine.uris().getFirst().resolve("/_cluster/health");

            var refused =
                    stranger.send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString());

            assertEquals(401, refused.statusCode(), refused.body());
            assertEquals(200, engine.send("GET", "/_cluster/health", "").statusCode());
        }
    }
}
