package io.acequia.store;

import java.time.Duration;
import java.time.Instant;

/// Times in microseconds since 1970, as stores keep them. What is too far away for that becomes the
/// nearest time that is not.
public final class Micros {
    private static final long PER_SECOND = 1_000_000;
    private static final int NANOS = 1_000;

    /// Seconds that still fit; leaves room for sums.
    private static final long FARTHEST = Long.MAX_VALUE / PER_SECOND / 4;

    /// Not after any time.
    public static final long FIRST = -FARTHEST * PER_SECOND;

    /// Not before any time.
    public static final long LAST = FARTHEST * PER_SECOND;

    private Micros() {}

    /// Returns the first microsecond that is not before `instant`.
    public static long notBefore(Instant instant) {
        return scaled(instant.getEpochSecond()) + (instant.getNano() + NANOS - 1) / NANOS;
    }

    /// Returns the microsecond that `instant` lies in.
    public static long of(Instant instant) {
        return scaled(instant.getEpochSecond()) + instant.getNano() / NANOS;
    }

    /// Returns how many whole microseconds a duration has.
    public static long of(Duration duration) {
        return scaled(duration.getSeconds()) + duration.getNano() / NANOS;
    }

    /// Returns the instant of a number of microseconds.
    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * NANOS);
    }

    private static long scaled(long seconds) {
        return Math.clamp(seconds, -FARTHEST, FARTHEST) * PER_SECOND;
    }
}
