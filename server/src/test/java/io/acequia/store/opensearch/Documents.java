package io.acequia.store.opensearch;

import io.acequia.event.Event;
import io.acequia.store.Appender;
import io.acequia.store.Micros;
import io.acequia.store.SeriesHash;
import io.acequia.store.opensearch.Nodes.Ask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// Puts events into a cluster, one request after another.
final class Documents {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Nodes nodes;
    private final DocumentWriter writer;
    private long requests;

    Documents(Nodes nodes, IndexNames names) {
        this.nodes = nodes;
        writer = new DocumentWriter(names, new SeriesHash(42), 0);
    }

    /// Stores events that are visible afterwards.
    void put(List<Event> events) throws IOException, InterruptedException {
        var batch = new BulkBatch();
        for (var event : events) {
            long received = Micros.of(event.received());
            writer.write(Appender.buffer(List.of(event)), received, requests++, batch);
        }
        var lines = batch.lines;
        var body = new String(lines.bytes(), 0, lines.length(), StandardCharsets.UTF_8);
        var reply = nodes.demand(Ask.post("/_bulk?refresh=true", body), TIMEOUT).json();
        if (reply.path("errors").asBoolean(true)) {
            throw new IOException(reply.toString());
        }
    }
}
