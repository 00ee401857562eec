package io.acequia.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Eight bytes looked at in one go; the first byte is the least significant one.
///
/// The tests for zero bytes borrow from the next byte once one is found, so only the first byte
/// they report is certain. Nobody asks for more.
final class Word {
    /// Bytes in a word.
    static final int SIZE = Long.BYTES;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;
    private static final long HIGH_NIBBLES = 0xF0F0F0F0F0F0F0F0L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long BLANKS = ' ' * ONES;
    private static final long ZEROS = '0' * ONES;

    private Word() {}

    /// Returns the word that starts at `index`.
    static long at(byte[] bytes, int index) {
        return (long) LONGS.get(bytes, index);
    }

    /// Returns where a run of plain text ends: the index of the first quote, backslash, control
    /// character or byte that is not ASCII, 8 when there is none.
    static int plainBytes(long word) {
        long quote = word ^ QUOTES;
        long backslash = word ^ BACKSLASHES;
        long found =
                ((quote - ONES) & ~quote)
                        | ((backslash - ONES) & ~backslash)
                        | ((word - BLANKS) & ~word)
                        | (word + ONES) // U+007F
                        | word;
        return Long.numberOfTrailingZeros(found & TOPS) >>> 3;
    }

    /// Says whether all eight bytes are digits.
    static boolean isDigits(long word) {
        long carried = ((word + 6 * ONES) & HIGH_NIBBLES) >>> 4;
        return ((word & HIGH_NIBBLES) | carried) == 3 * 0x1111111111111111L;
    }

    /// Returns the number that eight digits write, by joining neighbours: 8 digits, 4 pairs, 2
    /// fours.
    static long digits(long word) {
        long pairs = (word - ZEROS) * 10 + ((word - ZEROS) >>> 8);
        long first = (pairs & 0x000000FF000000FFL) * 0x000F424000000064L;
        long second = ((pairs >>> 16) & 0x000000FF000000FFL) * 0x0000271000000001L;
        return (first + second) >>> 32;
    }
}
