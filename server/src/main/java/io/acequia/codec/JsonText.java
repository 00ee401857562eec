package io.acequia.codec;

/// A JSON text (RFC 8259) in a slice of an array, and the smallest steps through it.
///
/// Every step is given the index where it starts and returns the index where it ends,
/// [Fault#FAILED] when it cannot be taken. Indices stay in registers that way; a position kept in a
/// field would be stored and loaded again for every token.
final class JsonText {
    /// What [#at] returns after the last byte.
    static final int END = -1;

    private final Fault fault = new Fault();
    private byte[] bytes = new byte[0];
    private int start;
    private int end;

    /// Goes to another text.
    void reset(byte[] source, int from, int to) {
        bytes = source;
        start = from;
        end = to;
        fault.clear();
    }

    /// Returns the array that the text is a slice of.
    byte[] bytes() {
        return bytes;
    }

    /// Returns the index in [#bytes] after the last byte of the text.
    int end() {
        return end;
    }

    /// Returns what is wrong, if something is.
    Fault fault() {
        return fault;
    }

    /// Something is wrong with the value of a field.
    int fail(int index, String problem) {
        return fault.at(index - start, problem);
    }

    /// The text itself is broken.
    int failBetween(int index, String problem) {
        return fault.between(index - start, index >= end ? "unexpected end" : problem);
    }

    /// Returns the byte at `index`, 0 to 255, or [#END].
    int at(int index) {
        return index < end ? bytes[index] & 0xff : END;
    }

    /// Says whether a byte is a blank (RFC 8259 §2).
    static boolean isBlank(int value) {
        return value == ' ' || value == '\n' || value == '\r' || value == '\t';
    }

    /// Returns where the next byte is that is not a blank.
    int skipBlanks(int index) {
        return at(index) > ' ' ? index : skipSomeBlanks(index);
    }

    private int skipSomeBlanks(int index) {
        int next = index;
        while (isBlank(at(next))) {
            next++;
        }
        return next;
    }

    /// Takes one byte, after blanks, if it is the wanted one; when it is not, nothing is wrong yet.
    int take(int index, int wanted) {
        int next = skipBlanks(index);
        return at(next) == wanted ? next + 1 : Fault.FAILED;
    }

    /// Takes one byte, after blanks, or fails with this problem.
    int require(int index, int wanted, String problem) {
        int next = skipBlanks(index);
        return at(next) == wanted ? next + 1 : failBetween(next, problem);
    }

    /// Takes a word such as `true` if it is here; when it is not, nothing is wrong yet.
    int takeWord(int index, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at(index + i) != word.charAt(i)) {
                return Fault.FAILED;
            }
        }
        return index + word.length();
    }
}
