package io.acequia.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RequestWriterTest {
    private static String written(boolean confirmable, String path, int format, String payload) {
        var writer = new RequestWriter(confirmable, path, format, PayloadTemplate.parse(payload));
        var out = ByteBuffer.allocate(RequestWriter.LONGEST);
        writer.write(out, 0xfffe, 0x01020304, 5, 0, 0);
        var bytes = new byte[out.remaining()];
        out.get(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    @DisplayName("RFC 7252 §3: a confirmable POST of an event in JSON")
    void confirmable() {
        var bytes = written(true, "event", 50, "{seq}");

        assertEquals("4402fffe01020304" + "b56576656e74" + "1132" + "ff35", bytes);
    }

    @Test
    @DisplayName("RFC 7252 §3.1: further segments of a path have a delta of 0")
    void path() {
        var bytes = written(false, "/v/a//b", 60, "x");

        assertEquals("5402fffe01020304" + "b176" + "0161" + "0162" + "113c" + "ff78", bytes);
    }

    @Test
    @DisplayName("no path, no format and no payload leave the header and the token")
    void nothing() {
        assertEquals("4402fffe01020304", written(true, "", RequestWriter.NO_FORMAT, ""));
    }

    @Test
    @DisplayName("RFC 7252 §3.2: the number 0 has no bytes, 300 has two")
    void formats() {
        assertEquals("4402fffe01020304" + "c0", written(true, "", 0, ""));
        assertEquals("4402fffe01020304" + "c2012c", written(true, "", 300, ""));
    }

    @Test
    @DisplayName("RFC 7252 §3.1: lengths from 13 and from 269 have one and two more bytes")
    void longSegments() {
        var thirteen = written(true, "a".repeat(13), RequestWriter.NO_FORMAT, "");
        var threeHundred = written(true, "a".repeat(300), RequestWriter.NO_FORMAT, "");

        assertTrue(thirteen.startsWith("bd00" + "61".repeat(13), 16), thirteen);
        assertTrue(threeHundred.startsWith("be001f" + "61".repeat(300), 16), threeHundred);
    }

    @Test
    @DisplayName("a request that may not fit is refused before the run")
    void tooLong() {
        var payload = PayloadTemplate.parse("x".repeat(1_260));

        var e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new RequestWriter(true, "event", 50, payload));

        assertTrue(String.valueOf(e.getMessage()).contains("1280"));
    }
}
