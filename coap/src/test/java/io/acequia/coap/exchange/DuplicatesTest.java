package io.acequia.coap.exchange;

import static io.acequia.coap.lockstep.Wire.ack;
import static io.acequia.coap.lockstep.Wire.con;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.acequia.coap.lockstep.LockstepEndpoint;
import io.acequia.coap.lockstep.Resources;
import io.acequia.coap.lockstep.ScriptedPeer;
import io.acequia.coap.lockstep.Wire;
import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.ContentFormat;
import io.acequia.coap.message.MessageType;
import io.acequia.coap.message.Option;
import io.acequia.coap.message.OptionNumber;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Repeated messages (RFC 7252 §4.4, §4.5).
class DuplicatesTest {
    private static final int MESSAGE_ID = 0x7d34;
    private static final Wire EVENT =
            con(Code.POST, MESSAGE_ID)
                    .token("c0ffee")
                    .path("event")
                    .option(OptionNumber.CONTENT_FORMAT, ContentFormat.JSON)
                    .payload("{}");
    private static final Wire CREATED = ack(Code.CREATED, MESSAGE_ID).tokenOf(EVENT);

    private final Resources resources = new Resources();
    private LockstepEndpoint endpoint = new LockstepEndpoint(resources.router());
    private ScriptedPeer client = endpoint.peer();

    // Client  ------ CON [0x7d34] POST ------>  Server   stored
    // Client  <----- ACK [0x7d34] 2.01 -------  Server   lost
    // Client  ------ CON [0x7d34] POST ------>  Server
    // Client  <----- ACK [0x7d34] 2.01 -------  Server
    @Test
    @DisplayName("#38 RFC 7252 §4.5: same CON twice gets the same answer and is stored once")
    void sameConfirmableTwice() {
        client.send(EVENT);
        client.expect(CREATED);

        client.send(EVENT);

        client.expect(CREATED);
        assertEquals(1, resources.stored().size());
        assertEquals(1, endpoint.statistics().duplicates.get());
        assertEquals(1, endpoint.answered().size(), "the observer sees the first answer alone");
    }

    @Test
    @DisplayName("#39 RFC 7252 §4.5: same NON twice is stored once and answered once")
    void sameNonConfirmableTwice() {
        client.send(EVENT.type(MessageType.NON));
        assertEquals(Code.CREATED, client.receive().code());

        client.send(EVENT.type(MessageType.NON));

        client.expectSilence();
        assertEquals(1, resources.stored().size());
    }

    @Test
    @DisplayName("#40 RFC 7252 §4.4: same MID from another port or address is a new request")
    void anotherPort() {
        for (var peer :
                List.of(
                        endpoint.peer("192.0.2.1", 40_000),
                        endpoint.peer("192.0.2.1", 40_001),
                        endpoint.peer("192.0.2.2", 40_000),
                        endpoint.peer("2001:db8::1", 40_000))) {
            peer.send(EVENT);
            peer.expect(CREATED);
        }

        assertEquals(4, resources.stored().size());
    }

    // Client  ------ CON [0x7d34] POST ------>  Server   being stored
    // Client  ------ CON [0x7d34] POST ------>  Server
    // Client  <----- ACK [0x7d34] 2.01 -------  Server   stored
    @Test
    @DisplayName("#41 RFC 7252 §4.5: duplicate CON while the first is being stored gets silence")
    void duplicateOfOpenRequest() {
        resources.answerLater();
        client.send(EVENT);
        client.send(EVENT);
        client.expectSilence();

        endpoint.respond(resources.tickets().remove(), Response.of(Code.CREATED));

        client.expect(CREATED);
        client.send(EVENT);
        client.expect(CREATED);
        assertEquals(1, resources.stored().size());
    }

    // Client  ------ CON [0x7d34] POST ------>  Server   being stored
    // Client  <----- ACK [0x7d34] 0.00 -------  Server   1.5 s later; lost
    // Client  ------ CON [0x7d34] POST ------>  Server
    // Client  <----- ACK [0x7d34] 0.00 -------  Server
    @Test
    @DisplayName(
            "#41 RFC 7252 §4.5: duplicate CON of an acknowledged request gets the empty ACK again")
    void duplicateOfAcknowledgedRequest() {
        resources.answerLater();
        client.send(EVENT);
        endpoint.pass(Duration.ofSeconds(2));
        client.expect(ack(MESSAGE_ID));

        client.send(EVENT);

        client.expect(ack(MESSAGE_ID));
        assertEquals(1, resources.stored().size());
    }

    @Test
    @DisplayName("#42 RFC 7252 §4.8.2: same MID after EXCHANGE_LIFETIME is a new request")
    void afterTheLifetime() {
        client.send(EVENT);
        client.expect(CREATED);
        endpoint.pass(Duration.ofSeconds(246));
        client.send(EVENT);
        client.expect(CREATED);
        assertEquals(1, resources.stored().size());

        endpoint.pass(Duration.ofSeconds(1));

        client.send(EVENT);
        client.expect(CREATED);
        assertEquals(2, resources.stored().size());
    }

    @Test
    @DisplayName("RFC 7252 §4.8.2: a NON is remembered for NON_LIFETIME")
    void afterTheLifetimeOfNon() {
        var event = EVENT.type(MessageType.NON);
        client.send(event);
        endpoint.pass(Duration.ofSeconds(144));
        client.send(event);
        assertEquals(1, resources.stored().size());

        endpoint.pass(Duration.ofSeconds(1));

        client.send(event);
        assertEquals(2, resources.stored().size());
    }

    @Test
    @DisplayName("#43 RFC 7252 §4.4: 65,536 MIDs and their second round get no wrong answer")
    void allMessageIds() {
        endpoint =
                new LockstepEndpoint(resources.router(), new EndpointSettings(1 << 18, 16, 42), 1);
        client = endpoint.peer();
        for (int i = 0; i < 2 * 0x1_0000; i++) {
            var token = HexFormat.of().toHexDigits(i);
            client.send(EVENT.messageId(i % 0x1_0000).token(token));
            client.expect(ack(Code.CREATED, i % 0x1_0000).token(token));
        }

        assertEquals(2 * 0x1_0000, resources.stored().size());
        assertEquals(0, endpoint.statistics().duplicates.get());
    }

    @Test
    @DisplayName("DG-8: one datagram a thousand times gets the first answer each time")
    void thousandTimes() {
        for (int i = 0; i < 1_000; i++) {
            client.send(EVENT);
            client.expect(CREATED);
            endpoint.pass(Duration.ofMillis(1));
        }

        assertEquals(1, resources.stored().size());
        assertEquals(999, endpoint.statistics().duplicates.get());
    }

    @Test
    @DisplayName("DG-9: message IDs 0, 65535 and 0 again are requests of their own")
    void endsOfTheRange() {
        for (int id : new int[] {0, 0xffff}) {
            client.send(EVENT.messageId(id));
            client.expect(CREATED.messageId(id));
        }
        endpoint.pass(Duration.ofSeconds(248));

        client.send(EVENT.messageId(0));

        client.expect(CREATED.messageId(0));
        assertEquals(3, resources.stored().size());
    }

    @ParameterizedTest(name = "Max-Age {0}")
    @ValueSource(ints = {0, 1, 60, 255, 256, 86_400})
    @DisplayName("RFC 7252 §5.9.3.4: a repeat is told the same time to try again")
    void maxAgeIsRepeated(int maxAge) {
        resources.answerWith(Response.retryAfter(Code.SERVICE_UNAVAILABLE, maxAge));
        var unavailable =
                ack(Code.SERVICE_UNAVAILABLE, MESSAGE_ID)
                        .tokenOf(EVENT)
                        .option(OptionNumber.MAX_AGE, maxAge);
        client.send(EVENT);
        client.expect(unavailable);
        resources.answerWith(Response.of(Code.CREATED));

        client.send(EVENT);

        client.expect(unavailable);
    }

    @Test
    @DisplayName("RFC 7252 §4.5: options and payload of an answer are repeated as well")
    void wholeAnswerIsRepeated() {
        var options =
                List.of(
                        Option.text(OptionNumber.LOCATION_PATH, "event"),
                        Option.number(OptionNumber.CONTENT_FORMAT, ContentFormat.TEXT));
        resources.answerWith(new Response(Code.CREATED, options, Bytes.utf8("first")));
        client.send(EVENT);
        var first = client.receive();
        assertEquals("first", first.payload().utf8());
        assertEquals(2, first.options().size());
        resources.answerWith(Response.of(Code.CREATED));

        client.send(EVENT);

        client.expect(first);
    }

    @Test
    @DisplayName("Of 1,025 long answers the first one is repeated by its code alone")
    void mostKeptAnswers() {
        resources.answerWith(Response.diagnostic(Code.BAD_REQUEST, "why"));
        for (int id = 0; id <= 1_024; id++) {
            client.send(EVENT.messageId(id));
            assertEquals("why", client.receive().payload().utf8());
        }

        client.send(EVENT.messageId(0));
        client.expect(ack(Code.BAD_REQUEST, 0).tokenOf(EVENT));
        client.send(EVENT.messageId(1));
        client.expect(ack(Code.BAD_REQUEST, 1).tokenOf(EVENT).payload("why"));
    }

    @Test
    @DisplayName("RFC 7252 §4.5: a GET without effect is processed again instead of being kept")
    void safeRequests() {
        var get = con(Code.GET, MESSAGE_ID).token("01").path("health");
        client.send(get);
        var first = client.receive();

        client.send(get);

        client.expect(first);
        assertEquals(2, endpoint.answered().size());
        assertEquals(0, endpoint.statistics().duplicates.get());
    }

    @Test
    @DisplayName(
            "After a restart with the same secret a stored request is answered and not stored again")
    void restart() {
        client.send(EVENT);
        client.expect(CREATED);
        long key = resources.keys().getFirst();

        endpoint.restart();
        endpoint.endpoint().remember(key, Code.CREATED, 100);

        endpoint.pass(Duration.ofSeconds(146));
        client.send(EVENT);
        client.expect(CREATED);
        assertEquals(1, resources.stored().size());
        endpoint.pass(Duration.ofSeconds(1));
        client.send(EVENT);
        assertEquals(2, resources.stored().size());
    }

    @ParameterizedTest(name = "{0} s old")
    @ValueSource(longs = {247, 248, 100_000, Long.MAX_VALUE})
    @DisplayName("What was stored before EXCHANGE_LIFETIME began is not remembered after a restart")
    void restartMuchLater(long age) {
        client.send(EVENT);
        client.expect(CREATED);
        long key = resources.keys().getFirst();
        endpoint.restart();

        endpoint.endpoint().remember(key, Code.CREATED, age);

        client.send(EVENT);
        client.expect(CREATED);
        assertEquals(2, resources.stored().size());
    }

    @ParameterizedTest(name = "{0} s old")
    @ValueSource(longs = {-1, -100_000, Long.MIN_VALUE})
    @DisplayName("A clock that was set back makes a stored request no older than it is")
    void restartWithClockSetBack(long age) {
        client.send(EVENT);
        client.expect(CREATED);
        endpoint.restart();
        endpoint.endpoint().remember(resources.keys().getFirst(), Code.CREATED, age);

        endpoint.pass(Duration.ofSeconds(246));
        client.send(EVENT);
        client.expect(CREATED);
        assertEquals(1, resources.stored().size());

        endpoint.pass(Duration.ofSeconds(1));
        client.send(EVENT);
        assertEquals(2, resources.stored().size());
    }

    @Test
    @DisplayName("What is known is not changed by being remembered")
    void rememberedTwice() {
        resources.answerWith(Response.of(Code.CHANGED));
        client.send(EVENT);
        client.expect(ack(Code.CHANGED, MESSAGE_ID).tokenOf(EVENT));

        endpoint.endpoint().remember(resources.keys().getFirst(), Code.CREATED, 0);

        client.send(EVENT);
        client.expect(ack(Code.CHANGED, MESSAGE_ID).tokenOf(EVENT));
    }

    @Test
    @DisplayName("With another secret the keys are others")
    void anotherSecret() {
        var other =
                new LockstepEndpoint(resources.router(), new EndpointSettings(1_024, 16, 43), 1);
        client.send(EVENT);
        other.peer().send(EVENT);

        assertNotEquals(resources.keys().get(0), resources.keys().get(1));
    }
}
