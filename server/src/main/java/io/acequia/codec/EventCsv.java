package io.acequia.codec;

import io.acequia.event.Event;
import io.acequia.event.Value;

/// Writes events as comma-separated values (RFC 4180), with one column for each member of the wire
/// contract; of the four columns of values one is filled.
public final class EventCsv {
    /// The first line, its end included.
    public static final String HEADER =
            "namespace,sender,origin,payload.type,payload.value,payload.string,payload.bool,"
                    + "payload.data,payload.unit,timestamp,received,time_source\r\n";

    private EventCsv() {}

    /// Appends an event as a line, its end included.
    public static void append(Event event, StringBuilder to) {
        appendField(event.namespace(), to).append(',');
        appendField(event.sender(), to).append(',');
        appendField(event.origin(), to).append(',');
        appendField(event.type(), to).append(',');
        switch (event.value()) {
            case Value.Numeric(var number) -> to.append(EventText.number(number)).append(",,,,");
            case Value.Text(var text) -> appendField(text, to.append(',')).append(",,,");
            case Value.Truth(var truth) -> to.append(",,").append(truth).append(",,");
            case Value.Data data -> to.append(",,,").append(EventText.data(data)).append(',');
        }
        if (event.unit() != null) {
            appendField(event.unit(), to);
        }
        to.append(',').append(EventText.time(event.timestamp()));
        to.append(',').append(EventText.time(event.received()));
        to.append(',').append(event.timeSource().label()).append("\r\n");
    }

    /// Appends a field, in quotes where it could be taken for something else: RFC 4180 §2, and
    /// empty text, which is not the same as no text.
    private static StringBuilder appendField(String text, StringBuilder to) {
        boolean isPlain = !text.isEmpty() && text.chars().noneMatch(EventCsv::isSpecial);
        return isPlain
                ? to.append(text)
                : to.append('"').append(text.replace("\"", "\"\"")).append('"');
    }

    private static boolean isSpecial(int character) {
        return character == ',' || character == '"' || character == '\r' || character == '\n';
    }
}
