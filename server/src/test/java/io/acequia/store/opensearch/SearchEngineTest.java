package io.acequia.store.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The engine that the other tests share.
@ExtendWith(SharedSearchEngine.class)
class SearchEngineTest {
    @Test
    @DisplayName("a document is found after a refresh")
    void findsWhatItStored(SearchEngine engine) throws Exception {
        var stored = engine.send("PUT", "/harness/_doc/1?refresh=true", "{\"origin\":\"probe1\"}");

        var found = engine.send("GET", "/harness/_search?q=origin:probe1", "");

        assertEquals(201, stored.statusCode(), stored.body());
        assertEquals(200, found.statusCode(), found.body());
        assertTrue(found.body().contains("{\"origin\":\"probe1\"}"), found.body());
    }

    @Test
    @DisplayName("it is an OpenSearch of one node")
    void oneNode(SearchEngine engine) throws Exception {
        var health = engine.send("GET", "/_cluster/health", "");

        assertEquals(200, health.statusCode(), health.body());
        assertTrue(health.body().contains("\"number_of_nodes\":1,"), health.body());
        assertTrue(engine.send("GET", "/", "").body().contains("\"opensearch\""));
    }
}
