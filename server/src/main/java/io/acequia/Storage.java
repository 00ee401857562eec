package io.acequia;

import io.acequia.metrics.Metrics;
import io.acequia.settings.Settings;
import io.acequia.settings.StoreSettings;
import io.acequia.store.EventStore;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/// The store that a server was told to use, and what the server needs of it besides.
interface Storage extends Closeable {
    /// Opens what is needed to store events.
    ///
    /// @throws IOException when disk or network do not let it; its message says what to do
    static Storage open(Settings settings) throws IOException {
        return open(settings.store().kind(), settings);
    }

    private static Storage open(StoreSettings.Kind kind, Settings settings) throws IOException {
        return switch (kind) {
            case EMBEDDED -> EmbeddedStorage.open(settings);
            case OPENSEARCH -> ClusterStorage.open(settings);
        };
    }

    /// Opens a store, whichever the settings choose, and returns it once everything that is durable
    /// in it can be found.
    ///
    /// @throws IOException when disk or network do not let it; its message says what to do
    static EventStore openComplete(StoreSettings.Kind kind, Settings settings) throws IOException {
        var storage = open(kind, settings);
        try {
            storage.load();
            storage.awaitReady();
            storage.awaitComplete();
            return storage.store();
        } catch (IOException e) {
            storage.close();
            throw e;
        }
    }

    /// Returns the store.
    EventStore store();

    /// Begins to open what is needed to answer questions, once devices have been served.
    void load();

    /// Waits until questions are answered.
    void awaitReady() throws IOException;

    /// Waits until what was durable when it was opened can be found.
    void awaitComplete() throws IOException;

    /// Returns how many events were stored since it was opened.
    long storedEvents();

    /// Says why questions cannot be answered, empty when they can.
    Optional<String> obstacle();

    /// Adds the figures of the store.
    void register(Metrics metrics);
}
