package io.acequia.codec;

import java.util.Arrays;

/// Base64 with the standard or the URL-safe alphabet, with or without padding (RFC 4648 §4, §5).
final class Base64Text {
    /// What [#decode] returns for text that is not Base64.
    static final int BROKEN = -1;

    private static final byte[] VALUES = new byte[256];

    static {
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        Arrays.fill(VALUES, (byte) BROKEN);
        for (int i = 0; i < letters.length(); i++) {
            VALUES[letters.charAt(i)] = (byte) i;
        }
        VALUES['+'] = VALUES['-'] = 62;
        VALUES['/'] = VALUES['_'] = 63;
    }

    private Base64Text() {}

    /// Replaces the text by the bytes it means and returns how many there are, [#BROKEN] when it is
    /// not Base64. Bits that fill up the last letter have to be zero (RFC 4648 §3.5).
    static int decode(byte[] bytes, int from, int length) {
        int end = from + letters(bytes, from, length);
        int to = from;
        int bits = 0;
        int pending = 0;
        for (int at = from; at < end; at++) {
            int value = VALUES[bytes[at] & 0xff];
            if (value == BROKEN) {
                return BROKEN;
            }
            pending = (pending << 6) | value;
            bits += 6;
            if (bits >= 8) {
                bits -= 8;
                bytes[to++] = (byte) (pending >> bits);
                pending &= (1 << bits) - 1;
            }
        }
        return bits < 6 && pending == 0 ? to - from : BROKEN;
    }

    /// Returns how many letters there are before the padding, which fills up a group of four.
    private static int letters(byte[] bytes, int from, int length) {
        int letters = length;
        if (length % 4 == 0) {
            for (int padding = 0; padding < 2 && letters > 0; padding++) {
                letters -= bytes[from + letters - 1] == '=' ? 1 : 0;
            }
        }
        return letters;
    }
}
