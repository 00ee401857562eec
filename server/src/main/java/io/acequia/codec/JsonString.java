package io.acequia.codec;

/// A string in a JSON text: a slice of the text's own bytes.
///
/// Escapes are replaced in place, which never needs more room than they took.
final class JsonString {
    private final JsonText text;
    private int from;
    private int to;
    private boolean hasControls;

    JsonString(JsonText text) {
        this.text = text;
    }

    /// Takes the string whose opening quote is at `index`.
    int take(int index) {
        int at = takePlain(index);
        return at == Fault.FAILED ? takeUnusual() : at;
    }

    /// Takes the string whose opening quote is at `index` if it is printable ASCII without escapes;
    /// when it fails nothing is wrong yet and no byte is changed.
    int takePlain(int index) {
        byte[] bytes = text.bytes();
        int end = text.end();
        int at = index + 1;
        from = at;
        hasControls = false;
        while (at <= end - Word.SIZE) {
            int plain = Word.plainBytes(Word.at(bytes, at));
            if (plain < Word.SIZE) {
                at += plain;
                break;
            }
            at += Word.SIZE;
        }
        to = at;
        return at < end && bytes[at] == '"' ? at + 1 : Fault.FAILED;
    }

    /// Takes the rest of a string that is not plain, or that ends with the text.
    private int takeUnusual() {
        byte[] bytes = text.bytes();
        int end = text.end();
        int at = to;
        while (at < end && bytes[at] != '"') {
            int taken = bytes[at] == '\\' ? copyEscape(at) : copyCharacter(at);
            if (taken == 0) {
                return text.fail(at, problem(bytes[at]));
            }
            at += taken;
        }
        return at < end ? at + 1 : text.fail(at, "unexpected end");
    }

    private static String problem(int culprit) {
        if (culprit == '\\') {
            return "bad escape";
        }
        return culprit < 0 ? "not UTF-8" : "control character";
    }

    private int copyEscape(int at) {
        byte[] bytes = text.bytes();
        int character = JsonEscape.character(bytes, at, text.end());
        if (character < 0) {
            return 0;
        }
        int length = JsonEscape.length(bytes, at, character);
        hasControls |= Character.isISOControl(character);
        to = Utf8.write(character, bytes, to);
        return length;
    }

    private int copyCharacter(int at) {
        byte[] bytes = text.bytes();
        int first = bytes[at];
        if (first >= 0) {
            hasControls |= first == 0x7f;
            bytes[to++] = (byte) first;
            return first < ' ' ? 0 : 1;
        }
        int length = Utf8.length(bytes, at, text.end());
        // U+0080 to U+009F are C2 80 to C2 9F.
        hasControls |= length == 2 && (first & 0xff) == 0xc2 && (bytes[at + 1] & 0xff) < 0xa0;
        for (int i = 0; i < length; i++) {
            bytes[to++] = bytes[at + i];
        }
        return length;
    }

    /// Returns where the content starts in the bytes of the text.
    int from() {
        return from;
    }

    /// Returns how many bytes of UTF-8 the content has.
    int length() {
        return to - from;
    }

    /// Says whether a character is a control character: U+0000 to U+001F, U+007F to U+009F.
    boolean hasControls() {
        return hasControls;
    }
}
