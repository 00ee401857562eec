package io.acequia.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The library's reader of doubles is the oracle.
class DecimalTest {
    @Test
    @DisplayName("Any 64 bits times any power of ten become the nearest double")
    void randomDigits() {
        var random = new SplittableRandom(52);
        for (int i = 0; i < 100_000; i++) {
            long digits = random.nextLong() >>> random.nextInt(64);
            int exponent = random.nextInt(-370, 330);

            double nearest = Decimal.toDouble(digits, exponent);

            String text = Long.toUnsignedString(digits) + "e" + exponent;
            assertEquals(Double.parseDouble(text), nearest, text);
        }
    }

    @Test
    @DisplayName("Exactly between two doubles the even one wins, next to it the nearer one")
    void halfWay() {
        var reader = new Numbers();
        var random = new SplittableRandom(53);
        for (int i = 0; i < 20_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong() & Long.MAX_VALUE);
            double next = Math.nextUp(number);
            if (Double.isFinite(next)) {
                BigDecimal middle =
                        new BigDecimal(number).add(new BigDecimal(next)).divide(BigDecimal.TWO);
                BigDecimal unit = middle.ulp();
                reader.assertSame(middle.toString());
                reader.assertSame(middle.add(unit).toString());
                reader.assertSame(middle.subtract(unit).toString());
            }
        }
    }

    @Test
    @DisplayName("Integers between two doubles and small exponents around them round to even")
    void halfWayIntegers() {
        for (long odd = (1L << 53) + 1; odd < (1L << 53) + 4_000; odd += 2) {
            for (int exponent = -30; exponent <= 30; exponent++) {
                assertEquals(
                        Double.parseDouble(odd + "e" + exponent), Decimal.toDouble(odd, exponent));
            }
        }
    }

    @Test
    @DisplayName("The ends of the range: largest, smallest normal, smallest, nothing")
    void ends() {
        assertEquals(Double.MAX_VALUE, Decimal.toDouble(17976931348623157L, 292));
        assertEquals(Double.POSITIVE_INFINITY, Decimal.toDouble(17976931348623159L, 292));
        assertEquals(Double.POSITIVE_INFINITY, Decimal.toDouble(1, 309));
        assertEquals(Double.MIN_NORMAL, Decimal.toDouble(22250738585072014L, -324));
        assertEquals(Double.MIN_VALUE, Decimal.toDouble(49, -325));
        assertEquals(0, Decimal.toDouble(24, -325));
        assertEquals(0, Decimal.toDouble(1, -400));
        assertEquals(0, Decimal.toDouble(0, 400));
    }

    /// Reads numbers as members of a text do.
    private static final class Numbers {
        private final JsonText text = new JsonText();
        private final JsonNumber number = new JsonNumber(text);

        void assertSame(String characters) {
            if (characters.length() <= JsonNumber.LONGEST) {
                text.reset(Bodies.utf8(characters), 0, characters.length());
                assertEquals(characters.length(), number.take(0));
                assertEquals(Double.parseDouble(characters), number.toDouble(), characters);
            }
        }
    }
}
