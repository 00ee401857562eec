package io.acequia.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acequia.event.Event;
import io.acequia.event.Packing;
import io.acequia.event.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every row in every keyword, and in text values as far as it applies there.
@DisplayName("Bad input: strings")
class JsonStringsTest {
    private static final Map<String, Function<Event, Object>> KEYWORDS =
            Map.of(
                    "namespace", Event::namespace,
                    "sender", Event::sender,
                    "origin", Event::origin,
                    "payload.type", Event::type,
                    "payload.unit", event -> String.valueOf(event.unit()));

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("broken")
    @DisplayName("Text with control characters or outside of Unicode is refused")
    void refused(String id, String field, Row row) {
        row.check();
    }

    static Stream<Object[]> broken() {
        List<String[]> rows =
                List.of(
                        new String[] {"ST-1", "\\u0000", "control character"},
                        new String[] {"ST-1", "a\\u0000b", "control character"},
                        new String[] {"ST-2", "x\\r\\n2026 INFO ok", "control character"},
                        new String[] {"ST-3", "\\u001b[31m", "control character"},
                        new String[] {"ST-3", "\\t", "control character"},
                        new String[] {"ST-5", "\\ud800", "bad escape"},
                        new String[] {"ST-5", "\\udc00", "bad escape"},
                        new String[] {"ST-5", "\\ud800x", "bad escape"},
                        new String[] {"ST-5", "\\ud800\\n", "bad escape"},
                        new String[] {"ST-5", "\\ud800\\ud800", "bad escape"},
                        new String[] {"ST-6", "\\udc00\\ud800", "bad escape"},
                        new String[] {"ST-7", "\u00c0\u0080", "not UTF-8"},
                        new String[] {"ST-8", "\u00ed\u00a0\u00bd\u00ed\u00b8\u0080", "not UTF-8"},
                        new String[] {"ST-30", "\u007f", "control character"},
                        new String[] {"ST-30", "\\u007f", "control character"},
                        new String[] {"ST-30", "\u00c2\u0085", "control character"},
                        new String[] {"ST-30", "\\u0085", "control character"});
        return rows.stream().flatMap(row -> inEveryField(row[0], row[1], row[2]));
    }

    private static Stream<Object[]> inEveryField(String id, String content, String problem) {
        String json = "\"" + content + "\"";
        Stream<Object[]> keywords =
                KEYWORDS.keySet().stream()
                        .map(field -> row(id, field, Bodies.event(field, json), problem));
        String text = Bodies.event("payload.value", "", "payload.string", json);
        return Stream.concat(
                keywords, Stream.of(new Object[][] {row(id, "payload.string", text, problem)}));
    }

    private static Object[] row(String id, String field, String body, String problem) {
        return new Object[] {id, field, new Row(id, Bodies.latin1(body), field + ": " + problem)};
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("tooLong")
    @DisplayName("ST-11, ST-12: a keyword has at most 256 bytes")
    void longKeywords(String field, String text) {
        Row.field("ST-11", field, Bodies.quote(text), field + ": over 256 bytes").check();
    }

    static Stream<Object[]> tooLong() {
        List<String> texts = List.of("x".repeat(257), "x".repeat(255) + "é", "x".repeat(65_536));
        return KEYWORDS.keySet().stream()
                .flatMap(field -> texts.stream().map(text -> new Object[] {field, text}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("good")
    @DisplayName("Everything else is kept as it is")
    void accepted(String id, String text) {
        KEYWORDS.forEach((field, read) -> {
            assertEquals(text, read.apply(event(field, Bodies.quote(text))), field);
            assertEquals(text, read.apply(event(field, escaped(text))), field);
        });
        Event event = event("payload.string", Bodies.quote(text));
        assertEquals(new Value.Text(text), event.value());
    }

    private static Event event(String field, String json) {
        String value = field.equals("payload.string") ? "" : "1";
        String body = Bodies.event("payload.value", value, field, json);
        return Packing.unpack(Bodies.accepted(body), 0, Instant.EPOCH);
    }

    /// Returns a string of JSON in which every character is an escape.
    private static String escaped(String text) {
        var escapes = new StringBuilder("\"");
        text.chars().forEach(next -> escapes.append(String.format("\\u%04x", next)));
        return escapes.append('"').toString();
    }

    static Stream<Object[]> good() {
        return Stream.of(
                row("ST-4", "a\u2028b\u2029c"),
                row("ST-9", "caf\u00e9"),
                row("ST-9", "cafe\u0301"),
                row("ST-10", "x".repeat(255)),
                row("ST-10", "x".repeat(256)),
                row("ST-10", "x".repeat(254) + "é"),
                row("ST-13", " x "),
                row("ST-14", "../../etc/passwd"),
                row("ST-15", "'; DROP TABLE events;--"),
                row("ST-16", "{{7*7}} #{7*7}"),
                row("ST-17", "<script>alert(1)</script>"),
                row("ST-18", "\"><img src=x onerror=alert(1)>"),
                row("ST-19", "*"),
                row("ST-19", "?"),
                row("ST-19", "\\"),
                row("ST-20", "_"),
                row("ST-20", "."),
                row("ST-20", ".."),
                row("ST-21", "a:b OR *"),
                row("ST-22", "a//b"),
                row("ST-22", "/"),
                row("ST-22", "a:"),
                row("ST-23", "Ab,c#d e\\f"),
                row("ST-24", "javascript:alert(1)"),
                row("ST-25", "a\ufeffb"),
                row("ST-26", "\ufffe\uffff"),
                row("ST-27", "a\u200db"),
                row("ST-27", "a\u00adb"),
                row("ST-28", "I i ı ß SS"),
                row("ST-29", "%00 %s%n %x"),
                row("ST-31", "x\"} 1"),
                row("ST-32", "null"),
                row("ST-32", "true"),
                row("ST-32", "NaN"),
                row("ST-32", "0"),
                row("emoji", "\ud83d\ude00 \ud800\udc00 \udbff\udfff"));
    }

    private static Object[] row(String id, String text) {
        return new Object[] {id, text};
    }
}
