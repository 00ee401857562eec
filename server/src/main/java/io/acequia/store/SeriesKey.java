package io.acequia.store;

import io.acequia.event.EventBuffer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The five keywords of a series as bytes: five lengths of 16 bits, little-endian, then the bytes
/// of namespace, sender, origin, type and unit. The length of an absent keyword is 65,535.
public final class SeriesKey {
    /// Keywords of a key.
    public static final int COLUMNS = 5;

    /// Bytes of the lengths.
    public static final int LENGTHS = COLUMNS * Short.BYTES;

    private static final int ABSENT = 0xffff;
    private static final VarHandle SHORT =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private SeriesKey() {}

    /// Returns the length of the key at `at`, whose lengths at least are there.
    public static int length(byte[] key, int at) {
        int length = LENGTHS;
        for (int column = 0; column < COLUMNS; column++) {
            length += Math.max(0, columnLength(key, at, column));
        }
        return length;
    }

    /// Returns the length of a keyword of the key at `at`, -1 when it is absent.
    public static int columnLength(byte[] key, int at, int column) {
        int length = (short) SHORT.get(key, at + column * Short.BYTES) & 0xffff;
        return length == ABSENT ? -1 : length;
    }

    /// Returns the length of the key of an event.
    public static int length(EventBuffer events, int event) {
        int length = LENGTHS;
        for (int column = 0; column < COLUMNS; column++) {
            int bytes = events.keywordLength(event, column);
            if (bytes >= ABSENT) {
                throw new IllegalArgumentException("a keyword of " + bytes + " bytes");
            }
            length += Math.max(0, bytes);
        }
        return length;
    }

    /// Writes the key of an event to `at`.
    public static void write(EventBuffer events, int event, byte[] target, int at) {
        int to = at + LENGTHS;
        for (int column = 0; column < COLUMNS; column++) {
            int length = events.keywordLength(event, column);
            SHORT.set(target, at + column * Short.BYTES, (short) length);
            if (length > 0) {
                System.arraycopy(
                        events.bytes(), events.keywordFrom(event, column), target, to, length);
                to += length;
            }
        }
    }

    /// Returns whether the key at `at` is that of an event.
    public static boolean matches(byte[] key, int at, EventBuffer events, int event) {
        int from = at + LENGTHS;
        for (int column = 0; column < COLUMNS; column++) {
            int length = events.keywordLength(event, column);
            if (length != columnLength(key, at, column)) {
                return false;
            }
            if (length > 0) {
                if (!equal(key, from, events.bytes(), events.keywordFrom(event, column), length)) {
                    return false;
                }
                from += length;
            }
        }
        return true;
    }

    /// Compares two slices; for the few bytes of a keyword faster than [Arrays#equals]. The last
    /// step overlaps the one before.
    public static boolean equal(byte[] one, int from, byte[] other, int otherFrom, int length) {
        if (length < Long.BYTES) {
            return Arrays.equals(one, from, from + length, other, otherFrom, otherFrom + length);
        }
        int last = length - Long.BYTES;
        for (int at = 0; at < last; at += Long.BYTES) {
            if ((long) LONG.get(one, from + at) != (long) LONG.get(other, otherFrom + at)) {
                return false;
            }
        }
        return (long) LONG.get(one, from + last) == (long) LONG.get(other, otherFrom + last);
    }

    /// Returns what the key at `at` says.
    public static SeriesName name(byte[] key, int at) {
        var keywords = new @Nullable String[COLUMNS];
        int from = at + LENGTHS;
        for (int column = 0; column < COLUMNS; column++) {
            int length = columnLength(key, at, column);
            if (length >= 0) {
                keywords[column] = new String(key, from, length, StandardCharsets.UTF_8);
                from += length;
            }
        }
        return new SeriesName(
                orEmpty(keywords[EventBuffer.NAMESPACE]),
                orEmpty(keywords[EventBuffer.SENDER]),
                orEmpty(keywords[EventBuffer.ORIGIN]),
                orEmpty(keywords[EventBuffer.TYPE]),
                keywords[EventBuffer.UNIT]);
    }

    private static String orEmpty(@Nullable String keyword) {
        return keyword == null ? "" : keyword;
    }
}
