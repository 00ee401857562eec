package io.acequia.cli;

import io.acequia.log.JsonText;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An event that a client command sends.
///
/// @param namespace tenant
/// @param sender who sends it
/// @param origin what was measured, absent when the sender measured itself
/// @param type quantity
/// @param value a finite number
/// @param unit unit of SenML, absent when there is none
/// @param timestamp when it was measured
record OutgoingEvent(
        String namespace,
        String sender,
        @Nullable String origin,
        String type,
        double value,
        @Nullable String unit,
        Instant timestamp) {
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    /// Returns the event as the wire contract wants it.
    String json() {
        var json = new StringBuilder(160).append('{');
        member(json, "namespace", namespace).append(',');
        member(json, "sender", sender).append(',');
        if (origin != null) {
            member(json, "origin", origin).append(',');
        }
        member(json.append("\"payload\":{"), "type", type);
        json.append(",\"value\":").append(JsNumber.text(value));
        if (unit != null) {
            member(json.append(','), "unit", unit);
        }
        return member(json.append("},"), "timestamp", MILLISECONDS.format(timestamp))
                .append('}')
                .toString();
    }

    private static StringBuilder member(StringBuilder json, String name, String text) {
        return json.append('"').append(name).append("\":").append(JsonText.quote(text));
    }

    /// Returns the event as node.js 8, which the client of the thesis ran on, shows an object.
    String inspect() {
        return "{ namespace: "
                + quote(namespace)
                + ",\n  sender: "
                + quote(sender)
                + (origin == null ? "" : ",\n  origin: " + quote(origin))
                + ",\n  payload: { type: "
                + quote(type)
                + ", value: "
                + JsNumber.text(value)
                + (unit == null ? "" : ", unit: " + quote(unit))
                + " },\n  timestamp: "
                + quote(MILLISECONDS.format(timestamp))
                + " }";
    }

    private static String quote(String text) {
        var escaped = text.replace("\\", "\\\\").replace("'", "\\'");
        return "'" + JsonText.printable(escaped) + "'";
    }
}
