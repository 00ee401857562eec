package io.acequia.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JsonWriterTest {
    private static final JsonMapper ORACLE = new JsonMapper();

    private final StringWriter text = new StringWriter();
    private final JsonWriter json = new JsonWriter(text);

    @Test
    @DisplayName("Commas stand between members and elements, and nowhere else")
    void structure() throws IOException {
        json.beginObject().name("a").beginArray().value(1).value(2).beginArray().endArray();
        json.beginObject().endObject().endArray().name("b").beginObject().name("c").value(true);
        json.endObject().name("d").value((String) null).endObject();

        assertEquals("{\"a\":[1,2,[],{}],\"b\":{\"c\":true},\"d\":null}", text.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "é 東京 🌡",
                "\"quoted\\\"",
                "\u0000\u0001\u001b[31m\r\n\t",
                "\u007f\u0085\u009b",
                "\u2028\u2029",
                "\u202egnp.exe\u2066",
                "a\u200db\u00ad\ufeff",
                "<script>alert(1)</script>"
            })
    @DisplayName("Text is read back as it was")
    void text(String value) throws IOException {
        json.value(value);

        assertEquals(value, ORACLE.readTree(text.toString()).asString());
    }

    @Test
    @DisplayName("What steers terminals or turns text around is escaped")
    void unsafe() throws IOException {
        json.value("\u001b\u009b\u2028\u202e\u2069\ud800x\udc00");

        assertEquals("\"\\u001b\\u009b\\u2028\\u202e\\u2069\\ud800x\\udc00\"", text.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "21.5,21.5",
        "15,15",
        "-3,-3",
        "0,0",
        "-0.0,-0.0",
        "1e15,1000000000000000",
        "1e16,1.0E16",
        "1e-7,1.0E-7",
        "NaN,null",
        "-Infinity,null"
    })
    @DisplayName("Numbers are as short as they can be and still the same")
    void numbers(double number, String expected) throws IOException {
        json.value(number);

        assertEquals(expected, text.toString());
    }

    @Test
    @DisplayName("Any finite double is read back bit for bit")
    void anyNumber() throws IOException {
        var random = new Random(7);
        for (int i = 0; i < 10_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            var one = new StringWriter();
            new JsonWriter(one).value(number);

            if (Double.isFinite(number)) {
                assertEquals(number, Double.parseDouble(one.toString()));
                assertTrue(ORACLE.readTree(one.toString()).isNumber(), one.toString());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T10:00:00Z,2026-11-23T10:00:00.000Z",
        "2026-11-23T10:00:00.120Z,2026-11-23T10:00:00.120Z",
        "2026-11-23T10:00:00.123456Z,2026-11-23T10:00:00.123456Z"
    })
    @DisplayName("Times have milliseconds, and microseconds when there are any")
    void times(Instant time, String expected) throws IOException {
        json.value(time);

        assertEquals('"' + expected + '"', text.toString());
    }
}
