package io.acequia.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.message.Bytes;
import io.acequia.event.EventBuffer;
import java.nio.charset.StandardCharsets;

/// A row of the catalogue of bad input: a body and what must come back.
///
/// @param id as in the catalogue
/// @param expected `accepted`, `more than N` or the reason it is refused for
record Row(String id, Bytes body, String expected) {
    private static final JsonEvents READER = new JsonEvents(JsonEvents.MOST_EVENTS);

    Row(String id, byte[] body, String expected) {
        this(id, Bytes.of(body), expected);
    }

    static Row accepted(String id, String body) {
        return new Row(id, Bodies.utf8(body), "accepted");
    }

    static Row refused(String id, String body, String reason) {
        return new Row(id, Bodies.utf8(body), reason);
    }

    /// A row for a field of a good event.
    static Row field(String id, String field, String json, String expected) {
        return new Row(id, Bodies.utf8(Bodies.event(field, json)), expected);
    }

    /// Checks the row, and that a good event is taken by the same reader afterwards.
    EventBuffer check() {
        byte[] bytes = body.toArray();
        var into = new EventBuffer(4);

        String answer = answer(bytes, into);

        assertEquals(expected, answer);
        assertEquals("accepted", answer(Bodies.utf8(Bodies.GOOD), new EventBuffer(4)));
        if (!answer.equals("accepted")) {
            assertEquals(0, into.size());
            assertTrue(answer.getBytes(StandardCharsets.UTF_8).length <= 64, answer);
        }
        return into;
    }

    private static String answer(byte[] bytes, EventBuffer into) {
        return switch (READER.decode(bytes, 0, bytes.length, into)) {
            case Decoded.Accepted _ -> "accepted";
            case Decoded.Malformed(var reason) -> reason;
            case Decoded.TooManyEvents(var limit) -> "more than " + limit;
        };
    }

    @Override
    public String toString() {
        return id;
    }
}
