package io.acequia.store.opensearch;

import io.acequia.store.opensearch.Nodes.Ask;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Deletes indices whose events are all too old: at once what is due, then hourly. Any number of
/// processes may do so at the same time.
final class IndexRetention implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(IndexRetention.class.getName());
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int NOT_FOUND = 404;

    private final Nodes nodes;
    private final IndexNames names;
    private final @Nullable Duration age;
    private final Thread thread = Thread.ofVirtual().name("retention").unstarted(this::run);

    private IndexRetention(Nodes nodes, IndexNames names, OpenSearchSettings settings) {
        this.nodes = nodes;
        this.names = names;
        age = settings.retention();
    }

    static IndexRetention start(Nodes nodes, IndexNames names, OpenSearchSettings settings) {
        var retention = new IndexRetention(nodes, names, settings);
        if (settings.retention() != null) {
            retention.thread.start();
        }
        return retention;
    }

    private void run() {
        try {
            while (age != null) {
                try {
                    deleteBefore(Instant.now().minus(age));
                } catch (IOException e) {
                    LOG.log(Level.WARNING, "old events are not deleted: " + e.getMessage());
                }
                TimeUnit.HOURS.sleep(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Deletes the indices that end before a time.
    void deleteBefore(Instant before) throws IOException {
        try {
            var path = "/" + names.pattern() + "/_settings?filter_path=*.settings.index.uuid";
            var found = nodes.demand(Ask.get(path), TIMEOUT).json();
            for (var index : found.properties()) {
                var name = index.getKey();
                if (names.end(name).filter(end -> !end.isAfter(before)).isPresent()) {
                    delete(name);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before old events were deleted");
        }
    }

    private void delete(String index) throws IOException, InterruptedException {
        var ask = Ask.delete("/" + index);
        var reply = nodes.ask(ask, TIMEOUT);
        if (!reply.isOk() && reply.status() != NOT_FOUND) {
            throw nodes.refused(ask, reply);
        }
        LOG.log(Level.INFO, "deleted index " + index + ", its events are too old");
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
