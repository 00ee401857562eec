package io.acequia.store.opensearch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// JSON text in bytes, appended piece by piece and reused, so that writing a document allocates
/// nothing.
final class DocumentText {
    private static final byte[] HEX = ascii("0123456789abcdef");
    private static final byte[] BASE64URL =
            ascii("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
    private static final byte[] ESCAPE = ascii("\\u00");
    private static final int MOST_DIGITS = 20;
    private static final int FRACTION_DIGITS = 6;

    /// Below this a double holds every integer, so that a quotient of two is rounded once.
    private static final double EXACT = 1L << 53;

    private byte[] bytes;
    private int length;

    DocumentText(int capacity) {
        bytes = new byte[capacity];
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    void clear() {
        length = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /// Returns how long the text can become without more memory.
    int capacity() {
        return bytes.length;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }

    DocumentText add(byte[] text) {
        return add(text, 0, text.length);
    }

    DocumentText add(byte[] text, int from, int count) {
        room(count);
        System.arraycopy(text, from, bytes, length, count);
        length += count;
        return this;
    }

    DocumentText add(char character) {
        room(1);
        bytes[length++] = (byte) character;
        return this;
    }

    /// Puts another character in place of the last one.
    DocumentText replaceLast(char character) {
        bytes[length - 1] = (byte) character;
        return this;
    }

    /// Appends a whole number.
    DocumentText decimal(long number) {
        room(MOST_DIGITS);
        if (number < 0) {
            bytes[length++] = '-';
        }
        int first = length;
        long rest = number;
        do {
            bytes[length++] = (byte) ('0' + Math.abs(rest % 10));
            rest /= 10;
        } while (rest != 0);
        for (int left = first, right = length - 1; left < right; left++, right--) {
            byte swapped = bytes[left];
            bytes[left] = bytes[right];
            bytes[right] = swapped;
        }
        return this;
    }

    /// Appends digits with leading zeros.
    DocumentText digits(int number, int count) {
        room(count);
        int rest = number;
        for (int at = length + count - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
        return this;
    }

    /// Appends a finite number so that it is read again as the same.
    DocumentText number(double value) {
        double scaled = value;
        double scale = 1;
        for (int digits = 0; digits <= FRACTION_DIGITS; digits++) {
            scaled = value * scale;
            double whole = Math.rint(scaled);
            if (Math.abs(whole) < EXACT && whole / scale == value && !isNegativeZero(value)) {
                return fixed((long) whole, digits, (long) scale);
            }
            scale *= 10;
        }
        return add(ascii(Double.toString(value)));
    }

    private static boolean isNegativeZero(double value) {
        return value == 0 && 1 / value < 0;
    }

    private DocumentText fixed(long scaled, int digits, long scale) {
        if (scaled < 0) {
            add('-');
        }
        long size = Math.abs(scaled);
        decimal(size / scale);
        return digits == 0 ? this : add('.').digits((int) (size % scale), digits);
    }

    /// Appends bytes as hexadecimal digits.
    DocumentText hex(byte[] source, int from, int count) {
        room(2 * count);
        for (int at = from; at < from + count; at++) {
            bytes[length++] = HEX[(source[at] >> 4) & 15];
            bytes[length++] = HEX[source[at] & 15];
        }
        return this;
    }

    /// Appends UTF-8 as the inside of a JSON string (RFC 8259 §7).
    DocumentText escaped(byte[] source, int from, int count) {
        room(6 * count);
        for (int at = from; at < from + count; at++) {
            byte character = source[at];
            if (character == '"' || character == '\\') {
                bytes[length++] = '\\';
                bytes[length++] = character;
            } else if (character >= 0 && character < ' ') {
                add(ESCAPE).hex(source, at, 1);
            } else {
                bytes[length++] = character;
            }
        }
        return this;
    }

    /// Appends 64 bits as 11 characters of base64url (RFC 4648 §5).
    DocumentText base64(long bits) {
        room(11);
        for (int shift = 58; shift >= -2; shift -= 6) {
            long group = shift >= 0 ? bits >>> shift : bits << -shift;
            bytes[length++] = BASE64URL[(int) (group & 63)];
        }
        return this;
    }

    /// Appends 128 bits as 22 characters of base64url.
    DocumentText base64(long high, long low) {
        room(24);
        for (int shift = 58; shift >= 4; shift -= 6) {
            bytes[length++] = BASE64URL[(int) (high >>> shift & 63)];
        }
        bytes[length++] = BASE64URL[(int) ((high << 2 | low >>> 62) & 63)];
        for (int shift = 56; shift >= 2; shift -= 6) {
            bytes[length++] = BASE64URL[(int) (low >>> shift & 63)];
        }
        bytes[length++] = BASE64URL[(int) (low << 4 & 63)];
        return this;
    }
}
