package io.acequia.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.store.Field;
import io.acequia.store.Filter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchSyntaxTest {
    private static Filter filter(String text) {
        return switch (SearchSyntax.parse(text)) {
            case Parsed.Understood(var filter) -> filter;
            case Parsed.Mistake mistake -> throw new AssertionError(text + ": " + mistake);
        };
    }

    private static Parsed.Mistake mistake(String text) {
        return assertInstanceOf(Parsed.Mistake.class, SearchSyntax.parse(text), text);
    }

    private static Filter equal(Field field, String value) {
        return new Filter.Equal(field, value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n ", "*", " * ", "*:*", "* AND *", "* AND *:*"})
    @DisplayName("An empty search and a star mean every event")
    void everything(String text) {
        assertEquals(Filter.ALL, filter(text));
    }

    @Test
    @DisplayName("Every field of an event can be searched by its name on the wire")
    void everyField() {
        var values =
                Map.of(
                        Field.VALUE, "21.5",
                        Field.BOOL, "true",
                        Field.TIMESTAMP, "2026-11-23T10:00:00Z",
                        Field.RECEIVED, "2026-11-23T10:00:00Z",
                        Field.DATA, "ffee",
                        Field.TIME_SOURCE, "clamped");

        for (var field : Field.values()) {
            var value = values.getOrDefault(field, "probe1");

            // Bytes are written as they are shown, in Base64.
            var written = field == Field.DATA ? "/+4=" : value;
            assertEquals(equal(field, value), filter(field.label() + ":\"" + written + '"'));
        }
    }

    @Test
    @DisplayName("Conditions joined by AND must all hold")
    void conjunction() {
        var filter = filter("origin:probe1 AND payload.type:temperature and sender:demo");

        assertEquals(
                new Filter.And(
                        List.of(
                                equal(Field.ORIGIN, "probe1"),
                                equal(Field.TYPE, "temperature"),
                                equal(Field.SENDER, "demo"))),
                filter);
    }

    @Test
    @DisplayName("A star among conditions narrows nothing")
    void starAmongConditions() {
        assertEquals(equal(Field.ORIGIN, "a"), filter("* AND origin:a AND *:*"));
    }

    @Test
    @DisplayName("AND is a value where a value is expected")
    void keywordAsValue() {
        assertEquals(equal(Field.ORIGIN, "AND"), filter("origin:AND"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    origin:"weather city"    | weather city
                    origin:"a:b OR *"        | a:b OR *
                    origin:"say \\"hi\\" \\\\"   | say "hi" \\
                    origin:"*"               | *
                    origin:"?"               | ?
                    origin:"C:\\\\x"           | C:\\x
                    origin:""                | ~~
                    origin: probe1           | probe1
                    origin:urn:dev:mac:0024  | urn:dev:mac:0024
                    origin:a\\ b              | a b
                    origin:a\\*b              | a*b
                    origin:a"b               | a"b
                    origin:-5                | -5
                    origin:../../etc/passwd  | ../../etc/passwd
                    origin:"{{7*7}}"         | {{7*7}}
                    """)
    @DisplayName("Quotes and backslashes make every character stand for itself")
    void literal(String text, String value) {
        assertEquals(equal(Field.ORIGIN, value), filter(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; DROP TABLE events;--",
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "x\"} 1",
                "%00%s%n",
                "a\\",
                "\u200d\u00ad\ufeff",
                "東京 🌡"
            })
    @DisplayName("Any keyword is found when it is quoted with quotes and backslashes escaped")
    void anyKeyword(String keyword) {
        var quoted = '"' + keyword.replace("\\", "\\\\").replace("\"", "\\\"") + '"';

        assertEquals(equal(Field.ORIGIN, keyword), filter("origin:" + quoted));
    }

    @ParameterizedTest
    @CsvSource({
        "new*,new*",
        "*ville,*ville",
        "se?ille,se?ille",
        "a\\*b*,a\\*b*",
        "a\\\\b*,a\\\\b*",
        "a\\bc*,abc*"
    })
    @DisplayName("A star and a question mark outside quotes make a pattern")
    void wildcards(String word, String pattern) {
        assertEquals(new Filter.Wildcard(Field.ORIGIN, pattern), filter("origin:" + word));
    }

    @ParameterizedTest
    @ValueSource(strings = {"payload.unit", "payload.value", "payload.bool", "timestamp"})
    @DisplayName("A lone star asks whether the event has the field")
    void exists(String label) {
        var field = Field.named(label).orElseThrow();

        assertEquals(new Filter.Exists(field), filter(label + ":*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"21.5", "-3", "0", "1e3", "1.5E-7", "007"})
    @DisplayName("payload.value is compared with decimal numbers")
    void numbers(String number) {
        assertEquals(equal(Field.VALUE, number), filter("payload.value:" + number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payload.value:warm",
                "payload.value:NaN",
                "payload.value:1e400",
                "payload.value:0x1F",
                "payload.value:1d",
                "payload.value:2*",
                "payload.value:\"\"",
                "payload.data:%%%",
                "payload.data:abc*",
                "payload.bool:yes",
                "payload.bool:t*",
                "timestamp:yesterday",
                "timestamp:now-1h",
                "timestamp:2026-*",
                "received:2026-02-30",
                "time_source:gps"
            })
    @DisplayName("A value that the field cannot have is a mistake at the value")
    void wrongKind(String text) {
        var mistake = mistake(text);

        assertEquals(text.indexOf(':') + 2, mistake.column());
        assertTrue(mistake.problem().startsWith("not a value of "), mistake.problem());
    }

    @Test
    @DisplayName("Times are handed on as instants, whatever form they had")
    void times() {
        var expected = equal(Field.TIMESTAMP, "2026-11-23T10:00:00Z");

        assertEquals(expected, filter("timestamp:2026-11-23T11:00:00+01:00"));
        assertEquals(expected, filter("timestamp:1795428000000"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    orgin:a                | 1  | unknown field "orgin"        | origin
                    a:b:c                  | 1  | unknown field "a"            | namespace, sender
                    origin:a AND type:b    | 14 | unknown field "type"         | payload.type
                    payload.valu:1         | 1  | unknown field "payload.valu" | payload.value
                    timesource:x           | 1  | unknown field "timesource"   | time_source
                    seville                | 1  | "seville" has no field       | origin:seville
                    origin                 | 1  | "origin" has no field        | field:value
                    origin:                | 8  | the search ends here         | a value
                    origin:a AND           | 13 | the search ends here         | a field
                    AND origin:a           | 1  | unexpected "AND"             | a field
                    origin:a AND AND       | 14 | unexpected "AND"             | a field
                    origin:a OR origin:b   | 10 | unexpected "OR"              | AND
                    origin:a sender:b      | 10 | unexpected "sender"          | AND
                    origin:"a"b            | 11 | unexpected "b"               | AND
                    "origin":a             | 1  | unexpected "origin"          | a field
                    :a                     | 1  | unexpected ":"               | a field
                    (origin:a)             | 1  | unexpected "("               | a field
                    origin:(a)             | 8  | unexpected "("               | quote it
                    origin:a)              | 9  | unexpected ")"               | AND
                    payload.value:[1 TO 2] | 15 | unexpected "["               | quote it
                    payload.value:>25      | 15 | unexpected ">"               | quote it
                    origin:/a.b/           | 8  | unexpected "/"               | quote it
                    NOT origin:a           | 1  | "NOT" has no field           | field:value
                    origin:"abc            | 8  | the quote is never closed    | a second "
                    origin:a\\              | 9  | nothing follows the backslash| a character
                    origin:東京🌡 x          | 12 | unexpected "x"               | AND
                    *:a                    | 1  | unknown field "*"            | namespace
                    """)
    @DisplayName("A mistake says the column, what is wrong and what was expected")
    void mistakes(String text, int column, String problem, String expected) {
        var mistake = mistake(text);

        assertEquals(column, mistake.column(), mistake.toString());
        assertEquals(problem, mistake.problem());
        assertTrue(mistake.expected().contains(expected), mistake.expected());
        assertEquals(
                "column " + column + ": " + problem + "; expected " + mistake.expected(),
                mistake.message());
    }

    @Test
    @DisplayName("A mistake shows only the start of long text")
    void longTextIsCut() {
        var mistake = mistake("🌡".repeat(1_000));

        assertEquals('"' + "🌡".repeat(40) + "…\" has no field", mistake.problem());
    }

    @Test
    @DisplayName("Length and number of conditions are bounded")
    void bounds() {
        var longest = "origin:" + "x".repeat(SearchSyntax.MAX_LENGTH - 7);
        var most = "origin:a" + " AND origin:a".repeat(SearchSyntax.MAX_CONDITIONS - 1);

        assertNotNull(filter(longest));
        assertNotNull(filter(most));
        assertEquals(SearchSyntax.MAX_LENGTH + 1, mistake(longest + "x").column());
        assertEquals("too many conditions", mistake(most + " AND origin:a").problem());
    }

    @Test
    @DisplayName("No text makes the parser throw or hang")
    void fuzz() {
        var random = new Random(42);
        var pieces =
                List.of(
                        "origin",
                        "payload.value",
                        ":",
                        "*",
                        "?",
                        "\"",
                        "\\",
                        " ",
                        "AND",
                        "and",
                        "(",
                        "[",
                        "<",
                        "-",
                        "1",
                        "🌡",
                        "\ud800",
                        "\u0000",
                        "x");

        for (int i = 0; i < 50_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(12); length >= 0; length--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }

            assertNotNull(SearchSyntax.parse(text.toString()), text::toString);
        }
    }
}
