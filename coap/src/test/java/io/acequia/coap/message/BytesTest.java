package io.acequia.coap.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BytesTest {
    private final byte[] array = {1, 2, 3, (byte) 0xff};

    @Test
    @DisplayName("Later changes of the array change nothing")
    void copies() {
        var bytes = Bytes.of(array);
        array[0] = 9;
        bytes.toArray()[1] = 9;

        assertEquals("010203ff", bytes.toString());
    }

    @Test
    @DisplayName("A part of an array")
    void part() {
        var bytes = Bytes.copyOf(array, 2, 2);

        assertEquals(2, bytes.length());
        assertEquals(3, bytes.at(0));
        assertEquals(255, bytes.at(1));
        assertSame(Bytes.EMPTY, Bytes.copyOf(array, 4, 0));
    }

    @Test
    @DisplayName("Text becomes UTF-8 and text again; what is not UTF-8 becomes U+FFFD")
    void text() {
        assertEquals("añ€", Bytes.utf8("añ€").utf8());
        assertEquals(6, Bytes.utf8("añ€").length());
        assertEquals("\ufffd", Bytes.copyOf(array, 3, 1).utf8());
        assertSame(Bytes.EMPTY, Bytes.utf8(""));
    }

    @Test
    @DisplayName("The same bytes in an array match, fewer or others do not")
    void matches() {
        var bytes = Bytes.copyOf(array, 1, 2);

        assertTrue(bytes.matches(array, 1, 2));
        assertFalse(bytes.matches(array, 1, 3));
        assertFalse(bytes.matches(array, 0, 2));
    }

    @Test
    @DisplayName("Bytes are copied to a place and tell where they end")
    void copyTo() {
        var target = new byte[6];

        int end = Bytes.of(array).copyTo(target, 1);

        assertEquals(5, end);
        assertEquals("00010203ff00", Bytes.of(target).toString());
    }

    @Test
    @DisplayName("Equal are equal bytes")
    void equality() {
        var bytes = Bytes.of(array);

        assertEquals(Bytes.copyOf(array, 0, 4), bytes);
        assertEquals(Bytes.copyOf(array, 0, 4).hashCode(), bytes.hashCode());
        assertNotEquals(Bytes.copyOf(array, 0, 3), bytes);
        assertFalse(bytes.equals((Object) "010203ff"));
    }
}
