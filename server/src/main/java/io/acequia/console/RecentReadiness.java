package io.acequia.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Remembers what it was told for a second, so that many probes cost one check.
final class RecentReadiness implements Readiness {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Readiness source;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();

    /// When it asked last; guarded by the lock, as is the answer.
    private Instant asked = Instant.EPOCH;

    private Optional<String> obstacle = Optional.empty();

    RecentReadiness(Readiness source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public Optional<String> hang() {
        return source.hang();
    }

    /// Whoever comes while it asks waits for the same answer.
    @Override
    public Optional<String> obstacle() {
        lock.lock();
        try {
            var age = Duration.between(asked, clock.instant());
            if (age.isNegative() || age.compareTo(FRESH) >= 0) {
                obstacle = source.obstacle();
                asked = clock.instant();
            }
            return obstacle;
        } finally {
            lock.unlock();
        }
    }
}
