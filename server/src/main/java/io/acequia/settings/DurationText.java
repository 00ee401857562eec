package io.acequia.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;

/// Durations as people write them: `30d`, `12h`, `5m`, `1.5s`, `250ms`, or ISO 8601.
final class DurationText {
    static final String ACCEPTED = "a time such as 30d, 12h, 5m, 1.5s or 250ms";

    private static final Map<String, Duration> UNITS =
            Map.of(
                    "d", Duration.ofDays(1),
                    "h", Duration.ofHours(1),
                    "m", Duration.ofMinutes(1),
                    "s", Duration.ofSeconds(1),
                    "ms", Duration.ofMillis(1));

    private DurationText() {}

    static Duration parse(String text) {
        try {
            return text.regionMatches(true, 0, "P", 0, 1) ? Duration.parse(text) : amount(text);
        } catch (DateTimeParseException | ArithmeticException | NumberFormatException notTime) {
            throw new IllegalArgumentException("not a time: " + text, notTime);
        }
    }

    private static Duration amount(String text) {
        int end = 0;
        while (end < text.length() && "0123456789.".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        var unit = UNITS.get(text.substring(end).strip().toLowerCase(Locale.ROOT));
        if (unit == null) {
            throw new NumberFormatException("not a unit of time: " + text.substring(end));
        }
        var nanos = new BigDecimal(text.substring(0, end)).multiply(nanos(unit));
        return Duration.ofNanos(nanos.longValueExact());
    }

    private static BigDecimal nanos(Duration unit) {
        return BigDecimal.valueOf(unit.toNanos());
    }

    /// Writes a duration with the largest unit that keeps it a whole number, else as ISO 8601.
    static String print(Duration duration) {
        for (var unit : new String[] {"d", "h", "m", "s", "ms"}) {
            var size = UNITS.getOrDefault(unit, Duration.ZERO);
            if (size.multipliedBy(duration.dividedBy(size)).equals(duration)) {
                return duration.dividedBy(size) + unit;
            }
        }
        return duration.toString();
    }
}
