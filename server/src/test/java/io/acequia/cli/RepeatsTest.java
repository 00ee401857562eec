package io.acequia.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private final Repeats repeats = new Repeats();

    @Test
    @DisplayName("Within a connection equal events are different events")
    void withinAConnection() {
        repeats.reconnect();

        assertFalse(repeats.isRepeat("0-1", "a"));
        assertFalse(repeats.isRepeat("0-1", "a"));
    }

    @Test
    @DisplayName("After a reconnection as many are repeats as were seen before")
    void afterAReconnection() {
        repeats.isRepeat("0-1", "a");
        repeats.isRepeat("0-1", "a");
        repeats.isRepeat("0-2", "b");

        for (int i = 0; i < 3; i++) {
            repeats.reconnect();

            assertTrue(repeats.isRepeat("0-1", "a"));
            assertTrue(repeats.isRepeat("0-1", "a"));
            assertTrue(repeats.isRepeat("0-2", "b"));
        }
        assertFalse(repeats.isRepeat("0-2", "a"));
        assertFalse(repeats.isRepeat("0-2", "c"));
    }

    @Test
    @DisplayName("What the server cannot send again is forgotten")
    void forgotten() {
        repeats.isRepeat("0-1000", "old");
        repeats.isRepeat("0-11000", "edge");
        repeats.isRepeat("0-11001", "new");
        repeats.reconnect();

        assertFalse(repeats.isRepeat("0-11001", "old"));
        assertTrue(repeats.isRepeat("0-11001", "edge"));
        assertTrue(repeats.isRepeat("0-11001", "new"));
    }

    @Test
    @DisplayName("Events that come late are remembered as long as those they came with")
    void late() {
        repeats.isRepeat("0-20000", "new");
        repeats.isRepeat("0-5000", "late");
        repeats.isRepeat("0-21000", "newer");
        repeats.reconnect();

        assertTrue(repeats.isRepeat("0-21000", "late"));
    }
}
