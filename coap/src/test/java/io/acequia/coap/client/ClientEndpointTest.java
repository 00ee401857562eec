package io.acequia.coap.client;

import static io.acequia.coap.lockstep.Wire.ack;
import static io.acequia.coap.lockstep.Wire.con;
import static io.acequia.coap.lockstep.Wire.non;
import static io.acequia.coap.lockstep.Wire.rst;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.exchange.Peer;
import io.acequia.coap.lockstep.ScriptedPort;
import io.acequia.coap.lockstep.Seed;
import io.acequia.coap.lockstep.VirtualClock;
import io.acequia.coap.lockstep.Wire;
import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.ContentFormat;
import io.acequia.coap.message.MessageType;
import io.acequia.coap.message.Option;
import io.acequia.coap.message.OptionNumber;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A client against a scripted server (RFC 7252 §4.2, §4.3, §5.2, §5.3).
class ClientEndpointTest {
    private static final Peer SERVER = Peer.of(new InetSocketAddress("192.0.2.1", 5683));
    private static final Peer STRANGER = Peer.of(new InetSocketAddress("192.0.2.2", 5683));
    private static final Duration PATIENCE = Duration.ofSeconds(93);
    private static final ClientRequest EVENT =
            ClientRequest.post("/event", ContentFormat.JSON, Bytes.utf8("{}"));

    private final VirtualClock clock = new VirtualClock();
    private final ScriptedPort port = new ScriptedPort();
    private final List<Result> results = new ArrayList<>();
    private ClientEndpoint client = client(PATIENCE, Seed.get());

    private ClientEndpoint client(Duration patience, long seed) {
        return new ClientEndpoint(port, SERVER, patience, clock::ticks, new Random(seed));
    }

    // Client  ------ CON POST /event ------>  Server
    // Client  <----- ACK 2.01 --------------  Server
    @Test
    @DisplayName("RFC 7252 §5.2.1: a piggybacked response answers its request")
    void piggybacked() throws IOException {
        var request = send(EVENT);
        assertEquals(
                con(Code.POST, request.messageId())
                        .tokenOf(request)
                        .path("event")
                        .option(OptionNumber.CONTENT_FORMAT, ContentFormat.JSON)
                        .payload("{}"),
                request);
        assertEquals(8, request.token().length());
        assertEquals(1, client.open());

        reply(
                ack(Code.CREATED, request.messageId())
                        .tokenOf(request)
                        .option(OptionNumber.MAX_AGE, 7)
                        .payload("made"));

        var maxAge = Option.number(OptionNumber.MAX_AGE, 7);
        var answer = new Result.Answer(Code.CREATED, List.of(maxAge), Bytes.utf8("made"));
        assertEquals(List.of(answer), results);
        assertEquals(0, client.open());
        passInSilence(Duration.ofMinutes(5));
    }

    // Client  ------ CON POST ------>  Server
    // Client  <----- ACK 0.00 -------  Server
    // Client  <----- CON 2.01 -------  Server   10 s later
    // Client  ------ ACK 0.00 ------>  Server
    @Test
    @DisplayName(
            "RFC 7252 §5.2.2: an empty ACK ends the repetition, the CON response is acknowledged")
    void separate() throws IOException {
        var request = send(EVENT);

        reply(ack(request.messageId()));
        passInSilence(Duration.ofSeconds(10));
        reply(con(Code.CREATED, 0x1234).tokenOf(request));

        assertEquals(ack(0x1234), sent());
        assertEquals(List.of(answer(Code.CREATED)), results);
    }

    // Client  ------ CON POST ------>  Server
    // Client  <----- ACK 0.00 -------  Server   lost
    // Client  <----- CON 2.01 -------  Server
    // Client  ------ ACK 0.00 ------>  Server
    @Test
    @DisplayName("RFC 7252 §5.2.2: a response before the ACK is as good as both")
    void responseOvertakesAcknowledgement() throws IOException {
        var request = send(EVENT);

        reply(con(Code.CREATED, 0x1234).tokenOf(request));
        assertEquals(ack(0x1234), sent());
        reply(ack(request.messageId()));

        assertEquals(List.of(answer(Code.CREATED)), results);
        passInSilence(Duration.ofMinutes(5));
    }

    @Test
    @DisplayName("RFC 7252 §4.5: a repeated CON response is acknowledged again and counts once")
    void repeatedResponse() throws IOException {
        var request = send(EVENT);
        var response = con(Code.CREATED, 0x1234).tokenOf(request);

        for (int i = 0; i < 3; i++) {
            reply(response);
            assertEquals(ack(0x1234), sent());
        }

        assertEquals(1, results.size());
    }

    @Test
    @DisplayName("RFC 7252 §5.2.3: a CON request may be answered by NON")
    void answeredByNon() throws IOException {
        var request = send(EVENT);

        reply(non(Code.CREATED, 0x1234).tokenOf(request));

        assertEquals(List.of(answer(Code.CREATED)), results);
        passInSilence(Duration.ofMinutes(5));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    @DisplayName(
            "RFC 7252 §4.2: repeated after 2-3 s, then twice as long each, at most 4 times, then given up")
    void repetition(long seed) throws IOException {
        client = client(PATIENCE, seed);
        var request = send(EVENT);
        long start = clock.elapsed();

        var times = new ArrayList<Long>();
        while (results.isEmpty()) {
            client.turn(Long.MAX_VALUE);
            for (var datagram : List.copyOf(port.sent())) {
                assertEquals(request.bytes(), datagram.bytes());
                times.add(clock.elapsed() - start);
            }
            port.sent().clear();
            clock.advance(Math.max(1, port.lastWait()));
        }

        double first = times.getFirst() / 1e9;
        assertTrue(first >= 2 && first <= 3, () -> first + " s");
        assertEquals(4, times.size());
        for (int i = 0; i < times.size(); i++) {
            assertEquals(first * ((2 << i) - 1), times.get(i) / 1e9, 0.001);
        }
        var waited = assertInstanceOf(Result.NoAnswer.class, results.getFirst()).waited();
        assertEquals(first * 31, waited.toNanos() / 1e9, 0.001);
        assertEquals(0, client.open());
    }

    @Test
    @DisplayName("A request is given up when its patience is over, acknowledged or not")
    void patience() throws IOException {
        client = client(Duration.ofSeconds(5), 1);
        send(EVENT);
        var second = send(EVENT);
        reply(ack(second.messageId()));

        pass(Duration.ofMillis(4_999));
        assertEquals(1, port.sent().size(), "repeated once");
        assertEquals(0, results.size());
        pass(Duration.ofMillis(1));

        var noAnswer = new Result.NoAnswer(Duration.ofSeconds(5));
        assertEquals(List.of(noAnswer, noAnswer), results);
    }

    @Test
    @DisplayName("A patience shorter than the first wait is kept")
    void shortPatience() throws IOException {
        client = client(Duration.ofSeconds(1), 1);
        send(EVENT);

        passInSilence(Duration.ofSeconds(1));

        assertEquals(List.of(new Result.NoAnswer(Duration.ofSeconds(1))), results);
    }

    @Test
    @DisplayName("RFC 7252 §5.3.1: a token with other zeros in front is another token")
    void tokenLength() throws IOException {
        client = new ClientEndpoint(port, SERVER, PATIENCE, clock::ticks, () -> 5);
        var request = send(EVENT);
        assertEquals("0000000000000005", request.token().toString());

        reply(ack(Code.CREATED, request.messageId()).token("05"));

        assertEquals(List.of(), results);
    }

    @Test
    @DisplayName("RFC 7252 §4.3: NON is sent once and answered by NON")
    void nonConfirmable() throws IOException {
        var request = send(EVENT.nonConfirmable());
        assertEquals(MessageType.NON, request.type());
        passInSilence(Duration.ofSeconds(92));

        reply(non(Code.CREATED, 0x1234).tokenOf(request));

        assertEquals(List.of(answer(Code.CREATED)), results);
    }

    @Test
    @DisplayName("RFC 7252 §4.3: a NON that nobody answers is given up after its patience")
    void nonConfirmableWithoutAnswer() throws IOException {
        send(EVENT.nonConfirmable());

        passInSilence(PATIENCE);

        assertEquals(List.of(new Result.NoAnswer(PATIENCE)), results);
    }

    @Test
    @DisplayName("RFC 7252 §4.2: RST ends the request")
    void reset() throws IOException {
        var request = send(EVENT);

        reply(rst(request.messageId()));

        assertEquals(List.of(new Result.Reset()), results);
        passInSilence(Duration.ofMinutes(5));
    }

    @Test
    @DisplayName(
            "RFC 7252 §5.3.2: a response needs the right token, a piggybacked one the right ID as well")
    void matching() throws IOException {
        var request = send(EVENT);
        var right = ack(Code.CREATED, request.messageId()).tokenOf(request);

        reply(right.messageId(request.messageId() ^ 1));
        reply(right.token("0102030405060708"));
        reply(right.token(request.token().toString().substring(2)));
        reply(ack(request.messageId() ^ 1));
        reply(rst(request.messageId() ^ 1));
        port.deliver(STRANGER, right.bytes());
        port.deliver(SERVER, Bytes.of(new byte[] {0x60, 0x41}));
        port.deliver(SERVER, ack(request.messageId()).payload("x").bytes());
        client.turn(0);

        assertEquals(List.of(), results);
        reply(right);
        assertEquals(List.of(answer(Code.CREATED)), results);
    }

    @Test
    @DisplayName("RFC 7252 §4.2, §4.3: a ping and a request are rejected by a client")
    void rejects() throws IOException {
        send(EVENT);

        reply(con(Code.EMPTY, 7));
        assertEquals(rst(7), sent());
        reply(con(Code.GET, 8).path("health"));
        assertEquals(rst(8), sent());
        reply(non(Code.GET, 9).path("health"));
        reply(non(Code.EMPTY, 10));

        passInSilence(Duration.ofSeconds(1));
    }

    @Test
    @DisplayName("Many requests are open at a time, each with a token and an ID of its own")
    void manyAtATime() throws IOException {
        var requests = new ArrayList<Wire>();
        for (int i = 0; i < 100; i++) {
            requests.add(send(EVENT));
        }
        assertEquals(100, client.open());
        assertEquals(100, requests.stream().map(Wire::token).distinct().count());
        assertEquals(100, requests.stream().map(Wire::messageId).distinct().count());

        for (var request : requests.reversed()) {
            port.deliver(SERVER, ack(Code.CREATED, request.messageId()).tokenOf(request).bytes());
        }
        client.turn(0);
        client.turn(0);

        assertEquals(100, results.size());
        assertEquals(0, client.open());
    }

    @Test
    @DisplayName("Who gets a result may send the next request at once")
    void sendInResult() throws IOException {
        client.send(EVENT, result -> sendQuietly());
        var first = sent();

        reply(ack(Code.CREATED, first.messageId()).tokenOf(first));

        var second = sent();
        assertNotEquals(first.token(), second.token());
        reply(ack(Code.CREATED, second.messageId()).tokenOf(second));
        assertEquals(List.of(answer(Code.CREATED)), results);
    }

    private void sendQuietly() {
        try {
            client.send(EVENT, results::add);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("When the network is gone, every open request is told once")
    void fail() throws IOException {
        send(EVENT);
        send(EVENT.nonConfirmable());
        var gone = new Result.Unreachable("gone");

        client.fail(gone);
        client.fail(gone);

        assertEquals(List.of(gone, gone), results);
        passInSilence(Duration.ofMinutes(5));
    }

    @Test
    @DisplayName("An acknowledgement that cannot be sent is as one that was lost")
    void brokenPort() throws IOException {
        var request = send(EVENT);
        port.breakDown();

        reply(con(Code.CREATED, 0x1234).tokenOf(request));

        assertEquals(List.of(answer(Code.CREATED)), results);
    }

    private Wire send(ClientRequest request) throws IOException {
        client.send(request, results::add);
        return sent();
    }

    private Wire sent() {
        var datagram = port.sent().poll();
        assertNotNull(datagram, "the client is silent");
        assertEquals(SERVER, datagram.peer());
        return Wire.parse(datagram.bytes());
    }

    private void reply(Wire message) throws IOException {
        port.deliver(SERVER, message.bytes());
        client.turn(0);
    }

    private void pass(Duration time) throws IOException {
        long end = clock.elapsed() + time.toNanos();
        client.turn(Long.MAX_VALUE);
        while (clock.elapsed() < end) {
            clock.advance(Math.min(end - clock.elapsed(), Math.max(1, port.lastWait())));
            client.turn(Long.MAX_VALUE);
            client.turn(Long.MAX_VALUE);
        }
    }

    private void passInSilence(Duration time) throws IOException {
        pass(time);
        assertEquals(0, port.sent().size());
    }

    private static Result answer(int code) {
        return new Result.Answer(code, List.of(), Bytes.EMPTY);
    }
}
