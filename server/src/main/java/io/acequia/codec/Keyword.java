package io.acequia.codec;

import io.acequia.event.EventBuffer;

/// A keyword of the wire contract: 1 to 256 bytes of UTF-8 without control characters.
final class Keyword {
    /// Most bytes.
    static final int LONGEST = 256;

    private final JsonText text;
    private final JsonString string;

    Keyword(JsonText text, JsonString string) {
        this.text = text;
        this.string = string;
    }

    /// Takes a keyword into a column of an event.
    int take(int index, EventBuffer into, int event, int column) {
        int at = takeText(index);
        if (at == Fault.FAILED) {
            return at;
        }
        int length = string.length();
        if (length == 0) {
            return text.fail(index, "empty");
        }
        if (length > LONGEST) {
            return text.fail(index, "over 256 bytes");
        }
        into.keyword(event, column, string.from(), length);
        return at;
    }

    /// Takes a string of any length without control characters, after blanks.
    int takeText(int index) {
        int quote = text.skipBlanks(index);
        if (text.at(quote) != '"') {
            return text.fail(quote, "not a string");
        }
        int at = string.take(quote);
        return string.hasControls() && at != Fault.FAILED
                ? text.fail(index, "control character")
                : at;
    }
}
