package io.acequia.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesAndPlacesTest {
    private static final Instant DAY = Instant.parse("2026-11-23T00:00:00Z");

    @Test
    @DisplayName("instants that do not fit become the farthest that do")
    void farInstants() {
        assertEquals(Micros.LAST, Micros.of(Instant.MAX) - 999_999);
        assertEquals(Micros.FIRST, Micros.notBefore(Instant.MIN));
        assertEquals(1, Micros.notBefore(Instant.EPOCH.plusNanos(1)));
        assertEquals(0, Micros.of(Instant.EPOCH.plusNanos(999)));
        assertEquals(-1, Micros.of(Instant.EPOCH.minusNanos(1)));
        assertEquals(Instant.EPOCH.minusNanos(1_000), Micros.instant(-1));
    }

    @Test
    @DisplayName("the last interval of a range may be shorter, and an empty range has none")
    void intervals() {
        var range = new TimeRange(DAY, DAY.plusSeconds(100));
        var nothing = new TimeRange(DAY, DAY);

        var buckets = Buckets.of(range, Duration.ofSeconds(30));

        assertEquals(4, buckets.count());
        assertEquals(DAY.plusSeconds(90), buckets.start(3));
        assertEquals(1, Buckets.of(range, null).count());
        assertEquals(0, Buckets.of(nothing, null).count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "R44-0VDpU_k"})
    @DisplayName("a place in a search survives being text")
    void placeAsText(String series) {
        var place = new PagePlace(-1, 77, series);

        assertEquals(place, PagePlace.of(place.cursor()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.",
                "1.-1",
                "1.1.",
                "1.1.a'",
                "1.1 or 1=1",
                "9999999999999999999.1"
            })
    @DisplayName("other text is no place")
    void noPlace(String text) {
        assertThrows(IllegalArgumentException.class, () -> PagePlace.of(new Page.Cursor(text)));
    }
}
