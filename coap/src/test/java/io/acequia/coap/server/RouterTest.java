package io.acequia.coap.server;

import static io.acequia.coap.lockstep.Wire.ack;
import static io.acequia.coap.lockstep.Wire.con;
import static io.acequia.coap.lockstep.Wire.non;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.exchange.Response;
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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Requests and their options (RFC 7252 §5, RFC 8132).
class RouterTest {
    private static final int ID = 0x7d34;
    private static final Wire GET = con(Code.GET, ID).path("health");
    private static final Wire POST =
            con(Code.POST, ID)
                    .path("event")
                    .option(OptionNumber.CONTENT_FORMAT, ContentFormat.JSON)
                    .payload("{}");

    private final Resources resources = new Resources();
    private final LockstepEndpoint endpoint = new LockstepEndpoint(resources.router());
    private final ScriptedPeer client = endpoint.peer();

    static Stream<Arguments> rows() {
        return Stream.of(
                row("#50 RFC 7252 §5.8: method 0.08", event(8), "4.05"),
                row("#51 RFC 7252 §5.8: method 0.31", event(31), "4.05"),
                row("#52 RFC 7252 §5.9.2.5: unknown path", con(Code.GET, ID).path("x"), "4.04"),
                row("#53 RFC 7252 §5.9.2.6: GET /event", event(Code.GET), "4.05"),
                row("#54 RFC 7252 §5.8: PUT /event", event(Code.PUT), "4.05"),
                row("#55 RFC 7252 §5.8: DELETE /event", event(Code.DELETE), "4.05"),
                row("#56 RFC 8132 §2: FETCH /event", event(Code.FETCH), "4.05"),
                row("#57 RFC 8132 §3: PATCH /event", event(Code.PATCH), "4.05"),
                row("#58 RFC 8132 §3: iPATCH /event", event(Code.IPATCH), "4.05"),
                row("#59 RFC 7252 §5.4.1: OSCORE without support", GET.option(9, ""), "4.02"),
                row("#60 RFC 7252 §5.4.1: critical option 65001", GET.option(65_001, ""), "4.02"),
                row("#62 RFC 7252 §5.4.1: elective option 65000", GET.option(65_000, ""), "2.05"),
                row("#63 RFC 7252 §5.4.5: If-None-Match twice", twice(POST, 5, ""), "4.02"),
                row("#64 RFC 7252 §5.4.5: Accept twice", twice(GET, 17, "32"), "4.02"),
                row("#65 RFC 7252 §5.4.3: Accept of 3 bytes", GET.option(17, "000032"), "4.02"),
                row("#66 RFC 7252 §5.10.4: Accept not offered", GET.option(17, 60), "4.06"),
                row("#67 RFC 7252 §5.4.3: path of 256 bytes", get("a".repeat(256)), "4.02"),
                row("#68 RFC 7252 §5.10.1: path not UTF-8", getHex("fffe"), "4.04"),
                row("#69 RFC 7252 §5.10.1: path ..", get("..").path("health"), "4.04"),
                row("#70 RFC 7252 §5.10.1: empty trailing segment", GET.path(""), "4.04"),
                row("#71 RFC 7252 §5.10.2: Proxy-Uri", GET.option(35, "636f6170"), "5.05"),
                row("#72 RFC 7252 §5.10.2: Proxy-Scheme", GET.option(39, "636f6170"), "5.05"),
                row("#73 RFC 7252 §5.10.1: foreign Uri-Host", GET.option(3, "6578"), "2.05"),
                row("#74 RFC 7252 §5.10.3: POST JSON", POST, "2.01"),
                row("#76 RFC 7252 §5.9.2.10: format of something else", format("3c"), "4.15"),
                row("#77 RFC 7252 §5.9.2.10: format 65535", format("ffff"), "4.15"),
                row("#78 RFC 7252 §5.4.3: Content-Format of 3 bytes", format("000032"), "4.15"),
                row("#86 RFC 8768 §3: Hop-Limit 0", GET.option(16, "00"), "4.00"),
                row("RFC 8768 §3: Hop-Limit 1", GET.option(16, "01"), "2.05"),
                row("RFC 8768 §3: Hop-Limit of 2 bytes", GET.option(16, "0000"), "2.05"),
                row("RFC 7252 §5.10.4: Accept offered", GET.option(17, 50), "2.05"),
                row("RFC 7252 §5.8: unknown method, unknown path", con(8, ID).path("x"), "4.05"),
                row("RFC 7252 §5.8: no path at all", con(Code.GET, ID), "4.04"),
                row("RFC 7252 §5.10.1: first segment alone", get("a"), "4.04"),
                row("RFC 7252 §5.10.1: both segments", get("a").path("b"), "2.03"),
                row("RFC 7252 §5.10.1: segments in another order", get("b").path("a"), "4.04"),
                row(
                        "RFC 7252 §5.4.1: critical before proxy",
                        GET.option(9, "").option(35, "61"),
                        "4.02"));
    }

    private static Arguments row(String name, Wire request, String expected) {
        return Arguments.of(name, request, expected);
    }

    private static Wire event(int method) {
        return con(method, ID).path("event");
    }

    private static Wire get(String segment) {
        return con(Code.GET, ID).path(segment);
    }

    private static Wire getHex(String segment) {
        return con(Code.GET, ID).option(OptionNumber.URI_PATH, segment);
    }

    private static Wire format(String hex) {
        return event(Code.POST).option(OptionNumber.CONTENT_FORMAT, hex).payload("{}");
    }

    private static Wire twice(Wire request, int number, String hex) {
        return request.option(number, hex).option(number, hex);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void requests(String name, Wire request, String expected) {
        client.send(request);

        var answer = client.receive();
        assertEquals(expected, Code.text(answer.code()), name);
        assertEquals(MessageType.ACK, answer.type());
        assertEquals(ID, answer.messageId());
        assertEquals(expected.equals("2.01") ? 1 : 0, resources.stored().size());
        assertTrue(answer.bytes().length() <= 3 * request.bytes().length() || answer.code() < 0x80);
        expectGoodRequestToBeAnswered();
    }

    private void expectGoodRequestToBeAnswered() {
        client.send(GET.messageId(ID + 1));
        assertEquals(Code.CONTENT, client.receive().code());
        client.expectSilence();
    }

    @Test
    @DisplayName("#60 RFC 7252 §5.4.1: 4.02 says why if the request is long enough")
    void diagnosticPayload() {
        client.send(POST.option(65_001, "61"));

        client.expect(ack(Code.BAD_OPTION, ID).payload("critical option not understood"));
    }

    @Test
    @DisplayName("#61 RFC 7252 §4.3: unknown critical option in NON is not executed")
    void criticalOptionInNon() {
        client.send(POST.type(MessageType.NON).option(9, ""));

        assertEquals(Code.BAD_OPTION, client.receive().code());
        assertEquals(0, resources.stored().size());
    }

    @Test
    @DisplayName("#75 RFC 7252 §5.2.3: NON POST JSON is answered by NON 2.01")
    void nonConfirmable() {
        client.send(POST.type(MessageType.NON));

        var answer = client.receive();
        assertEquals(non(Code.CREATED, answer.messageId()), answer);
    }

    @Test
    @DisplayName("An observer is told the path of a route by its number")
    void routeNames() {
        var router = resources.router();

        assertEquals("other", router.path(0));
        assertEquals("/event", router.path(1));
        assertEquals("/health", router.path(2));
    }

    @Test
    @DisplayName("RFC 7252 §5.10.1: a query is found by its name, with or without a value")
    void queries() {
        var found = new StringBuilder();
        var names = Stream.of("obs", "o", "obs2", "rt").map(Bytes::utf8);
        var wanted = names.toList();
        var router =
                new Router(exchange -> Response.of(Code.NOT_FOUND))
                        .route(
                                Code.GET,
                                "/health",
                                request -> {
                                    for (var name : wanted) {
                                        found.append(request.hasQuery(name) ? '1' : '0');
                                    }
                                    return Response.of(Code.VALID);
                                });
        var queried = new LockstepEndpoint(router);

        queried.peer().send(GET);
        queried.peer().send(GET.messageId(1).option(15, "6f6273")); // obs
        queried.peer()
                .send(GET.messageId(2).option(15, "72743d31").option(15, "6f62733d")); // rt=1 obs=

        assertEquals("0000" + "1000" + "1001", found.toString());
    }
}
