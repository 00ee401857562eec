package io.acequia.store.embedded;

import io.acequia.store.EventStore;
import io.acequia.store.EventStoreContract;
import java.io.IOException;
import java.nio.file.Path;

class EmbeddedStoreContractTest extends EventStoreContract {
    @Override
    protected EventStore open(Path directory) throws IOException {
        var store = EmbeddedStore.open(directory, EmbeddedSettings.DEFAULTS);
        store.whenReady().join(); // the second until events are visible is not for opening DuckDB
        return store;
    }
}
