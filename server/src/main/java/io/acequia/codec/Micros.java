package io.acequia.codec;

/// Arithmetic of microseconds that stops at the ends of a long: a time beyond them is implausible
/// whichever it is, and [Long#MIN_VALUE] is left to mean that there is no time.
final class Micros {
    /// Powers of ten from 10^0 to 10^18.
    private static final long[] TENS = new long[19];

    private static final long PER_SECOND = 1_000_000;

    static {
        TENS[0] = 1;
        for (int i = 1; i < TENS.length; i++) {
            TENS[i] = TENS[i - 1] * 10;
        }
    }

    private Micros() {}

    /// Returns `digits` × 10^`power`, rounded down.
    ///
    /// @param digits unsigned
    /// @param isCut whether something more follows the digits
    static long scaled(boolean isNegative, long digits, boolean isCut, int power) {
        if (power >= 0) {
            long micros = times(digits, power);
            return isNegative ? -micros : micros;
        }
        long unit = -power < TENS.length ? TENS[-power] : 0;
        long micros = unit == 0 ? 0 : Long.divideUnsigned(digits, unit);
        boolean isRounded = isCut || micros * unit != digits;
        if (!isNegative) {
            return micros;
        }
        return isRounded ? -micros - 1 : -micros;
    }

    private static long times(long digits, int power) {
        if (digits == 0) {
            return 0;
        }
        if (power >= TENS.length || Math.unsignedMultiplyHigh(digits, TENS[power]) != 0) {
            return Long.MAX_VALUE;
        }
        long product = digits * TENS[power];
        return product < 0 ? Long.MAX_VALUE : product;
    }

    /// Returns the microseconds of a number of seconds and a fraction of 0 to 999,999.
    static long of(long seconds, int fraction) {
        long limit = Long.MAX_VALUE / PER_SECOND - 1;
        if (seconds > limit) {
            return Long.MAX_VALUE;
        }
        return seconds < -limit ? -Long.MAX_VALUE : seconds * PER_SECOND + fraction;
    }
}
