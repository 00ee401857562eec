package io.acequia.codec;

import java.math.BigInteger;

/// The 128 most significant bits of the powers of five from 5^-342 to 5^308, the range of a double.
///
/// Made by the first number that needs them (a few milliseconds), so that a start does not pay.
final class PowersOfFive {
    /// Least exponent; 10^19 times a smaller power of ten is less than half the smallest double.
    static final int LEAST = -342;

    /// Greatest exponent of a finite double.
    static final int GREATEST = 308;

    private static final int BITS = 128;
    private static final long[] HIGH = new long[GREATEST - LEAST + 1];
    private static final long[] LOW = new long[GREATEST - LEAST + 1];

    static {
        BigInteger five = BigInteger.valueOf(5);
        BigInteger power = BigInteger.ONE;
        for (int exponent = 0; exponent <= -LEAST; exponent++) {
            if (exponent <= GREATEST) {
                keep(exponent, power);
            }
            if (exponent > 0) {
                keep(-exponent, reciprocal(exponent, power));
            }
            power = power.multiply(five);
        }
    }

    private PowersOfFive() {}

    /// Returns the reciprocal of a power, rounded up so that the product of an integer and a power
    /// that divides it exactly is not too small (Lemire 2021, §6).
    private static BigInteger reciprocal(int exponent, BigInteger power) {
        int length = power.bitLength();
        int shift = exponent <= 27 ? length + BITS - 1 : 2 * (length + BITS / 2);
        return BigInteger.ONE.shiftLeft(shift).divide(power).add(BigInteger.ONE);
    }

    private static void keep(int exponent, BigInteger power) {
        BigInteger bits = power.shiftRight(power.bitLength() - BITS);
        HIGH[exponent - LEAST] = bits.shiftRight(Long.SIZE).longValue();
        LOW[exponent - LEAST] = bits.longValue();
    }

    /// Returns the first 64 bits of 5^exponent.
    static long high(int exponent) {
        return HIGH[exponent - LEAST];
    }

    /// Returns the next 64 bits of 5^exponent.
    static long low(int exponent) {
        return LOW[exponent - LEAST];
    }
}
