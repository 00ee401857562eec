package io.acequia.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.store.Micros;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PartitionsTest {
    private static final Instant DAY = Instant.parse("2026-11-23T00:00:00Z");
    private static final long START = Micros.of(DAY);
    private static final long LENGTH = 86_400_000_000L;

    @Test
    @DisplayName("a day goes from midnight to midnight UTC, and its tables have its date")
    void days() {
        int day = Partition.dayOf(START);

        assertEquals(day, Partition.dayOf(START + LENGTH - 1));
        assertEquals(day + 1, Partition.dayOf(START + LENGTH));
        assertEquals(START + LENGTH, new Partition(day, true, true).end());
        assertEquals("event_2026_11_23", Partition.numbersTable(day));
        assertEquals("other_2026_11_23", Partition.othersTable(day));
    }

    @Test
    @DisplayName("there is one entry for the two tables of a day, newest day first")
    void tablesOfOneDay() {
        var partitions =
                new Partitions(List.of())
                        .with(20_000, true)
                        .with(20_001, false)
                        .with(20_000, false);

        assertEquals(
                List.of(new Partition(20_001, false, true), new Partition(20_000, true, true)),
                partitions.newestFirst());
        assertTrue(partitions.has(20_001, false));
        assertFalse(partitions.has(20_001, true));
        assertFalse(partitions.has(20_002, true));
    }

    @Test
    @DisplayName(
            "a range needs the days it touches; an end at midnight does not touch the next day")
    void daysOfRange() {
        int day = Partition.dayOf(START);
        var partitions =
                new Partitions(List.of()).with(day - 1, true).with(day, true).with(day + 1, true);

        assertEquals(
                List.of(new Partition(day, true, false)),
                partitions.within(START, START + LENGTH).newestFirst());
        assertEquals(partitions, partitions.within(START - 1, START + LENGTH + 1));
        assertEquals(
                List.of(new Partition(day - 1, true, false)),
                partitions.endedBy(START).newestFirst());
        assertEquals(
                partitions.within(START, Micros.LAST),
                partitions.without(partitions.endedBy(START)));
    }

    @Test
    @DisplayName("settings below what the database needs are refused with what is accepted")
    void settings() {
        var refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new DatabaseSettings(1 << 20, 2, 0, 4, 1 << 20));

        assertEquals("database memory is 1048576; use at least 33554432", refused.getMessage());
    }

    @Test
    @DisplayName("a failure without a message is told by its type")
    void failureWithoutMessage() {
        assertEquals("null", SqlError.text(null));
        assertEquals("java.lang.Error", SqlError.text(new Error()));
        assertEquals("first", SqlError.text(new Error("first\nsecond")));
    }
}
