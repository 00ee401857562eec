package io.acequia.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Durations as people write them: `250ms`, `1.5s`, `5m`, `12h`, `30d`, `2w`, or ISO 8601 (`PT1H`).
public final class DurationText {
    /// Says what is accepted.
    public static final String ACCEPTED = "a time such as 30d, 12h, 5m, 1.5s or 250ms";

    private static final Pattern AMOUNT =
            Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(ms|[smhdw])", Pattern.CASE_INSENSITIVE);

    private record Unit(String name, Duration length) {}

    /// From the largest on; weeks are read but not written.
    private static final List<Unit> UNITS =
            List.of(
                    new Unit("d", Duration.ofDays(1)),
                    new Unit("h", Duration.ofHours(1)),
                    new Unit("m", Duration.ofMinutes(1)),
                    new Unit("s", Duration.ofSeconds(1)),
                    new Unit("ms", Duration.ofMillis(1)));

    private DurationText() {}

    /// Reads a duration of up to 292 years, empty when the text is none; never throws.
    public static Optional<Duration> parse(String text) {
        var amount = AMOUNT.matcher(text);
        try {
            return Optional.of(
                    amount.matches()
                            ? of(amount.group(1), amount.group(2).toLowerCase(Locale.ROOT))
                            : Duration.parse(text));
        } catch (DateTimeParseException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    private static Duration of(String number, String unit) {
        var nanos = new BigDecimal(number).multiply(BigDecimal.valueOf(length(unit).toNanos()));
        return Duration.ofNanos(nanos.longValueExact());
    }

    private static Duration length(String name) {
        return UNITS.stream()
                .filter(unit -> unit.name.equals(name))
                .findFirst()
                .map(Unit::length)
                .orElse(Duration.ofDays(7));
    }

    /// Writes a duration with the largest unit that keeps it a whole number, else as ISO 8601.
    public static String print(Duration duration) {
        if (duration.isZero()) {
            return "0s"; // which is a whole number of any unit
        }
        for (var unit : UNITS) {
            long count = duration.dividedBy(unit.length);
            if (unit.length.multipliedBy(count).equals(duration)) {
                return count + unit.name;
            }
        }
        return duration.toString();
    }
}
