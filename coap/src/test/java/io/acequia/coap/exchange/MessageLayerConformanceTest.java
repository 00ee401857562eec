package io.acequia.coap.exchange;

import static io.acequia.coap.lockstep.Wire.ack;
import static io.acequia.coap.lockstep.Wire.con;
import static io.acequia.coap.lockstep.Wire.non;
import static io.acequia.coap.lockstep.Wire.rst;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acequia.coap.lockstep.LockstepEndpoint;
import io.acequia.coap.lockstep.Resources;
import io.acequia.coap.lockstep.ScriptedPeer;
import io.acequia.coap.lockstep.Wire;
import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.ContentFormat;
import io.acequia.coap.message.MessageType;
import io.acequia.coap.message.OptionNumber;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What single datagrams get: rejection is RST for a CON, silence for all others (RFC 7252 §4.2,
/// §4.3).
class MessageLayerConformanceTest {
    private static final String SILENCE = "silence", RST = "RST";
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

    // Whatever came before, the next good request of the same peer and of another one is answered.
    @AfterEach
    void goodRequestsAreAnswered() {
        for (var peer : new ScriptedPeer[] {client, endpoint.peer("2001:db8::1", 5683)}) {
            peer.send(con(Code.GET, 0xfff0).token("0101").path("health"));
            var answer = peer.receive();
            assertEquals(Code.CONTENT, answer.code());
            assertEquals(MessageType.ACK, answer.type());
            peer.expectSilence();
        }
    }

    // Client  ------ CON [0x7d34] GET /health ------>  Server
    // Client  <----- ACK [0x7d34] 2.05 --------------  Server
    @Test
    @DisplayName("#1 RFC 7252 §5.2.1: CON GET is answered by a piggybacked ACK")
    void piggybacked() {
        client.send(con(Code.GET, MESSAGE_ID).token("c0ffee").path("health"));

        client.expect(
                ack(Code.CONTENT, MESSAGE_ID)
                        .token("c0ffee")
                        .option(OptionNumber.CONTENT_FORMAT, ContentFormat.JSON)
                        .payload(Resources.WELL));
    }

    // Client  ------ NON [0x7d34] GET /health ------>  Server
    // Client  <----- NON [own ID] 2.05 --------------  Server
    @Test
    @DisplayName("#2 RFC 7252 §5.2.3: NON GET is answered by NON with a message ID of its own")
    void nonConfirmable() {
        client.send(non(Code.GET, MESSAGE_ID).token("c0ffee").path("health"));
        client.send(non(Code.GET, MESSAGE_ID + 1).token("c0ffef").path("health"));

        var first = client.receive();
        var second = client.receive();
        assertEquals(MessageType.NON, first.type());
        assertEquals(Code.CONTENT, first.code());
        assertEquals("c0ffee", first.token().toString());
        assertEquals((first.messageId() + 1) % 0x1_0000, second.messageId());
        assertEquals("c0ffef", second.token().toString());
    }

    @ParameterizedTest(name = "#3 to #5 RFC 7252 §5.3.1: token of {0} bytes is echoed")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    void tokenIsEchoed(int length) {
        var token = "00ff7f8001fe0000".substring(0, 2 * length);

        client.send(con(Code.GET, MESSAGE_ID).token(token).path("a").path("b"));

        client.expect(ack(Code.VALID, MESSAGE_ID).token(token));
    }

    static Stream<Arguments> rows() {
        return Stream.of(
                row("#6 RFC 7252 §3: TKL 9 in CON", "49 01 7d34 010203040506070809", RST),
                row("#7 RFC 7252 §3: TKL 15 in CON", "4f 01 7d34" + "00".repeat(15), RST),
                row("#8 RFC 7252 §3: TKL 9 in NON", "59 01 7d34 010203040506070809", SILENCE),
                row("#9 RFC 7252 §3: version 0", "00 01 7d34", SILENCE),
                row("#10 RFC 7252 §3: version 2", "80 01 7d34", SILENCE),
                row("#11 RFC 7252 §3: version 3", "c0 01 7d34", SILENCE),
                row("#12 RFC 7252 §4.3: empty CON, a ping", "40 00 7d34", RST),
                row("#13 RFC 7252 §4.1: empty CON with token", "41 00 7d34 aa", RST),
                row("#14 RFC 7252 §4.1: empty CON with more bytes", "40 00 7d34 ff 61", RST),
                row("#15 RFC 7252 §4.3: empty NON", "50 00 7d34", SILENCE),
                row("#16 RFC 7252 §4.2: stray ACK", "60 00 7d34", SILENCE),
                row("#17 RFC 7252 §4.2: stray RST", "70 00 7d34", SILENCE),
                row("#18 RFC 7252 §4.2: ACK with a request", hex(EVENT.type(2)), SILENCE),
                row("#19 RFC 7252 §4.2: RST with a request", hex(EVENT.type(3)), SILENCE),
                row("#20 RFC 7252 §5.3.2: unasked CON response", "41 45 7d34 aa", RST),
                row("#21 RFC 7252 §4.3: unasked NON response", "51 45 7d34 aa", SILENCE),
                row("#22 RFC 7252 §4.2: CON of class 1.00", "40 20 7d34", RST),
                row("#23 RFC 7252 §4.2: CON of class 1.31", "40 3f 7d34", RST),
                row("#24 RFC 7252 §4.2: CON of class 6.00", "40 c0 7d34", RST),
                row("#25 RFC 7252 §4.2: CON of class 7.01", "40 e1 7d34", RST),
                row("#26 RFC 7252 §4.2: CON of class 7.31", "40 ff 7d34", RST),
                row("#27 RFC 7252 §3: payload marker, no payload", "40 02 7d34 ff", RST),
                row("#28 RFC 7252 §3.1: option delta nibble 15", "40 01 7d34 f1 61", RST),
                row("#29 RFC 7252 §3.1: option length nibble 15", "40 01 7d34 bf 61", RST),
                row("#30 RFC 7252 §3.1: option runs past the end", "40 01 7d34 b5 61", RST),
                row("#31 RFC 7252 §3.1: extended delta missing", "40 01 7d34 d0", RST),
                row("#32 RFC 7252 §3.1: deltas above 65535", "40 01 7d34 e0ffff", RST),
                row("#33 RFC 7252 §3: token runs past the end", "48 01 7d34 0102", RST),
                row("#34 RFC 7252 §3: datagram of 0 bytes", "", SILENCE),
                row("#35 RFC 7252 §3: datagram of 1 byte", "40", SILENCE),
                row("#36 RFC 7252 §3: datagram of 2 bytes", "40 01", SILENCE),
                row("#37 RFC 7252 §3: datagram of 3 bytes", "40 01 7d", SILENCE),
                row("DG-3: NON, TKL 8, 7 bytes of token", "58 01 7d34 01020304050607", SILENCE),
                row("DG-6: 65,503 empty options", "40 01 7d34" + "00".repeat(65_503), "4.02"));
    }

    private static Arguments row(String name, String hex, String expected) {
        return Arguments.of(name, hex, expected);
    }

    private static String hex(Wire message) {
        return message.bytes().toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void single(String name, String hex, String expected) {
        client.send(hex);

        switch (expected) {
            case SILENCE -> client.expectSilence();
            case RST -> client.expect(rst(MESSAGE_ID));
            default -> assertEquals(expected, Code.text(client.receive().code()), name);
        }
        assertEquals(0, resources.stored().size(), "nothing was stored");
        assertEquals(0, endpoint.statistics().failures.get());
    }

    @ParameterizedTest(name = "#48 RFC 7252 §4.6, DG-5, DG-7: datagram of {0} bytes")
    @ValueSource(ints = {1_281, 1_472, 1_473, 8_000, 65_507})
    void longDatagrams(int length) {
        var payload = " ".repeat(length - EVENT.payload("").bytes().length() - 1);

        client.send(EVENT.payload(payload));

        client.expect(ack(Code.CREATED, MESSAGE_ID).tokenOf(EVENT));
        assertEquals(payload, resources.stored().getFirst().utf8());
    }

    @ParameterizedTest(name = "DG-1: three bytes 4{0} 02 00")
    @ValueSource(strings = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "c", "f"})
    void threeBytes(String tokenLength) {
        client.send("4" + tokenLength + "0200");

        client.expectSilence();
    }

    @Test
    @DisplayName("DG-2: every type with every code gets what the rules say")
    void everyTypeWithEveryCode() {
        for (int type = 0; type < 4; type++) {
            for (int code = 0; code < 256; code++) {
                int messageId = 256 * type + code;
                client.send(
                        new Wire(type, code, messageId, Bytes.EMPTY, EVENT.options(), Bytes.EMPTY));
                expectByRule(type, code, messageId);
            }
        }
        assertEquals(0, endpoint.statistics().failures.get());
    }

    private void expectByRule(int type, int code, int messageId) {
        boolean isRequest = code >= 1 && code <= 31;
        if (type == MessageType.CON && !isRequest) {
            client.expect(rst(messageId));
        } else if (type == MessageType.CON) {
            int expected = code == Code.POST ? Code.CREATED : Code.METHOD_NOT_ALLOWED;
            client.expect(ack(expected, messageId));
        } else if (type == MessageType.NON && isRequest) {
            assertEquals(MessageType.NON, client.receive().type());
        }
        client.expectSilence();
    }

    @Test
    @DisplayName("DG-10: messages that come from the server's own address end in silence")
    void ownAddress() {
        var self = endpoint.peer("127.0.0.1", 5683);
        for (var hex : new String[] {"40 00 0001", "50 01 0002", "40 01 0003", "40 45 0004"}) {
            self.send(hex);
            int rounds = 0;
            for (var sent = endpoint.port().sent(); !sent.isEmpty(); rounds++) {
                self.send(sent.remove().bytes());
            }
            assertEquals(1, rounds, hex);
        }
    }

    @Test
    @DisplayName("DG-12: unasked responses of 10,000 ports leave nothing behind")
    void unaskedResponses() {
        for (int port = 1; port <= 10_000; port++) {
            var peer = endpoint.peer("192.0.2.7", port);
            peer.send(con(Code.CONTENT, 1).token("01"));
            peer.expect(rst(1));
            peer.send(non(Code.CONTENT, 2).token("01"));
            peer.expectSilence();
        }
        assertEquals(20_000, endpoint.statistics().unexpected.get());
        assertEquals(Long.MAX_VALUE, endpoint.port().lastWait(), "nothing is to be done");
    }

    @Test
    @DisplayName("What is no request is counted for what it is")
    void statistics() {
        client.send("40 00 0001");
        client.expect(rst(1));
        client.send("50 00 0002");
        client.send("40");
        client.send("60 45 0003");
        client.send("70 00 0004");

        var statistics = endpoint.statistics();
        assertEquals(5, statistics.datagrams.get());
        assertEquals(5, statistics.bursts.get());
        assertEquals(1, statistics.pings.get());
        assertEquals(1, statistics.malformed.get());
        assertEquals(2, statistics.unexpected.get());
        client.expectSilence();
    }
}
