package io.acequia.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acequia.event.EventBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Bodies of requests: a good event, of which single fields are changed.
final class Bodies {
    static final String GOOD = event();

    private Bodies() {}

    /// Returns a good event with changes, pairs of a field and its JSON; empty JSON leaves it out.
    static String event(String... changes) {
        Map<String, String> event = new LinkedHashMap<>();
        event.put("namespace", "\"default\"");
        event.put("sender", "\"demo\"");
        event.put("origin", "\"probe1\"");
        event.put("payload", "");
        event.put("timestamp", "\"2026-11-23T10:00:00.000Z\"");
        Map<String, String> payload = new LinkedHashMap<>();
        payload.put("type", "\"temperature\"");
        payload.put("value", "21.5");
        event.put("payload", "?");
        for (int i = 0; i < changes.length; i += 2) {
            boolean isInside = changes[i].startsWith("payload.");
            String name = isInside ? changes[i].substring("payload.".length()) : changes[i];
            (isInside ? payload : event).put(name, changes[i + 1]);
        }
        event.replace("payload", "?", object(payload));
        return object(event);
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .filter(member -> !member.getValue().isEmpty())
                .map(member -> quote(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /// Decodes a body with a new reader for up to 1,000 events.
    static Decoded decode(byte[] body, EventBuffer into) {
        return new JsonEvents(JsonEvents.MOST_EVENTS).decode(body, 0, body.length, into);
    }

    /// Decodes a body that is one good event.
    static EventBuffer accepted(String body) {
        var into = new EventBuffer(1);
        assertEquals(Decoded.ACCEPTED, decode(utf8(body), into), body);
        return into;
    }

    /// Returns text as a string of JSON.
    static String quote(String text) {
        var quoted = new StringBuilder();
        JsonQuote.append(text, quoted);
        return quoted.toString();
    }

    /// Returns as many events in an array.
    static String array(String event, int count) {
        return "[" + String.join(",", Collections.nCopies(count, event)) + "]";
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Returns the bytes of a text of characters U+0000 to U+00FF, for what is not UTF-8.
    static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
