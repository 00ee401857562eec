package io.acequia.codec;

import static java.time.temporal.ChronoUnit.MICROS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.event.Event;
import io.acequia.event.EventBuffer;
import io.acequia.event.Packing;
import io.acequia.event.TimeSource;
import io.acequia.event.Value;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Jackson reads the same documents by other means.
class JacksonOracleTest {
    private static final int DOCUMENTS = 30_000;
    private static final Instant RECEIVED = Instant.parse("2026-11-23T10:00:00Z");
    private static final JsonMapper STRICT =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final JsonEvents reader = new JsonEvents(JsonEvents.MOST_EVENTS);
    private final EventBuffer into = new EventBuffer(4);

    @Test
    @DisplayName("A valid document means to us what it means to Jackson")
    void sameMeaning() {
        var documents = new RandomDocuments(new SplittableRandom(8259));
        for (int i = 0; i < DOCUMENTS; i++) {
            byte[] body = Bodies.utf8(documents.next());
            JsonNode expected = STRICT.readTree(body);

            assertEquals(Decoded.ACCEPTED, decode(body));
            assertSame(expected);
        }
    }

    @Test
    @DisplayName("Whatever we accept of damaged documents, Jackson accepts with the same meaning")
    void nothingMoreThanJackson() {
        var random = new SplittableRandom(7493);
        var documents = new RandomDocuments(random);
        int accepted = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            byte[] body = Mutation.of(Bodies.utf8(documents.next()), random);
            byte[] copy = body.clone();
            if (decode(body) instanceof Decoded.Accepted) {
                assertSame(STRICT.readTree(copy));
                accepted++;
            }
        }
        assertTrue(accepted > DOCUMENTS / 100, "only " + accepted + " were accepted");
    }

    private Decoded decode(byte[] body) {
        return reader.decode(body, 0, body.length, into);
    }

    private void assertSame(JsonNode expected) {
        assertEquals(expected.isArray() ? expected.size() : 1, into.size());
        for (int i = 0; i < into.size(); i++) {
            JsonNode event = expected.isArray() ? expected.get(i) : expected;
            Event ours = Packing.unpack(into, i, RECEIVED);
            assertEquals(unsigned(event(event, ours.timestamp())), unsigned(ours));
        }
    }

    /// Returns all of an event but the sign of zero, which Jackson's integers do not have.
    private static String unsigned(Event event) {
        return event.toString().replace("-0.0", "0.0");
    }

    private static Event event(JsonNode node, Instant time) {
        String sender = text(node.get("sender"), "anonymous");
        JsonNode payload = node.get("payload");
        JsonNode timestamp = node.get("timestamp");
        return new Event(
                text(node.get("namespace"), "default"),
                sender,
                text(node.get("origin"), sender),
                payload.get("type").stringValue(),
                value(payload),
                payload.has("unit") ? payload.get("unit").stringValue() : null,
                timestamp == null ? RECEIVED : time(timestamp, time),
                RECEIVED,
                timestamp == null ? TimeSource.SERVER : TimeSource.DEVICE);
    }

    private static String text(@Nullable JsonNode node, String otherwise) {
        return node == null ? otherwise : node.stringValue();
    }

    private static Value value(JsonNode payload) {
        if (payload.has("value")) {
            return new Value.Numeric(payload.get("value").doubleValue());
        }
        if (payload.has("string")) {
            return new Value.Text(payload.get("string").stringValue());
        }
        if (payload.has("bool")) {
            return new Value.Truth(payload.get("bool").booleanValue());
        }
        String data = payload.get("data").stringValue().replace('-', '+').replace('_', '/');
        return Value.Data.of(Base64.getDecoder().decode(data));
    }

    /// A time that Jackson or the library read less exactly is judged by other tests.
    private static Instant time(JsonNode node, Instant ours) {
        if (node.isNumber()) {
            boolean isExact = node.isIntegralNumber() && node.canConvertToLong();
            boolean isInRange = isExact && Math.abs(node.longValue()) < Long.MAX_VALUE / 1_000;
            return isInRange ? Instant.ofEpochMilli(node.longValue()) : ours;
        }
        try {
            return OffsetDateTime.parse(node.stringValue()).toInstant().truncatedTo(MICROS);
        } catch (DateTimeParseException _) {
            return ours;
        }
    }
}
