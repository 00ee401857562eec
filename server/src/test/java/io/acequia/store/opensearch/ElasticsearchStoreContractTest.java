package io.acequia.store.opensearch;

import io.acequia.store.EventStore;
import io.acequia.store.EventStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/// Elasticsearch, which `-Pelasticsearch` unpacks.
@Tag("elasticsearch")
class ElasticsearchStoreContractTest extends EventStoreContract {
    @TempDir static Path home;
    private static @Nullable SearchEngine engine;

    @BeforeAll
    static void start() throws Exception {
        engine = SearchEngine.elasticsearch(home);
    }

    @AfterAll
    static void stop() {
        if (engine != null) {
            engine.close();
        }
    }

    @Override
    protected double percentileTolerance() {
        return TestSettings.PERCENTILE_TOLERANCE;
    }

    @Override
    protected EventStore open(Path directory) throws IOException {
        return OpenSearchStore.open(TestSettings.in(engine(), directory));
    }

    private static SearchEngine engine() {
        return Objects.requireNonNull(engine);
    }

    @Override
    protected void interrupt() throws Exception {
        engine().kill(0);
        engine().start(0);
        engine().awaitHealth("yellow", 1);
    }
}
