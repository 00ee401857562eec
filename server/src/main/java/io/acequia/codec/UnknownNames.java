package io.acequia.codec;

import java.util.Arrays;

/// The unknown names of the objects that are open, so that one that comes twice is refused.
///
/// RFC 8259 §4 leaves the meaning of duplicate names open, and readers differ: some take the first,
/// some the last. What two programs may read differently is not stored.
final class UnknownNames {
    /// Most unknown members of one object.
    static final int MOST = 64;

    private final JsonText text;
    private final int[] from = new int[MOST * JsonEvents.DEPTH];
    private final int[] length = new int[MOST * JsonEvents.DEPTH];
    private final int[] hash = new int[MOST * JsonEvents.DEPTH];
    private int first;
    private int size;

    UnknownNames(JsonText text) {
        this.text = text;
    }

    /// Forgets all objects.
    void clear() {
        first = 0;
        size = 0;
    }

    /// Opens an object and returns what [#close] needs to go back to the one around it.
    int open() {
        int outer = first;
        first = size;
        return outer;
    }

    /// Closes the innermost object.
    void close(int outer) {
        size = first;
        first = outer;
    }

    /// Adds a name of the innermost object, or fails.
    ///
    /// @param index where the name stands in the text
    /// @param start where its content starts
    /// @param count bytes of its content
    boolean add(int index, int start, int count) {
        if (size - first == MOST) {
            text.failBetween(index, "too many unknown members");
            return false;
        }
        int code = hash(start, count);
        for (int i = first; i < size; i++) {
            if (hash[i] == code && isSame(i, start, count)) {
                text.failBetween(index, "name given twice");
                return false;
            }
        }
        from[size] = start;
        length[size] = count;
        hash[size] = code;
        size++;
        return true;
    }

    private int hash(int start, int count) {
        int code = count;
        for (int i = start; i < start + count; i++) {
            code = code * 31 + text.bytes()[i];
        }
        return code;
    }

    private boolean isSame(int i, int start, int count) {
        byte[] bytes = text.bytes();
        return Arrays.equals(bytes, from[i], from[i] + length[i], bytes, start, start + count);
    }
}
