package io.acequia.codec;

import io.acequia.event.EventBuffer;
import java.util.EnumSet;

/// An event as the wire contract shapes it.
final class EventObject {
    private final JsonText text;
    private final JsonString string;
    private final JsonNumber number;
    private final UnknownNames unknown;
    private final IgnoredValue ignored;
    private final Keyword keyword;
    private final PayloadObject payload;
    private final MemberNames<EventMember> names;
    private final EventTime time;
    private final UsualEvent usual;
    private final EnumSet<EventMember> seen = EnumSet.noneOf(EventMember.class);

    EventObject(JsonText text) {
        this.text = text;
        string = new JsonString(text);
        number = new JsonNumber(text);
        unknown = new UnknownNames(text);
        ignored = new IgnoredValue(text, string, number, unknown);
        keyword = new Keyword(text, string);
        payload = new PayloadObject(text, string, number, unknown, ignored);
        time = new EventTime(text, string, number);
        usual = new UsualEvent(text, number, time);
        names =
                new MemberNames<>(
                        text,
                        string,
                        unknown,
                        EventMember.KNOWN,
                        EventMember.OTHER,
                        EventMember::path);
    }

    /// Takes the event whose opening brace is before `index`.
    ///
    /// @param depth how many objects and arrays are open, this one included
    int take(int index, int depth, EventBuffer into) {
        int event = into.add();
        int usualEnd = usual.take(index, into, event);
        return usualEnd == Fault.FAILED ? takeAny(index, depth, into, event) : usualEnd;
    }

    private int takeAny(int index, int depth, EventBuffer into, int event) {
        if (text.take(index, '}') != Fault.FAILED) {
            return text.fault().missing(EventMember.PAYLOAD.path());
        }
        seen.clear();
        names.restart();
        unknown.clear();
        int next = index;
        int at;
        do {
            EventMember member = names.take(next);
            at = takeValue(member, depth, into, event);
            if (at == Fault.FAILED) {
                return text.fault().blame(member.path());
            }
            next = text.take(at, ',');
        } while (next != Fault.FAILED);
        int end = text.require(at, '}', "comma or } expected");
        return end == Fault.FAILED || seen.contains(EventMember.PAYLOAD)
                ? end
                : text.fault().missing(EventMember.PAYLOAD.path());
    }

    private int takeValue(EventMember member, int depth, EventBuffer into, int event) {
        int at = names.valueIndex();
        if (at == Fault.FAILED) {
            return at;
        }
        if (member != EventMember.OTHER && !seen.add(member)) {
            return text.fail(at, "given twice");
        }
        return switch (member) {
            case NAMESPACE -> keyword.take(at, into, event, EventBuffer.NAMESPACE);
            case SENDER -> keyword.take(at, into, event, EventBuffer.SENDER);
            case ORIGIN -> keyword.take(at, into, event, EventBuffer.ORIGIN);
            case PAYLOAD -> payload.take(at, depth, into, event);
            case TIMESTAMP -> time.take(at, into, event);
            case OTHER -> ignored.take(at, depth);
        };
    }
}
