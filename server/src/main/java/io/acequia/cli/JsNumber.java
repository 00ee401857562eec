package io.acequia.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Numbers as JavaScript writes them (ECMA-262, Number::toString), which is also JSON: the fewest
/// digits that give the same double again.
final class JsNumber {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");

    private JsNumber() {}

    static String text(double value) {
        if (value == 0) {
            return "0";
        }
        var decimal = shortest(Math.abs(value));
        var digits = decimal.unscaledValue().toString();
        int point = digits.length() - decimal.scale();
        return (value < 0 ? "-" : "") + place(digits, point);
    }

    /// Double.toString is the shortest too, except that it never has fewer than two digits.
    private static BigDecimal shortest(double value) {
        var decimal = new BigDecimal(Double.toString(value));
        var oneDigit = decimal.round(new MathContext(1));
        return (oneDigit.doubleValue() == value ? oneDigit : decimal).stripTrailingZeros();
    }

    /// Writes digits with the decimal point behind the first `point` of them.
    private static String place(String digits, int point) {
        int count = digits.length();
        if (point > 21 || point < -5) {
            int exponent = point - 1;
            return digits.charAt(0)
                    + (count > 1 ? "." + digits.substring(1) : "")
                    + (exponent > 0 ? "e+" : "e")
                    + exponent;
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        return point >= count
                ? digits + "0".repeat(point - count)
                : digits.substring(0, point) + "." + digits.substring(point);
    }

    /// Reads arguments: decimal numbers that a double can hold.
    static final class Converter implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
            if (!Double.isFinite(value)) {
                throw new TypeConversionException(
                        "'" + text + "' is not a number; use one such as 21.5");
            }
            return value;
        }
    }
}
