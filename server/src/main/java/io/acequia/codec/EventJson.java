package io.acequia.codec;

import io.acequia.event.Event;
import io.acequia.event.Value;

/// Writes events as JSON with the members of the wire contract, always in the same order and in one
/// line:
///
/// ```json
/// {"namespace":"default","sender":"demo","origin":"probe1",
///  "payload":{"type":"temperature","value":21.5,"unit":"Cel"},
///  "timestamp":"2026-11-23T10:00:00.000Z","received":"2026-11-23T10:00:00.012Z",
///  "time_source":"device"}
/// ```
public final class EventJson {
    private EventJson() {}

    /// Returns an event as JSON.
    public static String of(Event event) {
        var text = new StringBuilder(256);
        append(event, text);
        return text.toString();
    }

    /// Appends an event as JSON.
    public static void append(Event event, StringBuilder to) {
        to.append('{');
        appendText("namespace", event.namespace(), to);
        to.append(',');
        appendText("sender", event.sender(), to);
        to.append(',');
        appendText("origin", event.origin(), to);
        to.append(",\"payload\":{");
        appendText("type", event.type(), to);
        to.append(',');
        appendValue(event.value(), to);
        if (event.unit() != null) {
            to.append(',');
            appendText("unit", event.unit(), to);
        }
        to.append("},");
        appendText("timestamp", EventText.time(event.timestamp()), to);
        to.append(',');
        appendText("received", EventText.time(event.received()), to);
        to.append(',');
        appendText("time_source", event.timeSource().label(), to);
        to.append('}');
    }

    private static void appendText(String name, String value, StringBuilder to) {
        to.append('"').append(name).append("\":");
        JsonQuote.append(value, to);
    }

    private static void appendValue(Value value, StringBuilder to) {
        switch (value) {
            case Value.Numeric(var number) ->
                    to.append("\"value\":").append(EventText.number(number));
            case Value.Text(var text) -> appendText("string", text, to);
            case Value.Truth(var truth) -> to.append("\"bool\":").append(truth);
            case Value.Data data -> appendText("data", EventText.data(data), to);
        }
    }
}
