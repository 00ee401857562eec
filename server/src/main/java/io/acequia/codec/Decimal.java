package io.acequia.codec;

/// Decimal to binary: the double nearest to `digits` × 10^`exponent`, as [Double#parseDouble] finds
/// it, without allocation.
///
/// Short numbers are exact in both factors, so one multiplication or division rounds correctly
/// (Clinger, "How to read floating point numbers accurately", 1990). For the others the digits are
/// multiplied by 128 bits of a power of five, which always decides the rounding (Lemire, "Number
/// parsing at a gigabyte per second", 2021; Mushtak and Lemire, "Fast number parsing without
/// fallback", 2023).
final class Decimal {
    /// Explicit bits of the fraction of a double.
    private static final int FRACTION_BITS = 52;

    /// Bits below the fraction in the 64-bit product; one of them is for rounding.
    private static final int EXTRA_BITS = 64 - FRACTION_BITS - 3;

    private static final int EXPONENT_BIAS = 1023;
    private static final int INFINITE_EXPONENT = 2 * EXPONENT_BIAS + 1;
    private static final long EXACT_INTEGERS = 1L << (FRACTION_BITS + 1);
    private static final long LOW_BITS = -1L >>> (FRACTION_BITS + 3);

    /// Powers of ten that a double holds exactly.
    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22
    };

    private Decimal() {}

    /// Returns the nearest double, infinite when it is too large.
    ///
    /// @param digits unsigned, at most 10^19
    static double toDouble(long digits, int exponent) {
        if (digits >= 0 && digits <= EXACT_INTEGERS && Math.abs(exponent) < TENS.length) {
            return exponent < 0 ? digits / TENS[-exponent] : digits * TENS[exponent];
        }
        if (digits == 0 || exponent < PowersOfFive.LEAST) {
            return 0;
        }
        return exponent > PowersOfFive.GREATEST
                ? Double.POSITIVE_INFINITY
                : nearest(digits, exponent);
    }

    private static double nearest(long digits, int exponent) {
        int zeros = Long.numberOfLeadingZeros(digits);
        long shifted = digits << zeros;
        long power = PowersOfFive.high(exponent);
        long high = Math.unsignedMultiplyHigh(shifted, power);
        long low = shifted * power;
        if ((high & LOW_BITS) == LOW_BITS) {
            // The second half of the power may carry into the bits that decide.
            long more = Math.unsignedMultiplyHigh(shifted, PowersOfFive.low(exponent));
            low += more;
            high += Long.compareUnsigned(more, low) > 0 ? 1 : 0;
        }
        int top = (int) (high >>> 63);
        long fraction = high >>> (top + EXTRA_BITS);
        // 217706 / 2^16 is log2(10): the binary exponent of 10^exponent.
        int scale = ((217_706 * exponent) >> 16) + 63 + top - zeros + EXPONENT_BIAS;
        if (scale <= 0) {
            return subnormal(fraction, scale);
        }
        boolean isHalfWay =
                Long.compareUnsigned(low, 1) <= 0
                        && exponent >= -4
                        && exponent <= 23
                        && (fraction & 3) == 1
                        && fraction << (top + EXTRA_BITS) == high;
        return rounded(isHalfWay ? fraction - 1 : fraction, scale);
    }

    private static double rounded(long fraction, int scale) {
        long nearest = (fraction + (fraction & 1)) >>> 1;
        // Rounding up 1.11…1 gives 10.00…0.
        boolean hasCarried = nearest >>> (FRACTION_BITS + 1) != 0;
        int exponent = hasCarried ? scale + 1 : scale;
        if (exponent >= INFINITE_EXPONENT) {
            return Double.POSITIVE_INFINITY;
        }
        long bits = hasCarried ? 0 : nearest & (EXACT_INTEGERS / 2 - 1);
        return Double.longBitsToDouble(((long) exponent << FRACTION_BITS) | bits);
    }

    private static double subnormal(long fraction, int scale) {
        int shift = 1 - scale;
        if (shift >= Long.SIZE) {
            return 0;
        }
        long shifted = fraction >>> shift;
        // A carry into bit 52 is the exponent of the smallest normal double: nothing else to do.
        return Double.longBitsToDouble((shifted + (shifted & 1)) >>> 1);
    }
}
