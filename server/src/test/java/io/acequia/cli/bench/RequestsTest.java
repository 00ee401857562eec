package io.acequia.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RequestsTest {
    private final Requests requests = new Requests(4);

    @Test
    @DisplayName("a request is found by the token that it was given")
    void byToken() {
        int slot = requests.take(7, 100, 55, 1_000);

        assertEquals(slot, requests.byToken(7, requests.token(slot)));
        assertEquals(Requests.NONE, requests.byToken(8, requests.token(slot)));
        assertEquals(Requests.NONE, requests.byToken(7, -1));
        assertEquals(55, requests.seq(slot));
        assertEquals(1_000, requests.due(slot));
        assertEquals(7, requests.device(slot));
        assertEquals(100, requests.mid(slot));
    }

    @Test
    @DisplayName("the token of a request is not that of the next in its slot")
    void generations() {
        int first = requests.take(7, 100, 0, 0);
        int token = requests.token(first);
        requests.release(first);

        int second = requests.take(7, 101, 1, 0);

        assertEquals(first, second);
        assertNotEquals(token, requests.token(second));
        assertEquals(Requests.NONE, requests.byToken(7, token));
    }

    @Test
    @DisplayName("there is room for as many as said")
    void room() {
        assertTrue(requests.isEmpty());
        for (int i = 0; i < 4; i++) {
            assertTrue(requests.hasRoom());
            requests.take(0, i, i, 0);
        }

        assertFalse(requests.hasRoom());
        assertFalse(requests.isEmpty());
    }

    @Test
    @DisplayName("a deadline is over at its nanosecond, and not for a slot that is free")
    void deadlines() {
        int slot = requests.take(0, 0, 0, 0);

        requests.expectBy(slot, 500, 400);

        assertFalse(requests.isOverdue(slot, 499));
        assertTrue(requests.isOverdue(slot, 500));
        assertEquals(400, requests.timeout(slot));
        requests.release(slot);
        assertFalse(requests.isOverdue(slot, 500));
    }

    @Test
    @DisplayName("a promised request waits until its own deadline and is acknowledged")
    void promised() {
        int slot = requests.take(0, 0, 0, 0);
        assertTrue(requests.isUnacknowledged(slot));

        requests.promise(slot, 900);

        assertFalse(requests.isUnacknowledged(slot));
        assertFalse(requests.isOverdue(slot, 899));
        assertTrue(requests.isOverdue(slot, 900));
    }

    @Test
    @DisplayName("every request is found by its message ID among many that come and go")
    void byMessageId() {
        var many = new Requests(64);
        var slots = new HashMap<Integer, Integer>();
        var random = new Random(20);
        for (int mid = 0; mid < 20_000; mid++) {
            if (many.hasRoom()) {
                slots.put(mid, many.take(mid % 5, mid, mid, 0));
            } else {
                var keys = slots.keySet().stream().sorted().toList();
                int ended = keys.get(random.nextInt(keys.size()));
                many.release(many.byMessageId(ended % 5, ended));
                slots.remove(ended);
                assertEquals(Requests.NONE, many.byMessageId(ended % 5, ended));
            }
        }

        slots.forEach((mid, slot) -> assertEquals(slot, many.byMessageId(mid % 5, mid)));
        assertEquals(64, many.capacity());
    }
}
