package io.acequia.codec;

import io.acequia.event.EventBuffer;

/// Reads one event or an array of events in JSON (content format 50), as strictly as RFC 8259 and
/// the wire contract say and without leaving garbage behind; what is refused, allocates its reason.
///
/// Belongs to one thread, which reuses it for every request. What is accepted is listed in
/// `docs/json.md`.
///
/// **The bytes are used up**: slices of the result point into them, and strings with escapes and
/// Base64 are decoded in place.
public final class JsonEvents {
    /// Most events in one request, unless configured.
    public static final int MOST_EVENTS = 1_000;

    /// Most objects and arrays inside each other, the outermost included.
    static final int DEPTH = 8;

    private final int mostEvents;
    private final JsonText text = new JsonText();
    private final EventObject event = new EventObject(text);

    /// Takes up to `mostEvents` events, at least 1, from one request.
    public JsonEvents(int mostEvents) {
        if (mostEvents < 1) {
            throw new IllegalArgumentException("most events is " + mostEvents + "; use at least 1");
        }
        this.mostEvents = mostEvents;
    }

    /// Reads the bytes from `from` up to `to`; never throws for any content. The buffer holds the
    /// events when they are accepted and nothing otherwise.
    public Decoded decode(byte[] bytes, int from, int to, EventBuffer into) {
        text.reset(bytes, from, to);
        into.clear(bytes);
        Decoded decoded = read(from, into);
        if (!(decoded instanceof Decoded.Accepted)) {
            into.clear(bytes);
        }
        return decoded;
    }

    private Decoded read(int index, EventBuffer into) {
        int at = text.skipBlanks(index);
        return switch (text.at(at)) {
            case '{' -> finish(event.take(at + 1, 1, into));
            case '[' -> readArray(at + 1, into);
            default -> finish(text.failBetween(at, "not an object or array"));
        };
    }

    private Decoded readArray(int index, EventBuffer into) {
        if (text.take(index, ']') != Fault.FAILED) {
            return finish(text.failBetween(index, "no events"));
        }
        int next = index;
        int at;
        do {
            if (into.size() == mostEvents) {
                return new Decoded.TooManyEvents(mostEvents);
            }
            int number = into.size();
            at = text.require(next, '{', "not an object");
            at = at == Fault.FAILED ? at : event.take(at, 2, into);
            if (at == Fault.FAILED) {
                return new Decoded.Malformed(text.fault().reason(number));
            }
            next = text.take(at, ',');
        } while (next != Fault.FAILED);
        return finish(text.require(at, ']', "comma or ] expected"));
    }

    /// The text is over when its value ends here.
    private Decoded finish(int index) {
        int at = index == Fault.FAILED ? index : text.skipBlanks(index);
        if (at != Fault.FAILED && text.at(at) != JsonText.END) {
            at = text.failBetween(at, "more after the end");
        }
        return at == Fault.FAILED ? new Decoded.Malformed(text.fault().reason()) : Decoded.ACCEPTED;
    }
}
