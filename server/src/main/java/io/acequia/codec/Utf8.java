package io.acequia.codec;

/// UTF-8 as RFC 3629 §4 allows it: no overlong forms, no surrogates, nothing above U+10FFFF.
final class Utf8 {
    private Utf8() {}

    /// Returns how many bytes, 2 to 4, the character that starts with the byte above 7F at `index`
    /// has; 0 when it is not well-formed.
    static int length(byte[] bytes, int index, int end) {
        int lead = bytes[index] & 0xff;
        int second = index + 1 < end ? bytes[index + 1] & 0xff : 0;
        if (lead < 0xe0) {
            return lead >= 0xc2 && isTail(second) ? 2 : 0;
        }
        if (lead < 0xf0) {
            int least = lead == 0xe0 ? 0xa0 : 0x80;
            int most = lead == 0xed ? 0x9f : 0xbf;
            return second >= least && second <= most && isTail(bytes, index + 2, end) ? 3 : 0;
        }
        int least = lead == 0xf0 ? 0x90 : 0x80;
        int most = lead == 0xf4 ? 0x8f : 0xbf;
        boolean wellFormed =
                lead <= 0xf4
                        && second >= least
                        && second <= most
                        && isTail(bytes, index + 2, end)
                        && isTail(bytes, index + 3, end);
        return wellFormed ? 4 : 0;
    }

    private static boolean isTail(byte[] bytes, int index, int end) {
        return index < end && isTail(bytes[index] & 0xff);
    }

    private static boolean isTail(int value) {
        return (value & 0xc0) == 0x80;
    }

    /// Writes a character that is not a surrogate and returns where it ends.
    static int write(int character, byte[] bytes, int index) {
        int at = index;
        if (character < 0x80) {
            bytes[at++] = (byte) character;
            return at;
        }
        if (character < 0x800) {
            bytes[at++] = (byte) (0xc0 | (character >> 6));
        } else {
            if (character < 0x10000) {
                bytes[at++] = (byte) (0xe0 | (character >> 12));
            } else {
                bytes[at++] = (byte) (0xf0 | (character >> 18));
                bytes[at++] = (byte) (0x80 | ((character >> 12) & 0x3f));
            }
            bytes[at++] = (byte) (0x80 | ((character >> 6) & 0x3f));
        }
        bytes[at++] = (byte) (0x80 | (character & 0x3f));
        return at;
    }
}
