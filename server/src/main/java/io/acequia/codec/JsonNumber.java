package io.acequia.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/// A number in a JSON text (RFC 8259 §6): its first 19 significant digits as an unsigned integer,
/// and the power of ten to multiply them by.
///
/// Numbers of up to 19 digits cost no allocation; longer ones only when digits after the 19th
/// decide the rounding, or in an integer.
final class JsonNumber {
    /// Most characters of a number; the longest finite double has 309 digits.
    static final int LONGEST = 400;

    /// Digits that fit an unsigned long, whatever they are.
    private static final int MOST_DIGITS = 19;

    /// Exponents stop growing here, far beyond what [#LONGEST] can bring back into range.
    private static final int HUGE_EXPONENT = 100_000;

    private static final int EXACT_BITS = 53;

    private final JsonText text;
    private int from;
    private int to;
    private boolean isNegative;
    private boolean isInteger;
    private boolean isCut;
    private long digits;
    private int exponent;

    JsonNumber(JsonText text) {
        this.text = text;
    }

    /// Takes the number at `index`.
    int take(int index) {
        from = index;
        isNegative = text.at(index) == '-';
        int first = isNegative ? index + 1 : index;
        digits = 0;
        exponent = 0;
        int at = takeDigits(first);
        int count = at - first;
        if (count == 0 || (count > 1 && text.at(first) == '0')) {
            return text.fail(first, "not a number");
        }
        isInteger = true;
        if (text.at(at) == '.') {
            int point = at + 1;
            at = takeDigits(point);
            if (at == point) {
                return text.fail(at, "not a number");
            }
            isInteger = false;
            exponent = point - at;
            count -= exponent;
        }
        if ((text.at(at) | 0x20) == 'e') {
            isInteger = false;
            at = takeExponent(at + 1);
        }
        return end(at, first, count);
    }

    private int end(int at, int first, int count) {
        if (!isDelimiter(text.at(at))) {
            return text.fail(at, "not a number");
        }
        if (at - from > LONGEST) {
            return text.fail(from, "number is too long");
        }
        to = at;
        isCut = false;
        if (count > MOST_DIGITS) {
            keepFirstDigits(first);
        }
        return at;
    }

    private static boolean isDelimiter(int value) {
        return value == ','
                || value == '}'
                || value == ']'
                || value == JsonText.END
                || JsonText.isBlank(value);
    }

    private int takeDigits(int first) {
        byte[] bytes = text.bytes();
        int end = text.end();
        int at = first;
        long value = digits;
        while (at <= end - Word.SIZE) {
            long word = Word.at(bytes, at);
            if (!Word.isDigits(word)) {
                break;
            }
            value = value * 100_000_000 + Word.digits(word);
            at += Word.SIZE;
        }
        while (at < end && isDigit(bytes[at])) {
            value = value * 10 + (bytes[at] - '0');
            at++;
        }
        digits = value;
        return at;
    }

    private static boolean isDigit(int value) {
        return value >= '0' && value <= '9';
    }

    /// Adds the exponent that is written after the `e`. Without digits it returns the place of the
    /// `e`, which is no delimiter, so that the number is refused there.
    private int takeExponent(int index) {
        int sign = text.at(index);
        int first = sign == '-' || sign == '+' ? index + 1 : index;
        int at = first;
        int value = 0;
        while (isDigit(text.at(at))) {
            value = Math.min(value * 10 + (text.at(at) - '0'), HUGE_EXPONENT);
            at++;
        }
        exponent += sign == '-' ? -value : value;
        return at == first ? index - 1 : at;
    }

    /// Reads the digits again, because not all of them fit.
    private void keepFirstDigits(int first) {
        digits = 0;
        int kept = 0;
        for (int at = first; at < to; at++) {
            int next = text.at(at);
            if (next == '.') {
                continue;
            }
            if (!isDigit(next)) {
                return;
            }
            if (kept < MOST_DIGITS) {
                digits = digits * 10 + (next - '0');
                kept += digits == 0 ? 0 : 1;
            } else {
                exponent++;
                isCut |= next != '0';
            }
        }
    }

    /// Returns the nearest double, as [Double#parseDouble] does; infinite when it is too large.
    double toDouble() {
        double nearest = Decimal.toDouble(digits, exponent);
        // What is cut off is less than one in the last kept digit.
        if (isCut && nearest != Decimal.toDouble(digits + 1, exponent)) {
            return Double.parseDouble(characters());
        }
        return isNegative ? -nearest : nearest;
    }

    /// Says whether a finite double is the number itself. Only integers without point and exponent
    /// can fail: these mean a count, an identifier or a bit mask, whereas 0.1 is a measurement.
    boolean isFaithful() {
        if (!isInteger || (digits >>> EXACT_BITS == 0 && exponent == 0)) {
            return true;
        }
        if (exponent == 0) {
            int zeros = Long.numberOfLeadingZeros(digits) + Long.numberOfTrailingZeros(digits);
            return Long.SIZE - zeros <= EXACT_BITS;
        }
        BigDecimal exact = new BigDecimal(new BigInteger(characters()));
        return new BigDecimal(toDouble()).compareTo(exact) == 0;
    }

    private String characters() {
        return new String(text.bytes(), from, to - from, StandardCharsets.US_ASCII);
    }

    /// Returns a number of milliseconds in microseconds, rounded down; the largest or the smallest
    /// long but one when that is out of range.
    long toMicros() {
        return Micros.scaled(isNegative, digits, isCut, exponent + 3);
    }
}
