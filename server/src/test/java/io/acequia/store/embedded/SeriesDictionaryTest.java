package io.acequia.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.event.EventBuffer;
import io.acequia.store.SeriesHash;
import io.acequia.store.SeriesKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SeriesDictionaryTest {
    private final SeriesHash hash = new SeriesHash(42);
    private long ticks;
    private final SeriesDictionary dictionary = new SeriesDictionary(hash, 100_000, () -> ticks);
    private final SeriesCache cache = new SeriesCache();

    private int resolve(EventBuffer events) {
        return dictionary.resolve(hash.of(events, 0), events, 0, cache);
    }

    private static EventBuffer event(String namespace, String sender, String origin, String type) {
        return Requests.request(4_096).event(namespace, sender, origin, type).number(1).events();
    }

    private static byte[] key(EventBuffer events) {
        byte[] key = new byte[SeriesKey.length(events, 0)];
        SeriesKey.write(events, 0, key, 0);
        return key;
    }

    @Test
    @DisplayName("Each new series gets the next id, and keeps it")
    void numbersSeries() {
        assertEquals(0, resolve(Requests.number("a", 1)));
        assertEquals(1, resolve(Requests.number("b", 1)));

        assertEquals(0, resolve(Requests.number("a", 2)));
        assertEquals(2, dictionary.size());
        assertEquals(
                new Series(1, "default", "demo", "b", "temperature", null), dictionary.series(1));
    }

    @Test
    @DisplayName("Series differ in any keyword, in where one ends, and in the presence of a unit")
    void tellsSeriesApart() {
        var ids = new HashSet<Integer>();

        ids.add(resolve(event("ab", "c", "d", "e")));
        ids.add(resolve(event("a", "bc", "d", "e")));
        ids.add(resolve(event("a", "b", "cd", "e")));
        ids.add(resolve(event("a", "b", "c", "de")));
        ids.add(resolve(event("a", "b", "c", "d")));
        ids.add(resolve(Requests.request().event("a", "b", "c", "d").unit("").number(1).events()));
        ids.add(resolve(Requests.request().event("a", "b", "c", "d").unit("V").number(1).events()));

        assertEquals(7, ids.size());
    }

    @Test
    @DisplayName("Agrees with a map about random series of all lengths")
    void agreesWithMap() {
        var oracle = new HashMap<String, Integer>();
        var random = new Random(5);

        for (int i = 0; i < 50_000; i++) {
            String sender = "s".repeat(1 + random.nextInt(40)) + random.nextInt(50);
            String origin = Integer.toString(random.nextInt(100));
            var events = event("n", sender, origin, "t");
            int expected = oracle.computeIfAbsent(sender + "/" + origin, _ -> oracle.size());
            int found = cache.find(hash.of(events, 0), events, 0);
            assertTrue(found == -1 || found == expected);
            if (found < 0) {
                assertEquals(expected, resolve(events));
            }
        }

        assertEquals(oracle.size(), dictionary.size());
        assertTrue(oracle.size() > 5_000);
    }

    @Test
    @DisplayName("A cache that was cleared finds nothing")
    void clears() {
        var events = Requests.number("a", 1);
        resolve(events);

        cache.clear();

        assertEquals(-1, cache.find(hash.of(events, 0), events, 0));
        assertEquals(0, resolve(events));
    }

    @Test
    @DisplayName("The hash of an event is the hash of its key, depends on the secret and spreads")
    void hashes() {
        var other = new SeriesHash(43);
        var low = new HashSet<Long>();
        for (int i = 0; i < 10_000; i++) {
            var events = event("default", "device-" + i, "o" + i % 7, "temperature");
            assertEquals(hash.of(events, 0), hash.of(key(events), 0));
            assertNotEquals(other.of(events, 0), hash.of(events, 0));
            low.add(hash.of(events, 0) & 0xffff);
        }

        // 10,000 random numbers of 16 bits have about 9,273 different values.
        assertTrue(low.size() > 9_100, "only " + low.size());
    }

    @Test
    @DisplayName("One series too many is refused, and nothing else")
    void bounds() {
        var small = new SeriesDictionary(hash, 2, () -> ticks);
        for (String origin : new String[] {"a", "b"}) {
            var events = Requests.number(origin, 1);
            assertTrue(small.resolve(hash.of(events, 0), events, 0, cache) >= 0);
        }
        var events = Requests.number("c", 1);

        assertEquals(-1, small.resolve(hash.of(events, 0), events, 0, cache));
        ticks += 100_000_000_000L;
        assertEquals(-1, small.resolve(hash.of(events, 0), events, 0, cache));

        var known = Requests.number("b", 2);
        assertEquals(1, small.resolve(hash.of(known, 0), known, 0, cache));
    }

    @Test
    @DisplayName("Definitions may come in any order; an id that never gets one stays nameless")
    void definesInAnyOrder() {
        assertTrue(dictionary.define(2, key(Requests.number("c", 1)), 0));
        assertTrue(dictionary.define(0, key(Requests.number("a", 1)), 0));

        assertEquals(3, dictionary.size());
        assertTrue(dictionary.isNamed(0));
        assertFalse(dictionary.isNamed(1));
        assertFalse(dictionary.isNamed(3));
        assertEquals(new Series(1, "", "", "", "", null), dictionary.series(1));
        assertEquals(2, resolve(Requests.number("c", 1)));
        assertEquals(0, resolve(Requests.number("a", 1)));
        assertEquals(3, resolve(Requests.number("b", 1)));
    }

    @Test
    @DisplayName("The first definition of an id counts")
    void firstDefinitionCounts() {
        dictionary.define(0, key(Requests.number("a", 1)), 0);

        dictionary.define(0, key(Requests.number("b", 1)), 0);

        assertEquals("a", dictionary.series(0).origin());
        assertEquals(1, resolve(Requests.number("b", 1)));
    }

    @Test
    @DisplayName("An id far beyond all others is no definition")
    void refusesWideGaps() {
        assertFalse(dictionary.define(5_000_000, key(Requests.number("a", 1)), 0));
        assertEquals(0, dictionary.size());
    }

    @Test
    @DisplayName("A keyword that its length cannot say is the caller's mistake")
    void refusesEndlessKeywords() {
        var events = Requests.request(200_000).event("o".repeat(70_000)).number(1).events();

        assertThrows(IllegalArgumentException.class, () -> resolve(events));
    }

    @Test
    @DisplayName("A series that is larger than a chunk is refused")
    void refusesHugeSeries() {
        String part = "o".repeat(30_000);
        var events = Requests.request(200_000).event(part, part, part, part).number(1).events();

        assertEquals(-1, resolve(events));
    }
}
