package io.acequia.codec;

import io.acequia.event.EventBuffer;

/// The `timestamp` of an event: an ISO 8601 string, or a number of milliseconds since 1970.
final class EventTime {
    private final JsonText text;
    private final JsonString string;
    private final JsonNumber number;
    private final IsoTime isoTime = new IsoTime();

    EventTime(JsonText text, JsonString string, JsonNumber number) {
        this.text = text;
        this.string = string;
        this.number = number;
    }

    /// Takes the time of an event, after blanks.
    int take(int index, EventBuffer into, int event) {
        int at = text.skipBlanks(index);
        return text.at(at) == '"'
                ? finishIso(at, string.take(at), into, event)
                : takeUnix(at, into, event);
    }

    /// Takes the time of an event if it is written without blanks and escapes; when it fails no
    /// byte is changed.
    int takePlain(int index, EventBuffer into, int event) {
        return text.at(index) == '"'
                ? finishIso(index, string.takePlain(index), into, event)
                : takeUnix(index, into, event);
    }

    private int finishIso(int index, int at, EventBuffer into, int event) {
        if (at == Fault.FAILED) {
            return at;
        }
        int from = string.from();
        long micros = isoTime.toMicros(text.bytes(), from, from + string.length());
        into.timestamp(event, micros);
        return micros == EventBuffer.NO_TIME ? text.fail(index, "not a time") : at;
    }

    /// A time beyond any calendar is implausible, but no error.
    private int takeUnix(int index, EventBuffer into, int event) {
        int at = number.take(index);
        if (at == Fault.FAILED || !Double.isFinite(number.toDouble())) {
            return text.fail(index, "not a time");
        }
        into.timestamp(event, number.toMicros());
        return at;
    }
}
