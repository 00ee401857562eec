package io.acequia.store.opensearch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what happens by itself, no longer than it takes.
final class Awaiting {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private Awaiting() {}

    static void until(BooleanSupplier happened, String what) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!happened.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        assertTrue(happened.getAsBoolean(), what);
    }
}
