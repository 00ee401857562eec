package io.acequia.store.opensearch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.store.opensearch.OpenSearchSettings.Period;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Names of indices")
class IndexNamesTest {
    private static final Instant LEAP = Instant.parse("2024-02-29T23:59:59.999999Z");

    private static long micros(String time) {
        return Instant.parse(time).getEpochSecond() * 1_000_000;
    }

    @Test
    @DisplayName("end where their period ends")
    void months() {
        var names = new IndexNames("acequia", Period.MONTH, Set.of());

        assertEquals("acequia-events-2024.02", names.of("events", LEAP));
        assertEquals(
                Optional.of(Instant.parse("2024-03-01T00:00:00Z")),
                names.end("acequia-events-2024.02"));
        assertArrayEquals(
                new long[] {micros("2024-02-01T00:00:00Z"), micros("2024-03-01T00:00:00Z")},
                names.bounds(micros("2024-02-29T23:59:59Z")));
    }

    @Test
    @DisplayName("may be of days, and those of months before are still known")
    void days() {
        var names = new IndexNames("acequia", Period.DAY, Set.of());

        assertEquals("acequia-events-2024.02.29", names.of("events", LEAP));
        assertEquals(
                Optional.of(Instant.parse("2024-03-01T00:00:00Z")),
                names.end("acequia-events-2024.02.29"));
        assertTrue(names.end("acequia-events-2024.02").isPresent());
        assertArrayEquals(
                new long[] {micros("2024-02-29T00:00:00Z"), micros("2024-03-01T00:00:00Z")},
                names.bounds(micros("2024-02-29T23:59:59Z")));
    }

    @Test
    @DisplayName("that somebody else gave are not ours")
    void others() {
        var names = new IndexNames("acequia", Period.MONTH, Set.of());

        for (var name :
                new String[] {"acequia-shared", "other-events-2024.02", "acequia-events-24.2"}) {
            assertEquals(Optional.empty(), names.end(name), name);
        }
    }

    @Test
    @DisplayName("are refused for namespaces that cannot be part of one")
    void namespaces() {
        for (var namespace : new String[] {"events", "Weather", "a-b", "", "ñ"}) {
            var refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> new IndexNames("acequia", Period.MONTH, Set.of(namespace)));
            assertTrue(String.valueOf(refused.getMessage()).contains("lower-case letters"));
        }
    }
}
