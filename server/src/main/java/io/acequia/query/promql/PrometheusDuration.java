package io.acequia.query.promql;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Durations as Prometheus writes them: `5m`, `1h30m`, `1d`, `2w`, `1y`, `500ms`.
public final class PrometheusDuration {
    private static final Pattern PARTS =
            Pattern.compile(
                    "(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
    private static final long SECOND = 1_000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long[] UNITS = {365 * DAY, 7 * DAY, DAY, HOUR, MINUTE, SECOND, 1};

    /// Longer than any time that events have.
    private static final long LONGEST = 300 * 365 * DAY;

    private static final int LONGEST_TEXT = 40;

    private PrometheusDuration() {}

    /// Reads a duration in milliseconds; empty when the text is none. A bare `0` is one.
    public static OptionalLong parse(String text) {
        if (text.equals("0")) {
            return OptionalLong.of(0);
        }
        if (text.isEmpty() || text.length() > LONGEST_TEXT) {
            return OptionalLong.empty();
        }
        var parts = PARTS.matcher(text);
        return parts.matches() ? sum(parts) : OptionalLong.empty();
    }

    private static OptionalLong sum(java.util.regex.Matcher parts) {
        long sum = 0;
        for (int unit = 0; unit < UNITS.length; unit++) {
            var count = Optional.ofNullable(parts.group(unit + 1)).orElse("0");
            if (count.length() > 15) {
                return OptionalLong.empty();
            }
            double part = Double.parseDouble(count) * UNITS[unit];
            if (part > LONGEST - sum) {
                return OptionalLong.empty();
            }
            sum += (long) part;
        }
        return OptionalLong.of(sum);
    }
}
