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
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// Indices of a test in a cluster, with names of their own, and events in them.
final class Documents implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final AtomicInteger TESTS = new AtomicInteger();

    private final SearchEngine engine;
    private final OpenSearchSettings settings;
    private final IndexNames names;
    private final Nodes nodes;
    private final DocumentWriter writer;
    private long requests;

    /// Prepares indices that nobody else uses.
    Documents(SearchEngine engine) throws IOException, InterruptedException {
        this.engine = engine;
        settings =
                OpenSearchSettings.at(engine.uris().getFirst())
                        .prefix("documents" + TESTS.incrementAndGet());
        names = new IndexNames(settings.prefix(), settings.period(), settings.namespaces());
        nodes = new Nodes(settings);
        writer = new DocumentWriter(names, new SeriesHash(42), 0);
        new Installation(nodes, settings, names).install();
    }

    Nodes nodes() {
        return nodes;
    }

    IndexNames names() {
        return names;
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

    /// Sends a request about the index of a month.
    ///
    /// @param month as in `2026.11`
    /// @param rest of the path, empty for the index itself
    void send(String method, String month, String rest, String body)
            throws IOException, InterruptedException {
        engine.send(method, "/" + settings.prefix() + "-events-" + month + rest, body);
    }

    /// Returns the fields of the index of a month.
    JsonNode mapping(String month) throws IOException, InterruptedException {
        var index = settings.prefix() + "-events-" + month;
        var reply = nodes.demand(Ask.get("/" + index + "/_mapping"), TIMEOUT).json();
        return reply.path(index).path("mappings").path("properties");
    }

    /// Begins a question.
    Question question(Duration limit) {
        return new Question(nodes, names, limit);
    }

    @Override
    public void close() {
        nodes.close();
    }
}
