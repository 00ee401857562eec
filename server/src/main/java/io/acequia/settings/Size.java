package io.acequia.settings;

import java.util.Locale;

/// A number of bytes.
///
/// @param bytes 0 or more
public record Size(long bytes) {
    static final String ACCEPTED = "a size such as 512, 64KiB, 4MiB or 1GiB";

    private static final String UNITS = "kmgt";

    public Size {
        if (bytes < 0) {
            throw new IllegalArgumentException("size is " + bytes + "; use 0 or more");
        }
    }

    /// This many times 1,024 bytes.
    public static Size kibibytes(long count) {
        return new Size(Math.multiplyExact(count, 1_024L));
    }

    /// This many times 1,048,576 bytes.
    public static Size mebibytes(long count) {
        return new Size(Math.multiplyExact(count, 1_048_576L));
    }

    /// Reads `4MiB`, `64k` or `512`. Units are powers of 1,024 and may be cut to one letter, in
    /// either case; `MB` is refused because it means two things.
    public static Size parse(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        try {
            long count = Long.parseLong(text.substring(0, end));
            return new Size(Math.multiplyExact(count, unit(text.substring(end).strip())));
        } catch (NumberFormatException | ArithmeticException notSize) {
            throw new IllegalArgumentException("not a size: " + text, notSize);
        }
    }

    private static long unit(String name) {
        var unit = name.toLowerCase(Locale.ROOT);
        if (unit.isEmpty() || unit.equals("b")) {
            return 1;
        }
        int power = UNITS.indexOf(unit.charAt(0)) + 1;
        if (power == 0 || !(unit.length() == 1 || unit.substring(1).equals("ib"))) {
            throw new NumberFormatException("not a unit: " + name);
        }
        return 1L << (10 * power);
    }

    /// Returns the size with the largest unit that keeps it a whole number.
    @Override
    public String toString() {
        int power = 0;
        long count = bytes;
        while (power < UNITS.length() && count != 0 && count % 1_024 == 0) {
            count /= 1_024;
            power++;
        }
        return power == 0 ? Long.toString(count) : count + unitName(power);
    }

    private static String unitName(int power) {
        return Character.toUpperCase(UNITS.charAt(power - 1)) + "iB";
    }
}
