package io.acequia.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acequia.event.Event;
import io.acequia.event.Packing;
import io.acequia.event.TimeSource;
import io.acequia.event.Value;
import java.time.Instant;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class EventJsonTest {
    private static final Instant TIME = Instant.parse("2026-11-23T10:00:00Z");

    static Event event(String origin, Value value, @Nullable String unit) {
        return new Event(
                "default",
                "demo",
                origin,
                "temperature",
                value,
                unit,
                TIME,
                TIME.plusMillis(12),
                TimeSource.DEVICE);
    }

    @Test
    @DisplayName("An event is one line with all its members in the order of the contract")
    void members() {
        String json = EventJson.of(event("probe1", new Value.Numeric(21.5), "Cel"));

        assertEquals(
                "{\"namespace\":\"default\",\"sender\":\"demo\",\"origin\":\"probe1\","
                        + "\"payload\":{\"type\":\"temperature\",\"value\":21.5,\"unit\":\"Cel\"},"
                        + "\"timestamp\":\"2026-11-23T10:00:00.000Z\","
                        + "\"received\":\"2026-11-23T10:00:00.012Z\",\"time_source\":\"device\"}",
                json);
    }

    @Test
    @DisplayName("Each kind of value has its own member, an absent unit has none")
    void values() {
        assertEquals("\"value\":3", payload(new Value.Numeric(3)));
        assertEquals("\"string\":\"on\"", payload(new Value.Text("on")));
        assertEquals("\"bool\":true", payload(new Value.Truth(true)));
        assertEquals("\"data\":\"+/8=\"", payload(new Value.Data("fbff")));
    }

    private static String payload(Value value) {
        String json = EventJson.of(event("probe1", value, null));
        return json.substring(json.indexOf("temperature\",") + 13, json.indexOf('}'));
    }

    @ParameterizedTest
    @CsvSource({
        "21.5, 21.5",
        "3, 3",
        "-0.0, -0.0",
        "0, 0",
        "-12, -12",
        "9007199254740991, 9007199254740991",
        "9007199254740992, 9.007199254740992E15",
        "1e22, 1.0E22",
        "4.9e-324, 4.9E-324"
    })
    @DisplayName("A number is written as short as it can be read back")
    void numbers(double value, String text) {
        assertEquals(text, EventText.number(value));
        assertEquals(
                Double.doubleToRawLongBits(value),
                Double.doubleToRawLongBits(Double.parseDouble(text)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T10:00:00Z, 2026-11-23T10:00:00.000Z",
        "2026-11-23T10:00:00.120Z, 2026-11-23T10:00:00.120Z",
        "2026-11-23T10:00:00.000120Z, 2026-11-23T10:00:00.000120Z",
        "2026-11-23T10:00:00.120000999Z, 2026-11-23T10:00:00.120Z",
        "1960-11-23T10:00:00.000001Z, 1960-11-23T10:00:00.000001Z",
        "+10000-01-01T00:00:00Z, +10000-01-01T00:00:00.000Z"
    })
    @DisplayName("A time has milliseconds, and microseconds where there are some")
    void times(Instant time, String text) {
        assertEquals(text, EventText.time(time));
    }

    @Test
    @DisplayName("ST-2, ST-4: no text breaks out of its string or its line")
    void escapes() {
        assertEquals("\"\\\"\\\\/\"", Bodies.quote("\"\\/"));
        assertEquals("\"\\r\\n\\t\\u0000\\u001b\"", Bodies.quote("\r\n\t\0\u001b"));
        assertEquals("\"\\u007f\\u0085\\u2028\\u2029\"", Bodies.quote("\u007f\u0085\u2028\u2029"));
        assertEquals("\"\\ud800x\\udc00\"", Bodies.quote("\ud800x\udc00"));
        assertEquals("\"é\ud83d\ude00<\"", Bodies.quote("é\ud83d\ude00<"));
    }

    @Test
    @DisplayName("Any text is read back as it was, by Jackson and by us")
    void readBack() {
        var mapper = new JsonMapper();
        var random = new SplittableRandom(4);
        for (int i = 0; i < 2_000; i++) {
            String text = text(random);
            Event event = event(text, new Value.Numeric(random.nextDouble()), text);

            String json = EventJson.of(event);

            assertEquals(text, mapper.readTree(json).get("origin").stringValue());
            assertEquals(event, Packing.unpack(Bodies.accepted(json), 0, event.received()));
        }
    }

    private static String text(SplittableRandom random) {
        var text = new StringBuilder("x");
        for (int i = random.nextInt(20); i > 0; i--) {
            int character = random.nextInt(random.nextBoolean() ? 0x180 : 0x11000);
            boolean isText = !Character.isISOControl(character);
            boolean isSurrogate = character >= 0xd800 && character < 0xe000;
            text.appendCodePoint(isText && !isSurrogate ? character : '"');
        }
        return text.toString();
    }
}
