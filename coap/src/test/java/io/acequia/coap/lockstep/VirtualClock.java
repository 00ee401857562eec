package io.acequia.coap.lockstep;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Time that passes when a test says so: time of day and monotonic ticks together.
public final class VirtualClock implements InstantSource {
    private static final Instant ORIGIN = Instant.parse("2026-11-23T10:00:00Z");
    private static final long NANOS_PER_MILLI = 1_000_000;

    // ticks may be negative and pass through zero, as those of the system may
    private static final long FIRST_TICK = -3_000_000_001L;

    private long elapsed;

    /// Returns monotonic nanoseconds.
    public long ticks() {
        return FIRST_TICK + elapsed;
    }

    /// Returns nanoseconds since the clock was made.
    public long elapsed() {
        return elapsed;
    }

    @Override
    public Instant instant() {
        return ORIGIN.plusNanos(elapsed);
    }

    @Override
    public long millis() { // without an object, so that allocations can be measured
        return ORIGIN.toEpochMilli() + elapsed / NANOS_PER_MILLI;
    }

    /// Lets time pass.
    public void advance(Duration time) {
        advance(time.toNanos());
    }

    /// Lets nanoseconds pass.
    public void advance(long nanos) {
        elapsed += nanos;
    }
}
