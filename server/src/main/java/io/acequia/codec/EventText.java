package io.acequia.codec;

import io.acequia.event.Value;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/// How numbers, times and bytes of events are written as text, in every format.
public final class EventText {
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final DateTimeFormatter MICROS =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    /// Integers below are written without point and exponent, as everybody writes them.
    private static final double EXACT_INTEGERS = 0x1p53;

    private EventText() {}

    /// Returns the shortest text that reads back as the same double: `21.5`, `3`, `-0.0`, `1.0E22`.
    public static String number(double value) {
        boolean isNegativeZero = value == 0 && 1 / value < 0;
        boolean isInteger = value == Math.rint(value) && Math.abs(value) < EXACT_INTEGERS;
        return isInteger && !isNegativeZero ? Long.toString((long) value) : Double.toString(value);
    }

    /// Returns a time of UTC in ISO 8601 with milliseconds, with microseconds where there are some:
    /// `2026-11-23T10:00:00.000Z`.
    public static String time(Instant time) {
        Instant micros = time.truncatedTo(ChronoUnit.MICROS);
        boolean isMillis = micros.equals(time.truncatedTo(ChronoUnit.MILLIS));
        return (isMillis ? MILLIS : MICROS).format(time);
    }

    /// Returns bytes in standard Base64 with padding (RFC 4648 §4).
    public static String data(Value.Data data) {
        return Base64.getEncoder().encodeToString(data.bytes());
    }
}
