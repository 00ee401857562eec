package io.acequia;

import io.acequia.metrics.Metrics;
import io.acequia.metrics.StoreFigures;
import io.acequia.settings.Retention;
import io.acequia.settings.Settings;
import io.acequia.settings.StoreSettings;
import io.acequia.store.embedded.EmbeddedSettings;
import io.acequia.store.embedded.EmbeddedStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/// The embedded store of a server.
///
/// @param store that is open
record EmbeddedStorage(EmbeddedStore store) implements Storage {
    private static final long LOOK_AGAIN_NANOS = 20_000_000;

    static EmbeddedStorage open(Settings settings) throws IOException {
        return new EmbeddedStorage(
                EmbeddedStore.openLog(settings.data(), embedded(settings.store())));
    }

    private static EmbeddedSettings embedded(StoreSettings settings) {
        var defaults = EmbeddedSettings.DEFAULTS;
        return new EmbeddedSettings(
                settings.segmentSize().bytes(),
                settings.backlog().bytes(),
                switch (settings.retention()) {
                    case Retention.Forever _ -> null;
                    case Retention.Age(var age) -> age;
                },
                settings.maxSeries(),
                defaults.deduplicationWindow(),
                defaults.loadInterval(),
                settings.memory().bytes(),
                settings.threads());
    }

    @Override
    public void load() {
        store.load();
    }

    @Override
    public void awaitReady() throws IOException {
        try {
            store.whenReady().join();
        } catch (CompletionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(cause.getMessage(), cause);
        }
    }

    @Override
    public void awaitComplete() throws IOException {
        long durable = store.statistics().durableSequence();
        var now = store.statistics();
        while (now.loadedSequence() < durable) {
            if (!now.lastError().isEmpty()) {
                throw new IOException("the database does not take events: " + now.lastError());
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedIOException("interrupted before the log was loaded");
            }
            now = store.statistics();
        }
    }

    @Override
    public long storedEvents() {
        return store.storedEvents();
    }

    @Override
    public Optional<String> obstacle() {
        return Optional.empty();
    }

    @Override
    public void register(Metrics metrics) {
        metrics.register(this::figures, StoreFigures.GROUP);
    }

    private StoreFigures figures() {
        try {
            var now = store.statistics();
            return new StoreFigures(
                    now.durableSequence(),
                    now.loadedSequence(),
                    now.backlogBytes(),
                    now.forces(),
                    now.events(),
                    now.bytes(),
                    now.forceNanos(),
                    now.refusedRequests(),
                    now.series(),
                    now.segments(),
                    now.logBytes(),
                    now.loadTransactions(),
                    now.loadRows(),
                    now.loadNanos());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
