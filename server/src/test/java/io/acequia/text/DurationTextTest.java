package io.acequia.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({
        "30d, PT720H, 30d",
        "12h, PT12H, 12h",
        "48h, PT48H, 2d",
        "5m, PT5M, 5m",
        "90s, PT1M30S, 90s",
        "1.5s, PT1.5S, 1500ms",
        "1.5H, PT90M, 90m",
        "250ms, PT0.25S, 250ms",
        "0.5ms, PT0.0005S, PT0.0005S",
        "2w, PT336H, 14d",
        "PT1H30M, PT1H30M, 90m",
        "p1d, PT24H, 1d",
        "0d, PT0S, 0s"
    })
    @DisplayName("A duration is a number with a unit, or ISO 8601")
    void durations(String text, Duration duration, String printed) {
        assertEquals(Optional.of(duration), DurationText.parse(text));
        assertEquals(printed, DurationText.print(duration));
        assertEquals(Optional.of(duration), DurationText.parse(printed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "h",
                "d",
                "1 h",
                "-1h",
                "1y",
                "1.2.3s",
                ".5s",
                "P",
                "P1Y",
                "99999999999d",
                "9999999999999s",
                "0.0000001ms"
            })
    @DisplayName("What is no duration, or too long for one, is nothing, never an exception")
    void noDurations(String text) {
        assertEquals(Optional.empty(), DurationText.parse(text));
    }
}
