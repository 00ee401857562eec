package io.acequia.console;

import io.acequia.event.Event;
import io.acequia.event.Value;
import java.io.IOException;
import java.util.Base64;
import java.util.List;

/// Writes events in the JSON in which devices send them, and what the server added: `received` and
/// `time_source`.
final class EventJson {
    private EventJson() {}

    static void write(List<Event> events, JsonWriter json) throws IOException {
        json.beginArray();
        for (var event : events) {
            write(event, json);
        }
        json.endArray();
    }

    static void write(Event event, JsonWriter json) throws IOException {
        json.beginObject();
        json.name("namespace").value(event.namespace());
        json.name("sender").value(event.sender());
        json.name("origin").value(event.origin());
        json.name("payload").beginObject();
        json.name("type").value(event.type());
        value(event.value(), json);
        if (event.unit() != null) {
            json.name("unit").value(event.unit());
        }
        json.endObject();
        json.name("timestamp").value(event.timestamp());
        json.name("received").value(event.received());
        json.name("time_source").value(event.timeSource().label());
        json.endObject();
    }

    private static void value(Value value, JsonWriter json) throws IOException {
        switch (value) {
            case Value.Numeric(var number) -> json.name("value").value(number);
            case Value.Text(var text) -> json.name("string").value(text);
            case Value.Truth(var truth) -> json.name("bool").value(truth);
            case Value.Data data -> json.name("data").value(base64(data));
        }
    }

    /// Standard Base64 with padding (RFC 4648 §4), as in the JSON of the wire.
    private static String base64(Value.Data data) {
        return Base64.getEncoder().encodeToString(data.bytes());
    }
}
