package io.acequia.coap.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// An immutable sequence of bytes.
public final class Bytes {
    /// No bytes at all.
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] array;

    private Bytes(byte[] array) {
        this.array = array;
    }

    /// Copies an array.
    public static Bytes of(byte[] array) {
        return copyOf(array, 0, array.length);
    }

    /// Copies `length` bytes of an array.
    public static Bytes copyOf(byte[] array, int from, int length) {
        return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(array, from, from + length));
    }

    /// Encodes text as UTF-8.
    public static Bytes utf8(String text) {
        return text.isEmpty() ? EMPTY : new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Returns how many bytes there are.
    public int length() {
        return array.length;
    }

    /// Returns a byte as a number from 0 to 255.
    public int at(int index) {
        return array[index] & 0xff;
    }

    /// Says whether these are the same bytes as `length` bytes of an array.
    public boolean matches(byte[] other, int from, int length) {
        return Arrays.equals(array, 0, array.length, other, from, from + length);
    }

    /// Copies all bytes into an array and returns where they end in it.
    public int copyTo(byte[] target, int from) {
        System.arraycopy(array, 0, target, from, array.length);
        return from + array.length;
    }

    /// Returns a copy as an array.
    public byte[] toArray() {
        return array.clone();
    }

    /// Decodes UTF-8; what is not UTF-8 becomes U+FFFD.
    public String utf8() {
        return new String(array, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(array);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(array);
    }
}
