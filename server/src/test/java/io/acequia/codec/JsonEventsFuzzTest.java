package io.acequia.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.event.Event;
import io.acequia.event.EventBuffer;
import io.acequia.event.Packing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whatever the bytes are, there is an answer.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class JsonEventsFuzzTest {
    private static final int INPUTS = 100_000;
    private static final List<String> TOKENS =
            List.of(
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    ":",
                    "\"",
                    "\\",
                    "\\u00",
                    "\\ud83d",
                    "1",
                    "-",
                    "0",
                    ".5",
                    "e9",
                    "true",
                    "null",
                    " ",
                    "\"payload\":",
                    "\"type\":\"a\"",
                    "\"value\":",
                    "\"timestamp\":\"",
                    "2026-11-23T10:00:00Z",
                    "é",
                    "\"sender\":\"",
                    "\"x\":",
                    "\"data\":\"QUJD\"");

    private final JsonEvents reader = new JsonEvents(JsonEvents.MOST_EVENTS);
    private final EventBuffer into = new EventBuffer(4);

    @Test
    @DisplayName("Random bytes are answered, and only with the place and kind of the mistake")
    void randomBytes() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < INPUTS; i++) {
            byte[] body = new byte[random.nextInt(200)];
            random.nextBytes(body);

            Decoded decoded = decode(body);

            assertReason(assertInstanceOf(Decoded.Malformed.class, decoded).reason());
        }
    }

    @Test
    @DisplayName("Random tokens of JSON are answered")
    void randomTokens() {
        var random = new SplittableRandom(2);
        for (int i = 0; i < INPUTS; i++) {
            var body = new StringBuilder(random.nextBoolean() ? "{" : "");
            for (int token = random.nextInt(40); token > 0; token--) {
                body.append(TOKENS.get(random.nextInt(TOKENS.size())));
            }

            Decoded decoded = decode(Bodies.utf8(body.toString()));

            check(decoded);
        }
    }

    @Test
    @DisplayName("Damaged documents are answered, whatever lies around them in the array")
    void damagedDocuments() {
        var random = new SplittableRandom(3);
        var documents = new RandomDocuments(random);
        for (int i = 0; i < INPUTS; i++) {
            byte[] body = Mutation.of(Bodies.utf8(documents.next()), random);
            byte[] around = around(body, random);

            Decoded alone = decode(body.clone());
            List<Event> events = events(alone);
            Decoded within = reader.decode(around, 10, 10 + body.length, into);

            check(alone);
            assertEquals(alone, within);
            assertEquals(events, events(within));
        }
    }

    private static byte[] around(byte[] body, SplittableRandom random) {
        byte[] around = new byte[body.length + 20];
        Arrays.fill(around, (byte) "\"}],1\\: ".charAt(random.nextInt(8)));
        System.arraycopy(body, 0, around, 10, body.length);
        return around;
    }

    @Test
    @DisplayName("The shortcut for usual events takes nothing that the long way would not take")
    void shortcut() {
        var random = new SplittableRandom(4);
        byte[] usual = Bodies.utf8(Bodies.event("payload.unit", "\"Cel\""));
        int accepted = 0;
        for (int i = 0; i < INPUTS; i++) {
            byte[] body = Mutation.of(usual, random);
            // A blank behind the brace is nothing usual.
            byte[] unusual = new byte[body.length + 1];
            System.arraycopy(body, 0, unusual, 1, body.length);
            unusual[0] = body.length > 0 ? body[0] : (byte) ' ';
            if (body.length > 0) {
                unusual[1] = ' ';
            }

            Decoded quick = decode(body);
            List<Event> events = events(quick);
            Decoded slow = decode(unusual);

            assertEquals(quick.getClass(), slow.getClass());
            assertEquals(events, events(slow));
            accepted += events.size();
        }
        assertTrue(accepted > INPUTS / 100, "only " + accepted + " were accepted");
    }

    @Test
    @DisplayName("Hostile bodies of 64 KiB are answered quickly")
    void expensiveBodies() {
        List<String> bodies =
                List.of(
                        "{\"x\":" + "1".repeat(65_000),
                        "{\"x\":\"" + "\\u0041".repeat(10_000),
                        "{\"" + "é".repeat(32_000) + "\":1",
                        "[" + "{},".repeat(20_000),
                        "[" + "{\"x\":[{}],\"payload\":1},".repeat(2_000),
                        Bodies.array(
                                Bodies.event("payload.value", "1" + "0".repeat(299) + "1"), 120),
                        Bodies.array(
                                Bodies.event("payload.value", "0." + "4".repeat(380) + "e-300"),
                                110),
                        sameHashes());
        for (String body : bodies) {
            for (int i = 0; i < 100; i++) {
                check(decode(Bodies.utf8(body)));
            }
        }
    }

    /// Returns events whose unknown names differ only in their ends and have the same hash.
    private static String sameHashes() {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            StringBuilder name = new StringBuilder("x".repeat(900));
            for (int bit = 0; bit < 6; bit++) {
                name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            members.add("\"" + name + "\":0");
        }
        return "{" + String.join(",", members) + "," + Bodies.GOOD.substring(1);
    }

    private Decoded decode(byte[] body) {
        return reader.decode(body, 0, body.length, into);
    }

    private List<Event> events(Decoded decoded) {
        List<Event> events = new ArrayList<>();
        if (decoded instanceof Decoded.Accepted) {
            for (int i = 0; i < into.size(); i++) {
                events.add(Packing.unpack(into, i, Instant.EPOCH));
            }
        }
        return events;
    }

    private void check(Decoded decoded) {
        switch (decoded) {
            case Decoded.Accepted _ -> assertTrue(into.size() > 0);
            case Decoded.Malformed(var reason) -> assertReason(reason);
            case Decoded.TooManyEvents(var limit) -> assertEquals(1_000, limit);
        }
    }

    private void assertReason(String reason) {
        assertEquals(0, into.size());
        assertTrue(reason.length() <= 64, reason);
        assertTrue(
                reason.matches(
                        "(events\\[\\d+](\\.|: ))?"
                                + "(byte \\d+|namespace|sender|origin|timestamp|payload"
                                + "|payload\\.(type|value|unit|string|bool|data))"
                                + ": [A-Za-z0-9 -}]+"),
                reason);
    }
}
