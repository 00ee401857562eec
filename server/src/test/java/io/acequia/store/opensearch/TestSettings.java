package io.acequia.store.opensearch;

import io.acequia.store.opensearch.OpenSearchSettings.Period;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/// Settings of a store in an engine of tests.
final class TestSettings {
    /// By which share of the values a percentile may be off.
    static final double PERCENTILE_TOLERANCE = 0.01;

    private TestSettings() {}

    /// Indices of days, with a prefix that belongs to a directory of the test.
    static OpenSearchSettings in(SearchEngine engine, Path directory) {
        return in(engine, directory, Duration.ofMillis(200));
    }

    /// The same with another time of refreshing.
    static OpenSearchSettings in(SearchEngine engine, Path directory, Duration refresh) {
        return new OpenSearchSettings(
                engine.uris(),
                null,
                null,
                null,
                null,
                "t" + Integer.toHexString(directory.hashCode()),
                Period.DAY,
                Set.of(),
                1,
                engine.uris().size() > 1 ? 1 : 0,
                "1",
                engine.uris().size() > 1,
                refresh,
                null,
                64 << 20,
                Duration.ofSeconds(60));
    }
}
