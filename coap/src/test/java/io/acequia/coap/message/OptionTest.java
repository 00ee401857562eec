package io.acequia.coap.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionTest {
    @ParameterizedTest
    @CsvSource({
        "0, ''",
        "1, 01",
        "255, ff",
        "256, 0100",
        "4294967295, ffffffff",
        "9223372036854775807, 7fffffffffffffff"
    })
    @DisplayName("RFC 7252 §3.2: a number takes as few bytes as possible")
    void numbers(long number, String hex) {
        var option = Option.number(OptionNumber.MAX_AGE, number);

        assertEquals(hex, option.value().toString());
        assertEquals(number, option.asNumber());
    }

    @Test
    @DisplayName("RFC 7252 §3.2: a number may have leading zeros")
    void leadingZeros() {
        var option = new Option(OptionNumber.MAX_AGE, Bytes.of(new byte[] {0, 0, 60}));

        assertEquals(60, option.asNumber());
    }

    @Test
    @DisplayName("RFC 7252 §3.2: text is UTF-8")
    void text() {
        assertEquals("c3b1", Option.text(OptionNumber.URI_PATH, "ñ").value().toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    @DisplayName("RFC 7252 §3.1: an option number has 16 bits")
    void numberOutOfRange(int number) {
        var e = assertThrows(IllegalArgumentException.class, () -> new Option(number, Bytes.EMPTY));

        assertEquals("option number is " + number + "; use 0 to 65535", e.getMessage());
    }

    @Test
    @DisplayName("RFC 7252 §3.1: options are ordered by number; equal numbers keep their order")
    void order() {
        var accept = Option.number(OptionNumber.ACCEPT, 50);
        var first = Option.text(OptionNumber.URI_PATH, "b");
        var second = Option.text(OptionNumber.URI_PATH, "a");

        var sorted = List.of(accept, first, second).stream().sorted().toList();

        assertEquals(List.of(first, second, accept), sorted);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "4, false", "9, true", "16, false", "65000, false", "65001, true"})
    @DisplayName("RFC 7252 §5.4.6: options of odd numbers are critical")
    void critical(int number, boolean expected) {
        assertEquals(expected, OptionNumber.isCritical(number));
    }
}
