package io.acequia.store.embedded;

import io.acequia.store.EventStore;
import io.acequia.store.EventStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The database keeps the contract of stores, as far as it is about finding events again.
class DuckDatabaseContractTest extends EventStoreContract {
    private final Map<List<@Nullable String>, Integer> dictionary = new HashMap<>();

    @Override
    protected EventStore open(Path directory) throws IOException {
        var database =
                DuckDatabase.open(directory, DatabaseSettings.DEFAULTS, InstantSource.system());
        return new DirectStore(database, dictionary);
    }
}
