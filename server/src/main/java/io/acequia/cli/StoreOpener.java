package io.acequia.cli;

import io.acequia.settings.Settings;
import io.acequia.settings.StoreSettings;
import io.acequia.store.EventStore;
import java.io.IOException;

/// Opens stores for commands that need no server.
@FunctionalInterface
public interface StoreOpener {
    /// Opens a store, whichever the settings choose, and returns it once everything that is durable
    /// in it can be found.
    ///
    /// @throws IOException when disk or network do not let it; its message says what to do
    EventStore open(StoreSettings.Kind kind, Settings settings) throws IOException;
}
