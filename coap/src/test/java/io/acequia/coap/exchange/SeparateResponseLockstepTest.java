package io.acequia.coap.exchange;

import static io.acequia.coap.lockstep.Wire.ack;
import static io.acequia.coap.lockstep.Wire.con;
import static io.acequia.coap.lockstep.Wire.rst;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.lockstep.LockstepEndpoint;
import io.acequia.coap.lockstep.Resources;
import io.acequia.coap.lockstep.ScriptedPeer;
import io.acequia.coap.lockstep.Wire;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.ContentFormat;
import io.acequia.coap.message.MessageType;
import io.acequia.coap.message.OptionNumber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Answers that come later: in time as piggybacked, after 1.5 s as separate responses (RFC 7252
/// §5.2.1, §5.2.2).
class SeparateResponseLockstepTest {
    private static final int MESSAGE_ID = 0x7d34;
    private static final Wire EVENT =
            con(Code.POST, MESSAGE_ID)
                    .token("c0ffee")
                    .path("event")
                    .option(OptionNumber.CONTENT_FORMAT, ContentFormat.JSON)
                    .payload("{}");
    private static final Response CREATED = Response.of(Code.CREATED);

    private final Resources resources = new Resources();
    private LockstepEndpoint endpoint = new LockstepEndpoint(resources.router());
    private ScriptedPeer client = endpoint.peer();

    @BeforeEach
    void answerLater() {
        resources.answerLater();
    }

    // Client  ------ CON [0x7d34] POST ------>  Server
    // Client  <----- ACK [0x7d34] 2.01 -------  Server   after 1.4 s
    @Test
    @DisplayName("RFC 7252 §5.2.1: an answer within 1.5 s is piggybacked")
    void inTime() {
        client.send(EVENT);
        endpoint.pass(Duration.ofMillis(1_400));
        client.expectSilence();

        respond(CREATED);

        client.expect(ack(Code.CREATED, MESSAGE_ID).tokenOf(EVENT));
        endpoint.pass(Duration.ofMinutes(5));
        client.expectSilence();
        assertEquals(Duration.ofMillis(1_400), endpoint.answered().getFirst().time());
    }

    // Client  ------ CON [0x7d34] POST ------>  Server
    // Client  <----- ACK [0x7d34] 0.00 -------  Server   after 1.5 s
    // Client  <----- CON [own ID] 2.01 -------  Server   after 5 s
    // Client  ------ ACK [own ID] 0.00 ------>  Server
    @Test
    @DisplayName(
            "#44 RFC 7252 §5.2.2: slow store gets an empty ACK after 1.5 s, then a CON response")
    void slowStore() {
        client.send(EVENT);
        endpoint.pass(Duration.ofMillis(1_499));
        client.expectSilence();
        endpoint.pass(Duration.ofMillis(1));
        client.expect(ack(MESSAGE_ID));
        endpoint.pass(Duration.ofMillis(3_500));
        client.expectSilence();

        respond(CREATED);

        var response = client.receive();
        assertEquals(con(Code.CREATED, response.messageId()).tokenOf(EVENT), response);
        client.send(ack(response.messageId()));
        endpoint.pass(Duration.ofMinutes(5));
        client.expectSilence();
        assertEquals(1, endpoint.statistics().separate.get());
        assertEquals(0, endpoint.statistics().retransmissions.get());
    }

    @Test
    @DisplayName(
            "#45 RFC 7252 §4.2: separate CON not acknowledged is sent again after 2-3 s, x2 each, at most 4")
    void retransmission() {
        var response = separateResponse();
        long start = endpoint.clock().elapsed();

        var times = new ArrayList<Double>();
        for (int i = 0; i < 200_000; i++) { // 200 s in steps of 1 ms
            endpoint.pass(Duration.ofMillis(1));
            for (var repeat : client.receiveAll()) {
                assertEquals(response, repeat);
                times.add((endpoint.clock().elapsed() - start) / 1e9);
            }
        }

        double first = times.getFirst();
        assertTrue(first >= 2 && first <= 3.001, () -> first + " s");
        assertEquals(4, times.size());
        for (int i = 0; i < times.size(); i++) {
            assertEquals(first * ((2 << i) - 1), times.get(i), 0.05);
        }
    }

    @Test
    @DisplayName("#46 RFC 7252 §4.2: ACK of the separate response ends its repetition")
    void acknowledged() {
        var response = separateResponse();
        endpoint.pass(Duration.ofSeconds(4));
        client.expect(response);

        client.send(ack(response.messageId()));

        endpoint.pass(Duration.ofMinutes(5));
        client.expectSilence();
    }

    @Test
    @DisplayName(
            "#47 RFC 7252 §4.2: RST of the separate response ends its repetition; the event stays")
    void reset() {
        var response = separateResponse();

        client.send(rst(response.messageId()));

        endpoint.pass(Duration.ofMinutes(5));
        client.expectSilence();
        assertEquals(1, resources.stored().size());
    }

    @Test
    @DisplayName("RFC 7252 §4.2: an ACK of another peer or another message ends nothing")
    void acknowledgedByStranger() {
        var response = separateResponse();

        endpoint.peer("192.0.2.1", 40_001).send(ack(response.messageId()));
        client.send(ack(response.messageId() ^ 1));
        client.send(ack(Code.CONTENT, response.messageId()).tokenOf(EVENT));

        endpoint.pass(Duration.ofMinutes(5));
        assertEquals(List.of(response, response, response, response), client.receiveAll());
    }

    // Client  ------ CON [0x7d34] POST ------>  Server
    // Client  <----- ACK [0x7d34] 0.00 -------  Server   lost
    // Client  <----- CON [own ID] 2.01 -------  Server   lost
    // Client  ------ CON [0x7d34] POST ------>  Server
    // Client  <----- ACK [0x7d34] 2.01 -------  Server
    @Test
    @DisplayName("RFC 7252 §4.5: a repeat after the separate response is told the response")
    void repeatAfterSeparateResponse() {
        separateResponse();

        client.send(EVENT);

        client.expect(ack(Code.CREATED, MESSAGE_ID).tokenOf(EVENT));
        assertEquals(1, resources.stored().size());
    }

    // Client  ------ NON [0x7d34] POST ------>  Server
    // Client  <----- NON [own ID] 2.01 -------  Server   after 5 s
    @Test
    @DisplayName(
            "RFC 7252 §5.2.3: a NON gets no ACK, however slow the store is, and a NON response")
    void nonConfirmable() {
        client.send(EVENT.type(MessageType.NON));
        endpoint.pass(Duration.ofSeconds(5));
        client.expectSilence();

        respond(CREATED);

        var response = client.receive();
        assertEquals(MessageType.NON, response.type());
        assertEquals(Code.CREATED, response.code());
        assertEquals(EVENT.token(), response.token());
        endpoint.pass(Duration.ofMinutes(5));
        client.expectSilence();
    }

    @Test
    @DisplayName("Each of many open requests gets its own ACK after 1.5 s and its own response")
    void manyOpen() {
        for (int id = 0; id < 10; id++) {
            client.send(EVENT.messageId(id));
            endpoint.pass(Duration.ofMillis(100));
        }
        client.expectSilence();
        long first = resources.tickets().remove();
        for (int id = 1; id < 10; id++) {
            endpoint.pass(Duration.ofMillis(id == 1 ? 600 : 100));
            if (id == 1) {
                client.expect(ack(0));
            }
            client.expect(ack(id));
        }

        endpoint.respond(first, CREATED);

        assertEquals(Code.CREATED, client.receive().code());
    }

    @Test
    @DisplayName("A request is open until it is answered, not until it is acknowledged")
    void openUntilAnswered() {
        assertFalse(endpoint.endpoint().hasOpenRequests());
        client.send(EVENT);
        endpoint.pass(Duration.ofSeconds(2));
        assertTrue(endpoint.endpoint().hasOpenRequests());

        respond(CREATED);

        assertFalse(endpoint.endpoint().hasOpenRequests());
    }

    @Test
    @DisplayName("A ticket is answered once; an unknown one is ignored")
    void tickets() {
        client.send(EVENT);
        long ticket = resources.tickets().remove();

        endpoint.respond(ticket + 1, CREATED);
        client.expectSilence();
        endpoint.respond(ticket, CREATED);
        endpoint.respond(ticket, Response.of(Code.SERVICE_UNAVAILABLE));

        client.expect(ack(Code.CREATED, MESSAGE_ID).tokenOf(EVENT));
        client.expectSilence();
    }

    @Test
    @DisplayName(
            "The endpoint asks to be woken for the next ACK or repetition, and else for nothing")
    void deadlines() {
        endpoint.turn();
        assertEquals(Long.MAX_VALUE, endpoint.port().lastWait());

        client.send(EVENT);
        endpoint.turn();
        assertEquals(Duration.ofMillis(1_500).toNanos(), endpoint.port().lastWait());
        endpoint.pass(Duration.ofMillis(1_500));
        client.expect(ack(MESSAGE_ID));
        endpoint.turn();
        assertEquals(Long.MAX_VALUE, endpoint.port().lastWait());

        respond(CREATED);
        var response = client.receive();
        endpoint.turn();
        assertTrue(endpoint.port().lastWait() <= Duration.ofSeconds(3).toNanos());
        client.send(ack(response.messageId()));
        endpoint.pass(Duration.ofSeconds(3));
        assertEquals(Long.MAX_VALUE, endpoint.port().lastWait());
    }

    @Test
    @DisplayName("When 16,384 separate responses wait, the next one is sent as NON")
    void tooManySeparateResponses() {
        endpoint =
                new LockstepEndpoint(
                        resources.router(), new EndpointSettings(1 << 16, 1 << 15, 42), 1);
        client = endpoint.peer();
        for (int i = 0; i <= 16_384; i++) {
            endpoint.port().deliver(client.address(), EVENT.messageId(i).bytes());
        }
        while (endpoint.turn() > 0) {
            // burst after burst
        }
        endpoint.pass(Duration.ofSeconds(2));
        assertEquals(16_385, client.receiveAll().size());

        while (!resources.tickets().isEmpty()) {
            respond(CREATED);
        }

        var responses = client.receiveAll();
        assertEquals(16_385, responses.size());
        assertEquals(MessageType.CON, responses.get(16_383).type());
        assertEquals(MessageType.NON, responses.get(16_384).type());
    }

    private Wire separateResponse() {
        client.send(EVENT);
        endpoint.pass(Duration.ofSeconds(2));
        client.expect(ack(MESSAGE_ID));
        respond(CREATED);
        var response = client.receive();
        assertEquals(MessageType.CON, response.type());
        return response;
    }

    private void respond(Response response) {
        endpoint.respond(resources.tickets().remove(), response);
    }
}
