package io.acequia.codec;

/// Escapes in strings (RFC 8259 §7).
final class JsonEscape {
    /// No character: what is there is no escape, or half of a surrogate pair.
    static final int NONE = -1;

    /// Bytes of an escape such as `\\u00e9`.
    private static final int HEXADECIMAL = 6;

    private JsonEscape() {}

    /// Returns the character that the escape at `index` means, [#NONE] when it means none.
    static int character(byte[] bytes, int index, int end) {
        int next = index + 1 < end ? bytes[index + 1] : 0;
        return switch (next) {
            case '"', '\\', '/' -> next;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> codePoint(bytes, index, end);
            default -> NONE;
        };
    }

    /// Returns how many bytes the valid escape at `index` has, given its character.
    static int length(byte[] bytes, int index, int character) {
        if (bytes[index + 1] != 'u') {
            return 2;
        }
        return Character.isSupplementaryCodePoint(character) ? 2 * HEXADECIMAL : HEXADECIMAL;
    }

    private static int codePoint(byte[] bytes, int index, int end) {
        int first = hexadecimal(bytes, index, end);
        if (first < Character.MIN_SURROGATE || first > Character.MAX_SURROGATE) {
            return first;
        }
        // RFC 8259 §8.2: a surrogate alone is no character, so it cannot be stored as UTF-8.
        int second = hexadecimal(bytes, index + HEXADECIMAL, end);
        if (first > Character.MAX_HIGH_SURROGATE
                || second < Character.MIN_LOW_SURROGATE
                || second > Character.MAX_LOW_SURROGATE) {
            return NONE;
        }
        return Character.toCodePoint((char) first, (char) second);
    }

    private static int hexadecimal(byte[] bytes, int index, int end) {
        if (index > end - HEXADECIMAL || bytes[index] != '\\' || bytes[index + 1] != 'u') {
            return NONE;
        }
        int value = 0;
        for (int at = index + 2; at < index + HEXADECIMAL; at++) {
            int digit = bytes[at] < 0 ? NONE : Character.digit(bytes[at], 16);
            if (digit < 0) {
                return NONE;
            }
            value = (value << 4) | digit;
        }
        return value;
    }
}
