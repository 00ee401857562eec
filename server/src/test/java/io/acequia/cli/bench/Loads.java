package io.acequia.cli.bench;

import java.time.Duration;

/// Loads for tests.
final class Loads {
    private static final Duration RFC_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration RFC_PATIENCE = Duration.ofSeconds(93);

    private Loads() {}

    /// So many confirmable requests of one device, one after the other.
    static Load requests(long count) {
        return new Load(
                1,
                1,
                0,
                true,
                0,
                count,
                Duration.ZERO,
                Duration.ofDays(1),
                RFC_TIMEOUT,
                RFC_PATIENCE);
    }

    /// So many confirmable requests a second, for some seconds.
    static Load atRate(double rate, int seconds) {
        return new Load(
                1,
                1_000,
                rate,
                true,
                0,
                Load.UNLIMITED,
                Duration.ZERO,
                Duration.ofSeconds(seconds),
                RFC_TIMEOUT,
                RFC_PATIENCE);
    }
}
