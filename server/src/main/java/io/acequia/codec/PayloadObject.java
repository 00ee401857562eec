package io.acequia.codec;

import io.acequia.event.EventBuffer;
import java.util.EnumSet;

/// The payload of an event: its type, exactly one value, and perhaps a unit.
final class PayloadObject {
    private final JsonText text;
    private final JsonString string;
    private final JsonNumber number;
    private final UnknownNames unknown;
    private final IgnoredValue ignored;
    private final Keyword keyword;
    private final MemberNames<PayloadMember> names;
    private final EnumSet<PayloadMember> seen = EnumSet.noneOf(PayloadMember.class);
    private boolean hasValue;

    PayloadObject(
            JsonText text,
            JsonString string,
            JsonNumber number,
            UnknownNames unknown,
            IgnoredValue ignored) {
        this.text = text;
        this.string = string;
        this.number = number;
        this.unknown = unknown;
        this.ignored = ignored;
        this.keyword = new Keyword(text, string);
        this.names =
                new MemberNames<>(
                        text,
                        string,
                        unknown,
                        PayloadMember.KNOWN,
                        PayloadMember.OTHER,
                        PayloadMember::text);
    }

    /// Takes the payload of an event, after blanks.
    ///
    /// @param depth how many objects and arrays are open around it
    int take(int index, int depth, EventBuffer into, int event) {
        int next = text.take(index, '{');
        if (next == Fault.FAILED) {
            return text.fail(index, "not an object");
        }
        if (text.take(next, '}') != Fault.FAILED) {
            return text.fault().missing(PayloadMember.TYPE.path());
        }
        seen.clear();
        hasValue = false;
        names.restart();
        int outer = unknown.open();
        int at;
        do {
            PayloadMember member = names.take(next);
            at = takeValue(member, depth + 1, into, event);
            if (at == Fault.FAILED) {
                return text.fault().blame(member.path());
            }
            next = text.take(at, ',');
        } while (next != Fault.FAILED);
        unknown.close(outer);
        return end(at);
    }

    private int end(int at) {
        int end = text.require(at, '}', "comma or } expected");
        if (end != Fault.FAILED && !seen.contains(PayloadMember.TYPE)) {
            return text.fault().missing(PayloadMember.TYPE.path());
        }
        if (end != Fault.FAILED && !hasValue) {
            return text.fault().missing(PayloadMember.VALUE.path());
        }
        return end;
    }

    private int takeValue(PayloadMember member, int depth, EventBuffer into, int event) {
        int at = names.valueIndex();
        if (at == Fault.FAILED) {
            return at;
        }
        if (member != PayloadMember.OTHER && !seen.add(member)) {
            return text.fail(at, "given twice");
        }
        if (member.isValue() && hasValue) {
            return text.fail(at, "more than one value");
        }
        hasValue |= member.isValue();
        return switch (member) {
            case TYPE -> keyword.take(at, into, event, EventBuffer.TYPE);
            case UNIT -> keyword.take(at, into, event, EventBuffer.UNIT);
            case VALUE -> takeNumber(at, into, event);
            case STRING -> takeText(at, into, event);
            case BOOL -> takeTruth(at, into, event);
            case DATA -> takeData(at, into, event);
            case OTHER -> ignored.take(at, depth);
        };
    }

    private int takeNumber(int index, EventBuffer into, int event) {
        int at = number.take(text.skipBlanks(index));
        if (at == Fault.FAILED) {
            return at;
        }
        double value = number.toDouble();
        if (!Double.isFinite(value)) {
            return text.fail(index, "not finite");
        }
        if (!number.isFaithful()) {
            return text.fail(index, "integer needs over 53 bits");
        }
        into.number(event, value);
        return at;
    }

    private int takeText(int index, EventBuffer into, int event) {
        int at = keyword.takeText(index);
        if (at != Fault.FAILED) {
            into.content(event, EventBuffer.TEXT, string.from(), string.length());
        }
        return at;
    }

    private int takeTruth(int index, EventBuffer into, int event) {
        int word = text.skipBlanks(index);
        boolean isTrue = text.at(word) == 't';
        int at = text.takeWord(word, isTrue ? "true" : "false");
        if (at == Fault.FAILED) {
            return text.fail(word, "not true or false");
        }
        into.truth(event, isTrue);
        return at;
    }

    private int takeData(int index, EventBuffer into, int event) {
        int at = keyword.takeText(index);
        if (at == Fault.FAILED) {
            return at;
        }
        int length = Base64Text.decode(text.bytes(), string.from(), string.length());
        if (length == Base64Text.BROKEN) {
            return text.fail(index, "not Base64");
        }
        into.content(event, EventBuffer.DATA, string.from(), length);
        return at;
    }
}
