package io.acequia.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EmbeddedSettingsTest {
    private static String refusal(
            long segment, long backlog, Duration retention, int series, Duration interval) {
        return String.valueOf(
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        new EmbeddedSettings(
                                                segment,
                                                backlog,
                                                retention,
                                                series,
                                                Duration.ZERO,
                                                interval,
                                                1 << 28,
                                                1))
                        .getMessage());
    }

    @Test
    @DisplayName("By default everything is kept and found within half a second")
    void defaults() {
        assertNull(EmbeddedSettings.DEFAULTS.retention());
        assertEquals(Duration.ofMillis(500), EmbeddedSettings.DEFAULTS.loadInterval());
        assertEquals(Duration.ofSeconds(247), EmbeddedSettings.DEFAULTS.deduplicationWindow());
    }

    @Test
    @DisplayName("What is out of range is refused with key, value and range")
    void ranges() {
        var day = Duration.ofDays(1);
        var interval = Duration.ofMillis(500);

        assertEquals(
                "store.segment-size is 1; use 65536 to 1073741824",
                refusal(1, 1 << 20, day, 1, interval));
        assertEquals(
                "store.backlog is 65536; use 1048576 to 1099511627776",
                refusal(1 << 20, 1 << 16, day, 1, interval));
        assertEquals(
                "store.retention is PT1M; use PT1H to PT876000H",
                refusal(1 << 20, 1 << 20, Duration.ofMinutes(1), 1, interval));
        assertEquals(
                "store.max-series is 0; use 1 to 100000000",
                refusal(1 << 20, 1 << 20, day, 0, interval));
        assertEquals(
                "store.load-interval is PT2S; use PT0.01S to PT1S",
                refusal(1 << 20, 1 << 20, day, 1, Duration.ofSeconds(2)));
    }
}
