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
        return settings.store().kind() == StoreSettings.Kind.EMBEDDED
                ? EmbeddedStorage.open(settings)
                : ClusterStorage.open(settings);
    }

    /// Returns the store.
    EventStore store();

    /// Begins to open what is needed to answer questions, once devices have been served.
    void load();

    /// Waits until questions are answered.
    void awaitReady() throws IOException;

    /// Returns how many events were stored since it was opened.
    long storedEvents();

    /// Says why questions cannot be answered, empty when they can.
    Optional<String> obstacle();

    /// Adds the figures of the store.
    void register(Metrics metrics);
}
