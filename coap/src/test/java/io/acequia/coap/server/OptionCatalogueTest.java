package io.acequia.coap.server;

import static io.acequia.coap.lockstep.Wire.con;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Options and paths as no good client sends them; `POST /event` with a good event unless a path is
/// named.
class OptionCatalogueTest {
    private static final int ID = 0x7d34;
    private static final String CREATED = "2.01", BAD_OPTION = "4.02", NOT_FOUND = "4.04";
    private static final Wire EVENT =
            con(Code.POST, ID)
                    .path("event")
                    .option(OptionNumber.CONTENT_FORMAT, ContentFormat.JSON)
                    .payload("{}");

    private final Resources resources = new Resources();
    private final LockstepEndpoint endpoint = new LockstepEndpoint(resources.router());
    private final ScriptedPeer client = endpoint.peer();

    static Stream<Arguments> rows() {
        return Stream.of(paths(), values(), unsupported()).flatMap(s -> s);
    }

    private static Stream<Arguments> paths() {
        var c0af = con(Code.POST, ID).option(OptionNumber.URI_PATH, "c0af");
        var bom = con(Code.POST, ID).option(OptionNumber.URI_PATH, "efbbbf6576656e74");
        return Stream.of(
                row("OP-1: 1,000 empty Uri-Path options", times(1_000, 11, ""), NOT_FOUND),
                row("OP-2: 60,000 options of length 0", times(60_000, 0, ""), BAD_OPTION),
                row("OP-3: 200 Uri-Path segments", times(200, 11, "61"), NOT_FOUND),
                row("OP-4: Uri-Path %2e%2e, health", path("%2e%2e").path("health"), NOT_FOUND),
                row("OP-5: one Uri-Path segment event/x", path("event/x"), NOT_FOUND),
                row("OP-5: one Uri-Path segment a/b", path("a/b"), NOT_FOUND),
                row("OP-6: Uri-Path EVENT", path("EVENT"), NOT_FOUND),
                row("OP-7: Uri-Path with overlong C0 AF", c0af, NOT_FOUND),
                row("OP-8: Uri-Path event with a BOM in front", bom, NOT_FOUND));
    }

    private static Stream<Arguments> values() {
        var noFormat = path("event").payload("{}");
        return Stream.of(
                row("OP-9: Uri-Query without =", EVENT.option(15, "61"), CREATED),
                row("OP-10: Uri-Query of 256 bytes", EVENT.option(15, hex(256)), BAD_OPTION),
                row("OP-11: 500 Uri-Query options", times(500, 15, "61"), BAD_OPTION),
                row("OP-16: Content-Format of 0 bytes", noFormat.option(12, ""), "4.15"),
                row("OP-17: Content-Format 00 32", noFormat.option(12, "0032"), CREATED),
                row("OP-18: Uri-Port of 3 bytes", EVENT.option(7, "001633"), BAD_OPTION),
                row("OP-19: Uri-Host of 0 bytes", EVENT.option(3, ""), BAD_OPTION),
                row("OP-19: Uri-Host of 256 bytes", EVENT.option(3, hex(256)), BAD_OPTION),
                row("OP-20: Uri-Host twice", twice(3, "61"), BAD_OPTION),
                row("OP-21: If-Match of 9 bytes", EVENT.option(1, hex(9)), BAD_OPTION),
                row("OP-22: If-Match on POST /event", EVENT.option(1, "61"), "4.12"),
                row("OP-22: If-None-Match on POST /event", EVENT.option(5, ""), "4.12"),
                row("OP-22: empty If-Match, the resource exists", EVENT.option(1, ""), CREATED),
                row("OP-23: If-None-Match with a value", EVENT.option(5, "00"), BAD_OPTION),
                row("OP-24: ETag of 0 bytes", EVENT.option(4, ""), CREATED),
                row("OP-24: ETag of 9 bytes", EVENT.option(4, hex(9)), CREATED),
                row("OP-27: Max-Age of 5 bytes", EVENT.option(14, hex(5)), CREATED),
                row("OP-29: Size1 of 5 bytes", EVENT.option(60, hex(5)), CREATED),
                row("OP-30: Echo of 0 bytes", EVENT.option(252, ""), CREATED),
                row("OP-30: Echo of 41 bytes", EVENT.option(252, hex(41)), CREATED),
                row("OP-31: Request-Tag of 9 bytes", EVENT.option(292, hex(9)), CREATED),
                row("OP-33: Location-Path in a request", EVENT.option(8, "61"), CREATED),
                row("OP-33: Location-Query in a request", EVENT.option(20, "61"), CREATED));
    }

    private static Stream<Arguments> unsupported() {
        var proxy = EVENT.option(3, "6c6f63616c").option(39, "636f6170");
        return Stream.of(
                row("OP-28: Block1 of 4 bytes", EVENT.option(27, hex(4)), BAD_OPTION),
                row("RFC 7959 §2: Block1, not supported", EVENT.option(27, "06"), BAD_OPTION),
                row("RFC 7959 §2: Block2, not supported", EVENT.option(23, "06"), BAD_OPTION),
                row("#110 RFC 9177 §4: Q-Block1", EVENT.option(19, "06"), BAD_OPTION),
                row("#110 RFC 9177 §4: Q-Block2", EVENT.option(31, "06"), BAD_OPTION),
                row(
                        "OP-34: option 65535 of 65,000 bytes",
                        EVENT.option(65_535, hex(65_000)),
                        BAD_OPTION),
                row("OP-36: option 2049", EVENT.option(2_049, "61"), BAD_OPTION),
                row("OP-36: option 65003", EVENT.option(65_003, "61"), BAD_OPTION),
                row("OP-37: Proxy-Scheme with our own Uri-Host", proxy, "5.05"),
                row("OP-40: Accept 50 and 60", EVENT.option(17, 50).option(17, 60), BAD_OPTION));
    }

    private static Arguments row(String name, Wire request, String expected) {
        return Arguments.of(name, request, expected);
    }

    private static Wire path(String segment) {
        return con(Code.POST, ID).path(segment);
    }

    private static Wire times(int count, int number, String hex) {
        var option = new Option(number, Bytes.of(HexFormat.of().parseHex(hex)));
        var options = IntStream.range(0, count).mapToObj(_ -> option).toList();
        return new Wire(MessageType.CON, Code.POST, ID, Bytes.EMPTY, options, Bytes.EMPTY);
    }

    private static Wire twice(int number, String hex) {
        return EVENT.option(number, hex).option(number, hex);
    }

    private static String hex(int length) {
        return "61".repeat(length);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void options(String name, Wire request, String expected) {
        client.send(request);

        var answer = client.receive();
        assertEquals(expected, Code.text(answer.code()), name);
        assertEquals(expected.equals(CREATED) ? 1 : 0, resources.stored().size());
        assertTrue(answer.bytes().length() <= 3 * request.bytes().length());
        expectGoodRequestToBeAnswered();
    }

    @Test
    @DisplayName("OP-35: delta nibble 14 with FFFF, twice")
    void deltaOverflow() {
        client.send("40 02 7d34 e0ffff e0ffff");

        client.expect(Wire.rst(ID));
        expectGoodRequestToBeAnswered();
    }

    private void expectGoodRequestToBeAnswered() {
        client.send(EVENT.messageId(ID + 1));
        client.expect(Wire.ack(Code.CREATED, ID + 1));
        client.expectSilence();
    }

    /// What is known of an option (RFC 7252 §5.10, RFC 7959, RFC 7641, RFC 9175, RFC 7967, RFC
    /// 8768).
    record Known(String name, int number, int shortest, int longest, boolean repeatable) {
        String expected(int length) {
            boolean isValid = length >= shortest && length <= longest;
            boolean isCritical = number % 2 == 1;
            if (isCritical && !isValid) {
                return BAD_OPTION;
            }
            return switch (number) {
                case 1 -> length == 0 ? CREATED : "4.12";
                case 5 -> "4.12";
                case 11 -> NOT_FOUND;
                case 23, 27 -> BAD_OPTION; // not supported
                case 35, 39 -> "5.05";
                default -> CREATED;
            };
        }
    }

    private static final List<Known> KNOWN =
            List.of(
                    new Known("If-Match", 1, 0, 8, true),
                    new Known("Uri-Host", 3, 1, 255, false),
                    new Known("ETag", 4, 1, 8, true),
                    new Known("If-None-Match", 5, 0, 0, false),
                    new Known("Observe", 6, 0, 3, false),
                    new Known("Uri-Port", 7, 0, 2, false),
                    new Known("Location-Path", 8, 0, 255, true),
                    new Known("Uri-Path", 11, 0, 255, true),
                    new Known("Max-Age", 14, 0, 4, false),
                    new Known("Uri-Query", 15, 0, 255, true),
                    new Known("Hop-Limit", 16, 1, 1, false),
                    new Known("Accept", 17, 0, 2, false),
                    new Known("Location-Query", 20, 0, 255, true),
                    new Known("Block2", 23, 0, 3, false),
                    new Known("Block1", 27, 0, 3, false),
                    new Known("Size2", 28, 0, 4, false),
                    new Known("Proxy-Uri", 35, 1, 1_034, false),
                    new Known("Proxy-Scheme", 39, 1, 255, false),
                    new Known("Size1", 60, 0, 4, false),
                    new Known("Echo", 252, 1, 40, false),
                    new Known("No-Response", 258, 0, 1, false),
                    new Known("Request-Tag", 292, 0, 8, true));

    static Stream<Arguments> knownOptionsOfEachLength() {
        var lengths = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 255, 256);
        return KNOWN.stream()
                .flatMap(known -> lengths.stream().map(length -> Arguments.of(known, length)));
    }

    @ParameterizedTest(name = "OP-38: {0}, {1} bytes")
    @MethodSource("knownOptionsOfEachLength")
    void knownOptionOfLength(Known known, int length) {
        client.send(EVENT.option(known.number, "01".repeat(length)));

        assertEquals(known.expected(length), Code.text(client.receive().code()));
        expectGoodRequestToBeAnswered();
    }

    static Stream<Known> notRepeatable() {
        return KNOWN.stream().filter(known -> !known.repeatable);
    }

    @ParameterizedTest(name = "OP-39: {0} twice")
    @MethodSource("notRepeatable")
    void notRepeatableTwice(Known known) {
        var value = "01".repeat(known.shortest);

        client.send(twice(known.number, value));

        boolean isCritical = known.number % 2 == 1;
        var expected = isCritical ? BAD_OPTION : CREATED;
        assertEquals(expected, Code.text(client.receive().code()));
    }

    @Test
    @DisplayName("OP-39: of two elective options the second one is ignored, whatever it says")
    void secondElectiveIsIgnored() {
        var options = new ArrayList<Option>();
        options.add(Option.number(OptionNumber.CONTENT_FORMAT, ContentFormat.CBOR));
        options.addAll(EVENT.options());
        options.add(Option.number(OptionNumber.HOP_LIMIT, 5));
        options.add(new Option(OptionNumber.HOP_LIMIT, Bytes.of(new byte[1])));
        var request =
                new Wire(MessageType.CON, Code.POST, ID, Bytes.EMPTY, options, EVENT.payload());

        client.send(request);

        client.expect(Wire.ack(Code.UNSUPPORTED_CONTENT_FORMAT, ID));
    }
}
