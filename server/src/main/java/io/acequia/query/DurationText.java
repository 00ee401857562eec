package io.acequia.query;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Durations as people write them: `500ms`, `90s`, `5m`, `1h`, `7d`, `2w`, or ISO 8601 (`PT1H`).
public final class DurationText {
    /// A number and its unit, as in `15m`; at most 12 digits, so that nothing overflows.
    static final String AMOUNT = "(\\d{1,12})(ms|s|m|h|d|w)";

    private static final Pattern SHORT = Pattern.compile(AMOUNT);

    private DurationText() {}

    /// Reads a duration, empty when the text is none; never throws.
    public static Optional<Duration> parse(String text) {
        var amount = SHORT.matcher(text);
        if (amount.matches()) {
            return Optional.of(of(amount.group(1), amount.group(2)));
        }
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    /// Returns the duration of the two groups of [#AMOUNT].
    static Duration of(String number, String unit) {
        long count = Long.parseLong(number);
        return switch (unit) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            case "w" -> Duration.ofDays(Math.multiplyExact(count, 7));
            default -> throw new IllegalArgumentException("unit " + unit);
        };
    }
}
