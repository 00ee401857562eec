package io.acequia.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes guessing slow: after a few failures an address waits, twice as long after each further
/// one.
final class Throttle {
    private static final int FREE = 5;
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MOST_ADDRESSES = 10_000;

    private final InstantSource clock;

    /// By address, the one that failed longest ago first.
    private final Map<String, Failures> failures = new LinkedHashMap<>();

    Throttle(InstantSource clock) {
        this.clock = clock;
    }

    private record Failures(int count, Instant last) {
        Duration pause() {
            return count < FREE
                    ? Duration.ZERO
                    : earliest(FIRST.multipliedBy(1L << Math.min(count - FREE, 20)));
        }

        private static Duration earliest(Duration pause) {
            return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
        }
    }

    /// Returns how long an address has to wait before it may try again; zero when it may now.
    synchronized Duration wait(String address) {
        var past = failures.get(address);
        if (past == null) {
            return Duration.ZERO;
        }
        var left = Duration.between(clock.instant(), past.last.plus(past.pause()));
        return left.isNegative() ? Duration.ZERO : left;
    }

    synchronized void failed(String address) {
        var past = failures.remove(address);
        if (failures.size() == MOST_ADDRESSES) {
            failures.remove(failures.keySet().iterator().next());
        }
        failures.put(address, new Failures(past == null ? 1 : past.count + 1, clock.instant()));
    }

    synchronized void succeeded(String address) {
        failures.remove(address);
    }
}
