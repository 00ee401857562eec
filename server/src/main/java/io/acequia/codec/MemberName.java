package io.acequia.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The name of a known member, compared eight bytes at a time together with its quotes and the
/// colon that follows, as every program writes it.
///
/// @param <M> the members
final class MemberName<M> {
    private final M member;
    private final byte[] name;
    private final int size;
    private final int reach;
    private final long head;
    private final long headMask;
    private final long tail;

    MemberName(M member, String text) {
        this.member = member;
        name = text.getBytes(StandardCharsets.US_ASCII);
        size = name.length + "\"\":".length();
        reach = Math.max(size, Word.SIZE);
        byte[] quoted = ("\"" + text + "\":").getBytes(StandardCharsets.US_ASCII);
        byte[] filled = Arrays.copyOf(quoted, reach);
        headMask = size >= Word.SIZE ? -1 : (1L << (size * Byte.SIZE)) - 1;
        head = Word.at(filled, 0);
        tail = Word.at(filled, reach - Word.SIZE);
    }

    /// Returns the member.
    M member() {
        return member;
    }

    /// Returns how many bytes it has with quotes and colon.
    int size() {
        return size;
    }

    /// Says whether it stands at `index` with quotes and colon; false as well where a word would
    /// reach beyond `end`.
    boolean isAt(byte[] bytes, int index, int end) {
        return index <= end - reach
                && (Word.at(bytes, index) & headMask) == head
                && (reach == Word.SIZE || Word.at(bytes, index + reach - Word.SIZE) == tail);
    }

    /// Says whether it is the content of a string.
    boolean isIn(byte[] bytes, int from, int length) {
        return Arrays.equals(name, 0, name.length, bytes, from, from + length);
    }
}
