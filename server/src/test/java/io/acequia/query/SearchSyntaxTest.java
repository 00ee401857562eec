package io.acequia.query;

import static io.acequia.query.Searches.filter;
import static io.acequia.query.Searches.mistake;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.store.Field;
import io.acequia.store.Filter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchSyntaxTest {
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
                    origin:21\\u00b0C         | 21°C
                    origin:"21\\u00b0C"       | 21°C
                    origin=probe1            | probe1
                    origin:a=b               | a=b
                    origin:user@host/a+b&c   | user@host/a+b&c
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
                "timestamp:now-1y",
                "timestamp:9999999999999999",
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
}
