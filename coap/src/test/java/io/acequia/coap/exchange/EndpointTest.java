package io.acequia.coap.exchange;

import static io.acequia.coap.lockstep.Wire.ack;
import static io.acequia.coap.lockstep.Wire.con;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.lockstep.LockstepEndpoint;
import io.acequia.coap.lockstep.LockstepEndpoint.Answered;
import io.acequia.coap.lockstep.Resources;
import io.acequia.coap.lockstep.ScriptedPeer;
import io.acequia.coap.lockstep.Wire;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.ContentFormat;
import io.acequia.coap.message.MessageType;
import io.acequia.coap.message.MessageView;
import io.acequia.coap.message.OptionNumber;
import io.acequia.coap.server.Handler;
import io.acequia.coap.server.Router;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {
    private static final Logger LOG = Logger.getLogger(Endpoint.class.getName());
    private static final int NO_RESPONSE = OptionNumber.NO_RESPONSE;
    private static final int MESSAGE_ID = 0x7d34;
    private static final Wire EVENT =
            con(Code.POST, MESSAGE_ID)
                    .token("c0ffee")
                    .path("event")
                    .option(OptionNumber.CONTENT_FORMAT, ContentFormat.JSON)
                    .payload("{}");

    private final Resources resources = new Resources();
    private final LockstepEndpoint endpoint = new LockstepEndpoint(resources.router());
    private final ScriptedPeer client = endpoint.peer();

    @BeforeEach
    void silenceTheLog() {
        LOG.setLevel(Level.OFF);
    }

    @AfterEach
    void restoreTheLog() {
        LOG.setLevel(null);
    }

    @Test
    @DisplayName(
            "#84 RFC 7967 §2: No-Response 26 on a CON POST gets an empty ACK only, as does its repeat")
    void noResponseOfConfirmable() {
        var event = EVENT.option(NO_RESPONSE, 26);

        client.send(event);
        client.send(event);

        client.expect(ack(MESSAGE_ID));
        client.expect(ack(MESSAGE_ID));
        client.expectSilence();
        assertEquals(1, resources.stored().size());
    }

    @Test
    @DisplayName("RFC 7967 §2: No-Response 26 on a NON POST gets silence")
    void noResponseOfNonConfirmable() {
        client.send(EVENT.type(MessageType.NON).option(NO_RESPONSE, 26));

        client.expectSilence();
        assertEquals(1, resources.stored().size());
        assertEquals(1, endpoint.answered().size());
    }

    @ParameterizedTest(name = "No-Response {0}: {1}")
    @CsvSource({"2, 0", "8, 65", "16, 65", "24, 65", "26, 0", "0, 65", "4, 65"})
    @DisplayName("RFC 7967 §2.1: only the classes that the client names are left out")
    void noResponseByClass(int value, int expectedCode) {
        client.send(EVENT.option(NO_RESPONSE, value));

        assertEquals(expectedCode, client.receive().code());
    }

    @Test
    @DisplayName("RFC 7967 §2.1: who wants no success is still told of an error")
    void errorsAreWanted() {
        client.send(con(Code.POST, 1).path("nowhere").option(NO_RESPONSE, 2));

        client.expect(ack(Code.NOT_FOUND, 1));
    }

    @Test
    @DisplayName("OP-32: No-Response of two bytes is ignored")
    void noResponseOfTwoBytes() {
        client.send(EVENT.option(NO_RESPONSE, "001a"));

        client.expect(ack(Code.CREATED, MESSAGE_ID).tokenOf(EVENT));
    }

    @Test
    @DisplayName(
            "RFC 7967 §2: an answer that comes later is left out as well, before and after the ACK")
    void noResponseLater() {
        resources.answerLater();
        client.send(EVENT.option(NO_RESPONSE, 2));
        endpoint.respond(resources.tickets().remove(), Response.of(Code.CREATED));
        client.expect(ack(MESSAGE_ID));

        client.send(EVENT.messageId(2).option(NO_RESPONSE, 2));
        endpoint.pass(Duration.ofSeconds(2));
        client.expect(ack(2));
        endpoint.respond(resources.tickets().remove(), Response.of(Code.CREATED));
        client.expectSilence();

        client.send(EVENT.messageId(3).type(MessageType.NON).option(NO_RESPONSE, 2));
        endpoint.respond(resources.tickets().remove(), Response.of(Code.CREATED));
        client.expectSilence();
        endpoint.pass(Duration.ofMinutes(2));
        client.expectSilence();
    }

    @Test
    @DisplayName("I7: when all places are taken, the next request is told when to come again")
    void overload() {
        resources.answerLater();
        for (int id = 0; id < 16; id++) {
            client.send(EVENT.messageId(id));
        }
        client.expectSilence();
        var refused =
                ack(Code.SERVICE_UNAVAILABLE, 16).tokenOf(EVENT).option(OptionNumber.MAX_AGE, 7);

        client.send(EVENT.messageId(16));
        client.expect(refused);
        assertEquals(1, endpoint.statistics().overloads.get());
        assertEquals(16, resources.stored().size());

        endpoint.respond(resources.tickets().remove(), Response.of(Code.CREATED));
        client.expect(ack(Code.CREATED, 0).tokenOf(EVENT));
        client.send(EVENT.messageId(16));
        client.expect(refused); // a repeat: the same answer
        client.send(EVENT.messageId(17));
        client.expectSilence();
        assertEquals(17, resources.stored().size());
    }

    @Test
    @DisplayName(
            "A bug in a resource is 5.00 with an id that is in the log, and the next request is served")
    void failure() {
        var request = con(Code.POST, 1).path("broken").payload("something long enough");

        client.send(request);

        var answer = client.receive();
        assertEquals(Code.INTERNAL_SERVER_ERROR, answer.code());
        assertTrue(answer.payload().utf8().matches("[0-9a-f]{1,16}"));
        assertEquals(1, endpoint.statistics().failures.get());
        client.send(request);
        client.expect(answer);
        assertEquals(1, endpoint.statistics().failures.get());
        client.send(EVENT);
        client.expect(ack(Code.CREATED, MESSAGE_ID).tokenOf(EVENT));
    }

    @Test
    @DisplayName("A bug in the answer to an overload is 5.00 as well")
    void failureInOverload() {
        var broken =
                new RequestReceiver() {
                    @Override
                    public Answer receive(MessageView message, Exchange exchange) {
                        return Answer.Later.LATER;
                    }

                    @Override
                    public Response overloaded(Exchange exchange) {
                        throw new IllegalStateException("broken");
                    }
                };
        var one = new LockstepEndpoint(broken, new EndpointSettings(16, 1, 42), 1);
        one.peer().send(con(Code.GET, 1));
        one.peer().expectSilence();

        one.peer().send(con(Code.GET, 2));

        one.peer().expect(ack(Code.INTERNAL_SERVER_ERROR, 2));
    }

    @Test
    @DisplayName("The observer is told route, method, message ID, code and time of each answer")
    void observer() {
        client.send(EVENT);
        client.send(con(Code.GET, 2).path("health"));
        client.send(con(Code.GET, 3).path("nowhere"));
        client.send("40 01 0004 f0");

        assertEquals(
                List.of(
                        new Answered(1, Code.POST, MESSAGE_ID, Code.CREATED, Duration.ZERO),
                        new Answered(2, Code.GET, 2, Code.CONTENT, Duration.ZERO),
                        new Answered(0, Code.GET, 3, Code.NOT_FOUND, Duration.ZERO)),
                endpoint.answered());
    }

    @Test
    @DisplayName("The observer is told who is refused later and who repeats")
    void troubles() {
        resources.answerLater();
        client.send(EVENT);
        client.send(EVENT);
        client.send(
                con(Code.POST, 2)
                        .path("event")
                        .option(OptionNumber.CONTENT_FORMAT, ContentFormat.JSON)
                        .payload("{}"));
        client.send(con(Code.GET, 3).path("nowhere"));

        endpoint.respond(
                resources.tickets().remove(), Response.retryAfter(Code.SERVICE_UNAVAILABLE, 5));
        endpoint.respond(resources.tickets().remove(), Response.of(Code.CREATED));

        assertEquals(
                List.of("192.0.2.1:40000 again", "192.0.2.1:40000 1 2 5.03"), endpoint.troubles());
    }

    @Test
    @DisplayName("A port that cannot send is like a network that loses datagrams")
    void brokenPort() {
        endpoint.port().breakDown();

        client.send(EVENT);

        client.expectSilence();
        assertEquals(1, resources.stored().size());
    }

    @Test
    @DisplayName("A burst is taken in one turn and answered in its order")
    void burst() {
        for (int id = 0; id < 64; id++) {
            endpoint.port().deliver(client.address(), EVENT.messageId(id).bytes());
        }

        assertEquals(64, endpoint.turn());

        for (int id = 0; id < 64; id++) {
            client.expect(ack(Code.CREATED, id).tokenOf(EVENT));
        }
        assertEquals(1, endpoint.statistics().bursts.get());
        assertEquals(64, endpoint.statistics().datagrams.get());
    }

    @Test
    @DisplayName("A request knows who sent it, when it arrived and what names it")
    void exchange() {
        record Seen(String peer, long ticket, long receivedMillis, int route) {}
        var seen = new ArrayList<Seen>();
        Handler handler =
                request -> {
                    var e = request.exchange();
                    long millis = e.receivedMillis();
                    seen.add(new Seen(e.peer().toString(), e.ticket(), millis, e.route()));
                    return Answer.Later.LATER;
                };
        var other = new LockstepEndpoint(router(handler));
        long start = other.clock().millis();

        other.peer().send(EVENT);
        other.pass(Duration.ofMillis(1_234));
        other.peer("2001:db8::1", 5683).send(EVENT);

        assertEquals(
                List.of(
                        new Seen("192.0.2.1:40000", 0, start, 1),
                        new Seen("[2001:db8:0:0:0:0:0:1]:5683", 1, start + 1_234, 1)),
                seen);
    }

    private static Router router(Handler handler) {
        return new Router(exchange -> Response.of(Code.SERVICE_UNAVAILABLE))
                .route(Code.POST, "/event", handler);
    }

    @Test
    @DisplayName(
            "More requests than the table holds are counted as forgotten, and all are answered")
    void fullTable() {
        for (int i = 0; i < 10_000; i++) {
            var peer = endpoint.peer("192.0.2.1", 1 + i);
            peer.send(EVENT);
            peer.expect(ack(Code.CREATED, MESSAGE_ID).tokenOf(EVENT));
        }

        assertTrue(endpoint.statistics().forgotten.get() > 7_000);
        assertEquals(10_000, resources.stored().size());
    }

    @Test
    @DisplayName("A tally that one thread writes can be read")
    void tally() {
        var tally = new Tally();

        tally.increment();
        tally.add(41);

        assertEquals(42, tally.get());
    }
}
