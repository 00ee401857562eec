package io.acequia.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.acequia.event.EventBuffer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JsonEventsTest {
    private static final String USUAL =
            "{\"namespace\":\"default\",\"sender\":\"device17\",\"origin\":\"device17\","
                    + "\"payload\":{\"type\":\"temperature\",\"value\":21.5},"
                    + "\"timestamp\":1700000000000}";

    @Test
    @DisplayName("An accepted body leaves no garbage, however it is written")
    void allocatesNothing() {
        List<String> bodies =
                List.of(
                        USUAL,
                        USUAL.replace("1700000000000", "\"2026-11-23T10:00:00.000Z\""),
                        USUAL.replace(":", ": ").replace(",", ", "),
                        USUAL.replace("21.5", "23.400000000000002,\"unit\":\"°C\""),
                        USUAL.replace("\"value\":21.5", "\"string\":\"\\u00e9\\ud83d\\ude00\""),
                        USUAL.replace("\"value\":21.5", "\"data\":\"QUJDRA==\""),
                        USUAL.replaceFirst("\\{", "{\"x\":{\"y\":[1e-7,null]},"),
                        Bodies.array(USUAL, 20));
        for (String body : bodies) {
            byte[] bytes = Bodies.utf8(body);
            decode(bytes, 20_000);

            long before = allocated();
            decode(bytes, 100_000);
            long after = allocated();

            assertTrue(after - before < 100_000, body + " left " + (after - before) + " bytes");
        }
    }

    private static long allocated() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().threadId());
    }

    private static void decode(byte[] bytes, int times) {
        var reader = new JsonEvents(JsonEvents.MOST_EVENTS);
        var into = new EventBuffer(100);
        byte[] copy = new byte[bytes.length];
        for (int i = 0; i < times; i++) {
            System.arraycopy(bytes, 0, copy, 0, bytes.length);
            if (!(reader.decode(copy, 0, copy.length, into) instanceof Decoded.Accepted)) {
                throw new AssertionError("refused");
            }
        }
    }

    @Test
    @DisplayName("The slices of a usual event point into the body")
    void slicesPointIntoTheBody() {
        byte[] body = Bodies.utf8("##" + USUAL + "##");
        var into = new EventBuffer(1);

        Decoded decoded =
                new JsonEvents(JsonEvents.MOST_EVENTS).decode(body, 2, body.length - 2, into);

        assertEquals(Decoded.ACCEPTED, decoded);
        assertEquals(body, into.bytes());
        assertEquals(2 + USUAL.indexOf("default"), into.keywordFrom(0, EventBuffer.NAMESPACE));
        assertEquals(7, into.keywordLength(0, EventBuffer.NAMESPACE));
        assertEquals(2 + USUAL.indexOf("temperature"), into.keywordFrom(0, EventBuffer.TYPE));
        assertEquals(11, into.keywordLength(0, EventBuffer.TYPE));
        assertEquals(-1, into.keywordLength(0, EventBuffer.UNIT));
        assertEquals(21.5, into.number(0));
        assertEquals(1_700_000_000_000_000L, into.timestamp(0));
    }

    @Test
    @DisplayName("The limit on events is a setting")
    void limitOfEvents() {
        byte[] three = Bodies.utf8(Bodies.array(USUAL, 3));
        var into = new EventBuffer(1);

        assertEquals(Decoded.ACCEPTED, new JsonEvents(3).decode(three, 0, three.length, into));
        assertEquals(3, into.size());
        assertEquals(
                new Decoded.TooManyEvents(2),
                new JsonEvents(2).decode(three, 0, three.length, into));
        assertEquals(0, into.size());
        assertThrows(IllegalArgumentException.class, () -> new JsonEvents(0));
    }

    @Test
    @DisplayName("A reason stays within 64 bytes in the largest batch")
    void longestReason() {
        var fault = new Fault();
        fault.at(0, "integer needs over 53 bits");
        fault.blame(PayloadMember.STRING.path());

        String reason = fault.reason(999_999);

        assertEquals("events[999999].payload.string: integer needs over 53 bits", reason);
        assertTrue(reason.length() <= 64);
    }

    @Test
    @DisplayName("The examples of the documentation get the reasons it says")
    void documentation() throws IOException {
        Pattern row = Pattern.compile("\\| `(\\{.*)` \\| `(.*)` \\|");
        List<Matcher> rows =
                Files.readAllLines(Path.of("..", "docs", "json.md")).stream()
                        .map(row::matcher)
                        .filter(Matcher::matches)
                        .toList();

        assertEquals(4, rows.size());
        for (Matcher example : rows) {
            Decoded decoded = Bodies.decode(Bodies.utf8(example.group(1)), new EventBuffer(1));
            assertEquals(new Decoded.Malformed(example.group(2)), decoded);
        }
    }
}
