package io.acequia.store.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.store.Events;
import io.acequia.store.Field;
import io.acequia.store.Filter;
import io.acequia.store.Search;
import io.acequia.store.TimeRange;
import io.acequia.store.opensearch.OpenSearchSettings.Period;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A question to a cluster")
@Timeout(60)
class QuestionTest {
    private static final String NO_SHARD =
            """
            {"error":{"root_cause":[],"type":"search_phase_execution_exception",\
            "reason":"all shards failed"},"status":503}\
            """;

    private FakeCluster cluster;
    private Nodes nodes;
    private EventSearch search;

    @BeforeEach
    void open() throws Exception {
        cluster = new FakeCluster();
        nodes = new Nodes(OpenSearchSettings.at(cluster.uri()));
        var names = new IndexNames("acequia", Period.MONTH, Set.of());
        search = new EventSearch(nodes, names, Duration.ofSeconds(10));
    }

    @AfterEach
    void close() {
        nodes.close();
        cluster.close();
    }

    private int found(Filter filter) throws IOException {
        return search.search(new Search(filter, TimeRange.ALL, 5)).events().size();
    }

    @Test
    @DisplayName("waits for an index that was made a moment ago")
    void newIndex() throws Exception {
        cluster.next(FakeCluster.status(503, NO_SHARD));
        cluster.next(FakeCluster.status(503, NO_SHARD));

        assertEquals(0, found(receivedSince(Instant.now())));

        assertEquals(3, cluster.searches());
    }

    @Test
    @DisplayName("does not wait for what will not pass by itself")
    void refused() {
        cluster.next(FakeCluster.status(403, "{}"));

        var failed = assertThrows(EngineException.class, () -> found(Filter.ALL));

        assertTrue(String.valueOf(failed.getMessage()).contains("give it the rights"));
        assertEquals(1, cluster.searches());
    }

    @Test
    @DisplayName("for what has just been received is one search, for others one for each window")
    void windows() throws Exception {
        var now = Instant.now();
        assertEquals(0, found(receivedSince(now.minusSeconds(2))));
        assertEquals(1, cluster.searches());

        var device = new Filter.Equal(Field.SENDER, Events.plain().event().sender());
        assertEquals(0, found(new Filter.And(List.of(device, receivedSince(now)))));
        assertEquals(2, cluster.searches());

        assertEquals(0, found(receivedSince(now.minus(Duration.ofHours(1)))));
        assertEquals(6, cluster.searches());
    }

    private static Filter receivedSince(Instant time) {
        return new Filter.Range(Field.RECEIVED, time.toString(), true, null, false);
    }
}
