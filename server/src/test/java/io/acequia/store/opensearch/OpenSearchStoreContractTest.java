package io.acequia.store.opensearch;

import io.acequia.store.EventStore;
import io.acequia.store.EventStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedSearchEngine.class)
class OpenSearchStoreContractTest extends EventStoreContract {
    private final SearchEngine engine;

    OpenSearchStoreContractTest(SearchEngine engine) {
        this.engine = engine;
    }

    /// A t-digest approximates, and does not interpolate between single values.
    @Override
    protected double percentileTolerance() {
        return TestSettings.PERCENTILE_TOLERANCE;
    }

    @Override
    protected EventStore open(Path directory) throws IOException {
        return OpenSearchStore.open(TestSettings.in(engine, directory));
    }
}
