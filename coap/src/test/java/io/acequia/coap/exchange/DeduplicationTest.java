package io.acequia.coap.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.lockstep.Seed;
import io.acequia.coap.message.Code;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeduplicationTest {
    private static final int NOW = 1_000, LIFETIME = 247;
    private static final int BUCKET = 8;

    private final Tally forgotten = new Tally();
    private final Deduplication table = new Deduplication(1_024, forgotten);

    @Test
    @DisplayName("RFC 7252 §4.5: a request is known from its first copy until its lifetime is over")
    void lifetime() {
        int entry = open(7, NOW);

        assertEquals(entry, table.find(7, NOW));
        assertEquals(entry, table.find(7, NOW + LIFETIME - 1));
        assertTrue(table.find(7, NOW + LIFETIME) < 0);
        assertTrue(table.find(8, NOW) < 0);
    }

    @Test
    @DisplayName("An open request has no code; an answered one has code, Max-Age and what was kept")
    void answer() {
        int entry = open(7, NOW);
        assertEquals(Code.EMPTY, table.code(entry));

        table.answer(entry, 7, Code.SERVICE_UNAVAILABLE, 255, true);

        assertEquals(Code.SERVICE_UNAVAILABLE, table.code(entry));
        assertEquals(255, table.maxAge(entry));
        assertTrue(table.isKept(entry));
        assertFalse(table.isAcknowledged(entry));
        assertEquals(entry, table.find(7, NOW + LIFETIME - 1));
    }

    @Test
    @DisplayName(
            "RFC 7252 §5.2.2: that a request was acknowledged is still known when it is answered")
    void acknowledge() {
        int entry = open(7, NOW);

        table.acknowledge(entry, 7);
        table.answer(entry, 7, Code.CREATED, 0, false);

        assertTrue(table.isAcknowledged(entry));
        assertEquals(Code.CREATED, table.code(entry));
        assertEquals(0, table.maxAge(entry));
        assertFalse(table.isKept(entry));
    }

    @Test
    @DisplayName("A forgotten request is new again")
    void forget() {
        int entry = open(7, NOW);

        table.forget(entry, 7);

        assertEquals(~entry, table.find(7, NOW));
    }

    @Test
    @DisplayName("A full bucket gives up the answered request that would expire first")
    void eviction() {
        for (int i = 0; i < BUCKET; i++) {
            int age = (i * 3) % BUCKET; // not in their order
            table.answer(open(i, NOW - age), i, Code.CREATED, 0, false);
        }
        assertEquals(0, forgotten.get());

        int entry = open(100, NOW); // i = 5 is 7 seconds old

        assertEquals(1, forgotten.get());
        assertEquals(entry, table.find(100, NOW));
        assertTrue(table.find(5, NOW) < 0);
        for (int i = 0; i < BUCKET; i++) {
            assertEquals(i != 5, table.find(i, NOW) >= 0);
        }
    }

    @Test
    @DisplayName("An open request is not given up as long as there is an answered one")
    void openOnesStay() {
        for (int i = 0; i < BUCKET - 1; i++) {
            open(i, NOW - 100);
        }
        table.answer(open(7, NOW), 7, Code.CREATED, 0, false);

        open(100, NOW);

        assertTrue(table.find(7, NOW) < 0);
        for (int i = 0; i < BUCKET - 1; i++) {
            assertTrue(table.find(i, NOW) >= 0);
        }
    }

    @Test
    @DisplayName("When all of a bucket are open, the one that would expire first goes")
    void allOpen() {
        for (int i = 0; i < BUCKET; i++) {
            open(i, NOW + i);
        }

        open(100, NOW + BUCKET);

        assertTrue(table.find(0, NOW + BUCKET) < 0);
        assertEquals(1, forgotten.get());
    }

    @Test
    @DisplayName("What has expired is used again before anything is given up")
    void expiredGoesFirst() {
        for (int i = 0; i < BUCKET; i++) {
            table.answer(open(i, NOW + i), i, Code.CREATED, 0, false);
        }

        int now = NOW + LIFETIME; // the first one has just expired
        open(100, now);

        assertEquals(0, forgotten.get());
        for (int i = 1; i < BUCKET; i++) {
            assertTrue(table.find(i, now) >= 0);
        }
    }

    @Test
    @DisplayName("A late answer for an entry that was given up changes nothing")
    void lateAnswer() {
        int entry = open(7, NOW - LIFETIME);
        assertEquals(~entry, table.find(8, NOW));
        table.open(entry, 8, NOW, LIFETIME);

        table.answer(entry, 7, Code.CREATED, 0, false);
        table.acknowledge(entry, 7);
        table.forget(entry, 7);

        assertEquals(entry, table.find(8, NOW));
        assertEquals(Code.EMPTY, table.code(entry));
        assertFalse(table.isAcknowledged(entry));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 1_024, 65_536, 1_000_000, 1 << 20})
    @DisplayName("A request takes at most 32 bytes, of the next power of two")
    void size(int capacity) {
        long rounded = Long.highestOneBit(2L * capacity - 1);

        assertEquals(32 * rounded, new Deduplication(capacity, forgotten).bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    @DisplayName("The smallest table remembers what it is meant for")
    void smallest(int capacity) {
        var small = new Deduplication(capacity, forgotten);

        for (int key = 0; key < capacity; key++) {
            small.open(~small.find(key, NOW), key, NOW, LIFETIME);
        }

        for (int key = 0; key < capacity; key++) {
            assertTrue(small.find(key, NOW) >= 0);
        }
    }

    @Test
    @DisplayName("A table filled to its capacity gives up few, and never more than it counts")
    void full() {
        var random = new Random(Seed.get());
        int capacity = 1 << 16;
        var large = new Deduplication(capacity, forgotten);
        var keys = random.longs(capacity).toArray();

        for (var key : keys) {
            large.open(~large.find(key, NOW), key, NOW, LIFETIME);
        }

        int known = 0;
        for (var key : keys) {
            known += large.find(key, NOW) >= 0 ? 1 : 0;
        }
        assertEquals(capacity - forgotten.get(), known);
        // 4 of 8 places taken on average: a Poisson tail of 0.8 %
        assertTrue(forgotten.get() < capacity / 100, () -> forgotten.get() + " forgotten");
    }

    @Test
    @DisplayName("Filled by peers that send four messages in a row, it gives up one in ten")
    void fullOfRows() {
        var random = new Random(Seed.get());
        int capacity = 1 << 16;
        var large = new Deduplication(capacity, forgotten);

        for (int i = 0; i < capacity / 4; i++) {
            long row = random.nextLong() << 2;
            for (long key = row; key < row + 4; key++) {
                large.open(~large.find(key, NOW), key, NOW, LIFETIME);
            }
        }

        // a bucket has room for two rows and gets one on average: a Poisson tail of 10.4 %
        assertEquals(0.104, (double) forgotten.get() / capacity, 0.01);
    }

    private int open(long key, int now) {
        int entry = ~table.find(key, now);
        assertTrue(entry >= 0);
        table.open(entry, key, now, LIFETIME);
        return entry;
    }
}
