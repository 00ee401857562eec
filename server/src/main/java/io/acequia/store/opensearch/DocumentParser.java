package io.acequia.store.opensearch;

import static java.util.Objects.requireNonNullElse;

import io.acequia.event.Event;
import io.acequia.event.TimeSource;
import io.acequia.event.Value;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads an event from its document.
final class DocumentParser {
    private String namespace = "";
    private String sender = "";
    private String origin = "";
    private String type = "";
    private @Nullable Value value;
    private @Nullable String unit;
    private Instant timestamp = Instant.EPOCH;
    private Instant received = Instant.EPOCH;
    private TimeSource timeSource = TimeSource.SERVER;

    private DocumentParser() {}

    /// Reads the document whose first token is the current one, up to its last.
    ///
    /// @throws EngineException when it is none of ours
    static Event event(JsonParser json) throws EngineException {
        var document = new DocumentParser();
        try {
            document.read(json);
        } catch (RuntimeException e) {
            throw new EngineException("a document is no event of ours: " + e.getMessage(), e);
        }
        return document.event();
    }

    private Event event() throws EngineException {
        if (value == null) {
            throw new EngineException("a document has no value: not an event of ours");
        }
        return new Event(
                namespace, sender, origin, type, value, unit, timestamp, received, timeSource);
    }

    private void read(JsonParser json) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            json.nextToken();
            switch (name) {
                case "namespace" -> namespace = json.getString();
                case "sender" -> sender = json.getString();
                case "origin" -> origin = json.getString();
                case "payload" -> payload(json);
                case "timestamp" -> timestamp = Instant.parse(json.getString());
                case "received" -> received = Instant.parse(json.getString());
                case "time_source" ->
                        timeSource = TimeSource.valueOf(json.getString().toUpperCase(Locale.ROOT));
                default -> json.skipChildren();
            }
        }
    }

    private void payload(JsonParser json) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = requireNonNullElse(json.currentName(), "");
            json.nextToken();
            switch (name) {
                case "type" -> type = json.getString();
                case "unit" -> unit = json.getString();
                case "value" -> value = new Value.Numeric(json.getDoubleValue());
                case "string" -> value = new Value.Text(json.getString());
                case "bool" -> value = new Value.Truth(json.getBooleanValue());
                case "data" -> value = new Value.Data(json.getString());
                default -> json.skipChildren();
            }
        }
    }
}
