package io.acequia.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadTemplateTest {
    private static String written(String template, long seq, int device, long millis) {
        var out = ByteBuffer.allocate(500);
        PayloadTemplate.parse(template).write(out, seq, device, millis);
        return new String(out.array(), 0, out.position(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "{seq}, 7",
                "x{seq}y, x7y",
                "{seq}{device}{time}, 71203",
                "{sequence}, {sequence}",
                "{{seq}}, {7}",
                "{seq, {seq",
                "ñ{device}°, ñ120°",
            })
    @DisplayName("fields are replaced by numbers and all else stays as it is")
    void fields(String template, String expected) {
        assertEquals(expected, written(template, 7, 120, 3));
    }

    @Test
    @DisplayName("the event is that of a device, its value the number of the request")
    void event() {
        var written = written(PayloadTemplate.EVENT, 41, 3, 1_795_000_000_000L);

        assertEquals(
                "{\"namespace\":\"default\",\"sender\":\"device3\",\"origin\":\"device3\","
                        + "\"payload\":{\"type\":\"temperature\",\"value\":41},"
                        + "\"timestamp\":1795000000000}",
                written);
    }

    @ParameterizedTest
    @CsvSource({"0", "9", "10", "99", "1000000", "9223372036854775807"})
    @DisplayName("numbers have all their digits")
    void numbers(long number) {
        assertEquals(Long.toString(number), written("{seq}", number, 0, 0));
    }

    @Test
    @DisplayName("no request is longer than its template says")
    void longest() {
        var template = "a{seq}b{device}c{time}d";

        var longest = written(template, Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE);

        assertTrue(longest.length() <= PayloadTemplate.parse(template).longest());
        assertEquals(0, PayloadTemplate.parse("").longest());
    }
}
