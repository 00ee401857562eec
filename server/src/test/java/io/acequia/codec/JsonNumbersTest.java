package io.acequia.codec;

import static io.acequia.codec.Row.field;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Bad input: numbers")
class JsonNumbersTest {
    private static final String NONE = "payload.value: not a number";
    private static final String INFINITE = "payload.value: not finite";
    private static final String INEXACT = "payload.value: integer needs over 53 bits";
    private static final String MAX = new BigDecimal(Double.MAX_VALUE).toBigInteger().toString();

    @ParameterizedTest(name = "{0}")
    @MethodSource({"words", "ranges", "syntax"})
    @DisplayName("What is not a finite number of JSON is refused")
    void refused(Row row) {
        row.check();
    }

    static Stream<Row> words() {
        return Stream.of(
                row("NU-1", "NaN", NONE),
                row("NU-1", "-NaN", NONE),
                row("NU-2", "Infinity", NONE),
                row("NU-2", "-Infinity", NONE),
                row("NU-13", "\"21.5\"", NONE),
                row("NU-22", "٣", NONE),
                row("NU-22", "1１", NONE));
    }

    static Stream<Row> ranges() {
        return Stream.of(
                row("NU-4", "1e400", INFINITE),
                row("NU-5", "1e309", INFINITE),
                row("NU-5", "-1e309", INFINITE),
                row("NU-5", "1e99999999999999999999", INFINITE),
                row("NU-5", "1.7976931348623159e308", INFINITE),
                row("NU-5", "9".repeat(310), INFINITE),
                row("NU-9", "9007199254740993", INEXACT),
                row("NU-9", "-9007199254740993", INEXACT),
                row("NU-9", "9223372036854775807", INEXACT),
                row("NU-9", "18446744073709551617", INEXACT),
                row("NU-9", MAX.replaceFirst(".$", "9"), INEXACT),
                row("NU-12", "1".repeat(1_000), "payload.value: number is too long"),
                row("NU-12", "0." + "1".repeat(399), "payload.value: number is too long"));
    }

    static Stream<Row> syntax() {
        return Stream.of(
                        "NU-14 0x1F",
                        "NU-14 0b1",
                        "NU-14 0o7",
                        "NU-15 01",
                        "NU-15 -01",
                        "NU-15 00",
                        "NU-15 00.5",
                        "NU-16 +1",
                        "NU-17 1.",
                        "NU-17 .5",
                        "NU-17 1.e5",
                        "NU-18 1e",
                        "NU-18 1e+",
                        "NU-18 1e-",
                        "NU-18 1.5E",
                        "NU-19 -",
                        "NU-19 --1",
                        "NU-19 - 1",
                        "NU-20 1_000",
                        "NU-21 1f",
                        "NU-21 1d",
                        "NU-21 1L",
                        "NU-21 1.5.5",
                        "NU-21 1e5.5",
                        "NU-21 12345678x")
                .map(row -> row(row.substring(0, 5), row.substring(6), NONE));
    }

    private static Row row(String id, String number, String reason) {
        return field(id, "payload.value", number, reason);
    }

    @Test
    @DisplayName("NU-20: 1 000 is two values without a comma")
    void blankInNumber() {
        field("NU-20", "payload.value", "1 000", "byte 99: comma or } expected").check();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "NU-3, 1e308",
        "NU-6, -0",
        "NU-6, -0.0",
        "NU-7, 4.9e-324",
        "NU-7, 2.4703282292062328e-324",
        "NU-8, 1e-400",
        "NU-8, -1e-99999999999999999999",
        "NU-9, 9007199254740992",
        "NU-9, 9007199254740994",
        "NU-9, 9007199254740993.0",
        "NU-9, 9007199254740993e0",
        "NU-10, 9223372036854775808",
        "NU-11, 18446744073709551616",
        "NU-23, 1.7976931348623157e308",
        "NU-23, 1.7976931348623158e308",
        "NU-24, 2.2250738585072011e-308",
        "NU-24, 2.2250738585072014e-308",
        "NU-24, 2.2250738585072012e-308",
        "NU-26, 0.000000000000000000000000000000000000000000000000000123456789",
        "NU-26, 0e5",
        "NU-26, 0.0000E-5",
        "NU-26, 1E+2",
        "NU-26, 12345678901234567890.12345678901234567890e-10",
        "NU-26, 9007199254740992.99999999999999999999",
        "NU-26, 9007199254740993.00000000000000000000000000000000001",
    })
    @DisplayName("A number becomes the double that a correct reader finds")
    void accepted(String id, String number) {
        assertSame(number);
    }

    @Test
    @DisplayName("NU-25: the largest double with all its 309 digits")
    void largestDouble() {
        assertSame(MAX);
        assertSame("-" + MAX);
        assertSame(BigInteger.TWO.pow(1_000).toString());
    }

    @Test
    @DisplayName("NU-26: 100,000 random doubles in their shortest and in 17-digit text")
    void randomDoubles() {
        var random = new SplittableRandom(26);
        for (int i = 0; i < 100_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)
                    && (Math.abs(number) < 1e15 || number != Math.rint(number))) {
                assertSame(Double.toString(number));
                assertSame(new BigDecimal(number).round(new MathContext(17)).toString());
            }
        }
    }

    private static void assertSame(String number) {
        double read = Bodies.accepted(Bodies.event("payload.value", number)).number(0);

        assertEquals(
                Double.doubleToRawLongBits(Double.parseDouble(number)),
                Double.doubleToRawLongBits(read),
                number);
    }
}
