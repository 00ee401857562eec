package io.acequia.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

@DisplayName("Numbers look as in JavaScript")
class JsNumberTest {
    @ParameterizedTest
    @DisplayName("ECMA-262 Number::toString, checked against node.js")
    @CsvSource({
        "15.0, 15",
        "16.5, 16.5",
        "18.150000000000002, 18.150000000000002",
        "26.57341500000001, 26.57341500000001",
        "0.0, 0",
        "-0.0, 0",
        "-1.5, -1.5",
        "100.0, 100",
        "1e20, 100000000000000000000",
        "1e21, 1e+21",
        "123456789012345680000, 123456789012345680000",
        "1.5e300, 1.5e+300",
        "0.000001, 0.000001",
        "1.5e-6, 0.0000015",
        "1e-7, 1e-7",
        "1.25e-7, 1.25e-7",
        "4.9e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "2e23, 2e+23",
        "9007199254740993, 9007199254740992"
    })
    void text(double value, String expected) {
        assertEquals(expected, JsNumber.text(value));
    }

    @Test
    @DisplayName("the text of any finite number is that number again")
    void roundTrip() {
        long seed = 20_261_123;
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 100_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertEquals(value, Double.parseDouble(JsNumber.text(value)), () -> "seed " + seed);
            }
        }
    }

    @ParameterizedTest
    @DisplayName("arguments are decimal numbers")
    @CsvSource({"15, 15", "-5, -5", "+.5, 0.5", "1., 1", "1e3, 1000", "2.5E-1, 0.25"})
    void reading(String text, double value) {
        assertEquals(value, new JsNumber.Converter().convert(text));
    }

    @ParameterizedTest
    @DisplayName("anything else is refused")
    @ValueSource(strings = {"", "x", "21,5", "NaN", "Infinity", "1e400", "0x10", "1d", " 1", "."})
    void notNumbers(String text) {
        assertThrows(TypeConversionException.class, () -> new JsNumber.Converter().convert(text));
    }
}
