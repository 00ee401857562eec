package io.acequia.codec;

/// The value of an unknown member: checked like everything else, then forgotten.
final class IgnoredValue {
    private final JsonText text;
    private final JsonString string;
    private final JsonNumber number;
    private final UnknownNames names;

    IgnoredValue(JsonText text, JsonString string, JsonNumber number, UnknownNames names) {
        this.text = text;
        this.string = string;
        this.number = number;
        this.names = names;
    }

    /// Takes a value, after blanks.
    ///
    /// @param depth how many objects and arrays are open, at most [JsonEvents#DEPTH]
    int take(int index, int depth) {
        int at = text.skipBlanks(index);
        return switch (text.at(at)) {
            case '"' -> string.take(at);
            case '{' -> depth < JsonEvents.DEPTH ? takeObject(at + 1, depth + 1) : tooDeep(at);
            case '[' -> depth < JsonEvents.DEPTH ? takeArray(at + 1, depth + 1) : tooDeep(at);
            case 't' -> takeWord(at, "true");
            case 'f' -> takeWord(at, "false");
            case 'n' -> takeWord(at, "null");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number.take(at);
            default -> text.failBetween(at, "value expected");
        };
    }

    private int tooDeep(int at) {
        return text.failBetween(at, "nested too deep");
    }

    private int takeWord(int at, String word) {
        int end = text.takeWord(at, word);
        return end == Fault.FAILED ? text.failBetween(at, "value expected") : end;
    }

    private int takeObject(int index, int depth) {
        int next = text.take(index, '}');
        if (next != Fault.FAILED) {
            return next;
        }
        int outer = names.open();
        int at;
        next = index;
        do {
            at = takeMember(text.skipBlanks(next), depth);
            if (at == Fault.FAILED) {
                return at;
            }
            next = text.take(at, ',');
        } while (next != Fault.FAILED);
        names.close(outer);
        return text.require(at, '}', "comma or } expected");
    }

    private int takeMember(int index, int depth) {
        if (text.at(index) != '"') {
            return text.failBetween(index, "name expected");
        }
        int at = string.take(index);
        if (at == Fault.FAILED || !names.add(index, string.from(), string.length())) {
            return Fault.FAILED;
        }
        at = text.require(at, ':', "colon expected");
        return at == Fault.FAILED ? at : take(at, depth);
    }

    private int takeArray(int index, int depth) {
        int next = text.take(index, ']');
        if (next != Fault.FAILED) {
            return next;
        }
        int at;
        next = index;
        do {
            at = take(next, depth);
            if (at == Fault.FAILED) {
                return at;
            }
            next = text.take(at, ',');
        } while (next != Fault.FAILED);
        return text.require(at, ']', "comma or ] expected");
    }
}
