package io.acequia.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldValueTest {
    @ParameterizedTest
    @CsvSource({"21.5,21.5", "-0,-0.0", "+3.,3.0", ".5e1,5.0", "1E400,Infinity"})
    @DisplayName("a number is decimal text")
    void numbers(String text, double number) {
        assertEquals(Optional.of(number), FieldValue.value(Field.VALUE, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NaN", "Infinity", "0x1p3", "1d", " 1", "1,5", "--1", "1e", "."})
    @DisplayName("other text is no number")
    void noNumbers(String text) {
        assertEquals(Optional.empty(), FieldValue.value(Field.VALUE, text));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T10:00:00.123456Z,2026-11-23T10:00:00.123456Z",
        "2026-11-23T10:00:00+02:00,2026-11-23T08:00:00Z",
        "2026-11-23T10:00,2026-11-23T10:00:00Z",
        "2026-11-23,2026-11-23T00:00:00Z",
        "1795428000001,2026-11-23T10:00:00.001Z",
        "-1,1969-12-31T23:59:59.999Z"
    })
    @DisplayName("a time is ISO 8601, UTC when it does not say, or milliseconds since 1970")
    void times(String text, Instant time) {
        assertEquals(Optional.of(Micros.of(time)), FieldValue.value(Field.TIMESTAMP, text));
        assertEquals(Optional.of(Micros.of(time)), FieldValue.value(Field.RECEIVED, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "2026-13-01", "10:00", "1e3", "9999999999999999"})
    @DisplayName("other text is no time")
    void noTimes(String text) {
        assertEquals(Optional.empty(), FieldValue.value(Field.TIMESTAMP, text));
    }

    @Test
    @DisplayName("a truth value is true or false, bytes are hexadecimal digits of either case")
    void others() {
        assertEquals(Optional.of(true), FieldValue.value(Field.BOOL, "true"));
        assertEquals(Optional.of(false), FieldValue.value(Field.BOOL, "false"));
        assertEquals(Optional.empty(), FieldValue.value(Field.BOOL, "TRUE"));
        assertEquals(Optional.of("00ff"), FieldValue.value(Field.DATA, "00FF"));
    }
}
