package io.acequia.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T10:00:00Z,2026-11-23T10:00:00Z",
        "2026-11-23t10:00z,2026-11-23T10:00:00Z",
        "2026-11-23T10:00:00.123456Z,2026-11-23T10:00:00.123456Z",
        "2026-11-23T12:00:00+02:00,2026-11-23T10:00:00Z",
        "2026-11-23T10:00,2026-11-23T10:00:00Z",
        "2026-11-23,2026-11-23T00:00:00Z",
        "1795428000000,2026-11-23T10:00:00Z",
        "0,1970-01-01T00:00:00Z",
        "-1,1969-12-31T23:59:59.999Z",
        "now,2026-11-23T10:00:00Z",
        "now-1h,2026-11-23T09:00:00Z",
        "now+90s,2026-11-23T10:01:30Z",
        "now-250ms,2026-11-23T09:59:59.750Z",
        "now-4d,2026-11-19T10:00:00Z",
        "now-1w+30m,2026-11-16T10:30:00Z",
        "now/s,2026-11-23T10:00:00Z",
        "now/m,2026-11-23T10:00:00Z",
        "now-90m/h,2026-11-23T08:00:00Z",
        "now/d,2026-11-23T00:00:00Z",
        "now-1d/d+6h,2026-11-22T06:00:00Z",
        "now/w,2026-11-23T00:00:00Z",
        "now-1d/w,2026-11-16T00:00:00Z"
    })
    @DisplayName("A time is ISO 8601, milliseconds or relative to now")
    void times(String text, Instant time) {
        assertEquals(Optional.of(time), TimeText.parse(text, NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "yesterday",
                "now-",
                "now-1",
                "now-1y",
                "now 1h",
                "nowish",
                "now/",
                "now/M",
                "now/1d",
                "now+999999999999d/d",
                "1e3",
                "12:00",
                "2026-02-30",
                "2026-13-01",
                "2026-11-23T25:00",
                "2026-11-23T10:00:00Zx",
                "12345678901234567",
                "now-999999999999w",
                "now-1h-1h-1h-1h-1h-1h-1h-1h-1h"
            })
    @DisplayName("What is no time is nothing, never an exception")
    void noTimes(String text) {
        assertEquals(Optional.empty(), TimeText.parse(text, NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23,PT24H",
        "now/w,PT168H",
        "now/h,PT1H",
        "now/d+1h,PT0S",
        "now,PT0S",
        "2026-11-23T10:00,PT0S",
        "0,PT0S"
    })
    @DisplayName("A date and a rounded time are as long as their unit, every other is an instant")
    void spans(String text, Duration length) {
        var span = TimeText.span(text, NOW).orElseThrow();

        assertEquals(length, Duration.between(span.start(), span.end()));
        assertEquals(length.isZero(), span.isInstant());
    }
}
