package io.acequia.console.prometheus;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Times as Prometheus takes them: seconds since 1970 with decimals, or RFC 3339.
final class PrometheusTime {
    private static final Pattern SECONDS =
            Pattern.compile("[+-]?(\\d{1,20}(\\.\\d{0,20})?|\\.\\d{1,20})([eE][+-]?\\d{1,2})?");
    private static final BigDecimal FARTHEST = BigDecimal.valueOf(Long.MAX_VALUE / 1_000_000);
    private static final int LONGEST_TEXT = 64;

    private PrometheusTime() {}

    /// Reads a time in milliseconds since 1970; empty when the text is none.
    static OptionalLong parse(String text) {
        var seconds = seconds(text);
        if (seconds.isPresent() || text.length() > LONGEST_TEXT) {
            return seconds;
        }
        try {
            return OptionalLong.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException notATime) {
            return OptionalLong.empty();
        }
    }

    /// Reads seconds as milliseconds; empty when the text is no number.
    static OptionalLong seconds(String text) {
        if (!SECONDS.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        var millis = new BigDecimal(text).movePointRight(3).setScale(0, RoundingMode.HALF_UP);
        boolean isNear = millis.abs().compareTo(FARTHEST) <= 0;
        return isNear ? OptionalLong.of(millis.longValue()) : OptionalLong.empty();
    }
}
