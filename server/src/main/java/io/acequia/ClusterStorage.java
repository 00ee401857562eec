package io.acequia;

import io.acequia.metrics.ClusterFigures;
import io.acequia.metrics.Metrics;
import io.acequia.settings.Retention;
import io.acequia.settings.Settings;
import io.acequia.store.opensearch.OpenSearchSettings;
import io.acequia.store.opensearch.OpenSearchSettings.Period;
import io.acequia.store.opensearch.OpenSearchStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// OpenSearch or Elasticsearch as the store of a server.
///
/// @param store that is open
record ClusterStorage(OpenSearchStore store) implements Storage {
    static ClusterStorage open(Settings settings) throws IOException {
        return new ClusterStorage(OpenSearchStore.open(cluster(settings)));
    }

    private static OpenSearchSettings cluster(Settings settings) {
        var store = settings.store();
        var given = store.opensearch();
        return new OpenSearchSettings(
                given.urls(),
                given.user().isEmpty() ? null : given.user(),
                file(given.passwordFile()),
                file(given.tokenFile()),
                file(given.ca()),
                given.prefix(),
                switch (given.period()) {
                    case MONTH -> Period.MONTH;
                    case DAY -> Period.DAY;
                },
                Set.copyOf(given.namespaces()),
                given.shards(),
                given.replicas(),
                given.activeShards(),
                switch (given.compress()) {
                    case AUTO -> !given.urls().stream().allMatch(ClusterStorage::isHere);
                    case ALWAYS -> true;
                    case NEVER -> false;
                },
                given.refresh(),
                switch (store.retention()) {
                    case Retention.Forever _ -> null;
                    case Retention.Age(var age) -> age;
                },
                store.backlog().bytes(),
                given.timeout());
    }

    /// Says whether a node is on this machine, by its name alone.
    private static boolean isHere(URI url) {
        var host = String.valueOf(url.getHost());
        return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
    }

    private static @Nullable Path file(Path given) {
        return given.toString().isEmpty() ? null : given;
    }

    @Override
    public void load() {
        // Nothing is kept here.
    }

    @Override
    public void awaitReady() {
        // It was when it was opened.
    }

    @Override
    public void awaitComplete() {
        // What was written a moment ago is found a moment later; nobody can say when all is.
    }

    @Override
    public long storedEvents() {
        return store.figures().stored();
    }

    @Override
    public Optional<String> obstacle() {
        return store.obstacle();
    }

    @Override
    public void register(Metrics metrics) {
        metrics.register(this::figures, ClusterFigures.GROUP);
    }

    private ClusterFigures figures() {
        var now = store.figures();
        return new ClusterFigures(
                now.stored(),
                now.repeats(),
                now.rejected(),
                now.bulks(),
                now.bulkNanos(),
                now.bytes(),
                now.retries(),
                now.refused(),
                now.waitingBytes(),
                now.sending());
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
