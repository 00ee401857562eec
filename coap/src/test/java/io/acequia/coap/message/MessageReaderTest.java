package io.acequia.coap.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.lockstep.Wire;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReaderTest {
    private static final int MARGIN = 8;

    private final MessageReader reader = new MessageReader();

    @Test
    @DisplayName("RFC 7252 §3: header, token, options and payload are found where they lie")
    void wholeMessage() {
        // CON POST, MID 0x1234, token ab, Uri-Path "e", Content-Format 50, payload "{}"
        var message = message("41 02 12 34 ab b1 65 11 32 ff 7b 7d");

        assertEquals(12, message.length());
        assertEquals(MessageType.CON, message.type());
        assertEquals(Code.POST, message.code());
        assertEquals(0x1234, message.messageId());
        assertEquals(1, message.tokenLength());
        assertEquals(0xab, message.token());
        assertEquals(2, message.optionCount());
        assertEquals(OptionNumber.URI_PATH, message.optionNumber(0));
        assertEquals('e', message.bytes()[message.optionFrom(0)]);
        assertEquals(1, message.optionLength(0));
        assertEquals(OptionNumber.CONTENT_FORMAT, message.optionNumber(1));
        assertEquals(50, message.optionValue(1));
        assertEquals(2, message.payloadLength());
        assertEquals('{', message.bytes()[message.payloadFrom()]);
    }

    @ParameterizedTest
    @CsvSource({"40 00 00 01, 0", "50 00 00 02, 1", "60 00 00 03, 2", "70 00 ff ff, 3"})
    @DisplayName("RFC 7252 §4.1: an empty message has four bytes and any type")
    void emptyMessage(String hex, int type) {
        var message = message(hex);

        assertEquals(type, message.type());
        assertEquals(Code.EMPTY, message.code());
        assertEquals(0, message.optionCount());
        assertEquals(0, message.payloadLength());
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    @DisplayName("RFC 7252 §5.3.1: a token has 0 to 8 bytes")
    void tokens(int length) {
        var token = "f102030405060708".substring(0, 2 * length);

        var message = message("4" + length + " 01 00 01" + token);

        assertEquals(length, message.tokenLength());
        assertEquals(length == 0 ? 0 : Long.parseUnsignedLong(token, 16), message.token());
        assertEquals(0, message.optionCount());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "RUNT, ''",
        "RUNT, 40",
        "RUNT, 40 01",
        "RUNT, 40 01 00",
        "VERSION, 00 01 00 01",
        "VERSION, 80 01 00 01",
        "VERSION, c0 01 00 01",
        "TOKEN_LENGTH, 49 01 00 01 01 02 03 04 05 06 07 08 09",
        "TOKEN_LENGTH, 4f 01 00 01 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f",
        "TOKEN_LENGTH, 4f 00 00 01",
        "TOKEN, 41 01 00 01",
        "TOKEN, 48 01 00 01 01 02 03 04 05 06 07",
        "TOKEN, 41 00 00 01",
        "EMPTY_WITH_CONTENT, 41 00 00 01 aa",
        "EMPTY_WITH_CONTENT, 40 00 00 01 00",
        "EMPTY_WITH_CONTENT, 60 00 00 01 ff 61",
        "OPTION_NIBBLE, 40 01 00 01 f0",
        "OPTION_NIBBLE, 40 01 00 01 fe 00 00",
        "OPTION_NIBBLE, 40 01 00 01 0f",
        "OPTION_NIBBLE, 40 01 00 01 b1 65 df 00 00",
        "OPTION_NUMBER, 40 01 00 01 e0 ff ff",
        "OPTION_NUMBER, 40 01 00 01 e0 fe f2 10",
        "OPTION_NUMBER, 40 01 00 01 e0 80 00 e0 80 00",
        "OPTION_LENGTH, 40 01 00 01 b1",
        "OPTION_LENGTH, 40 01 00 01 b5 61 62 63 64",
        "OPTION_LENGTH, 40 01 00 01 d0",
        "OPTION_LENGTH, 40 01 00 01 0d",
        "OPTION_LENGTH, 40 01 00 01 0d 00 61 62 63 64 65 66 67 68 69 6a 6b 6c",
        "OPTION_LENGTH, 40 01 00 01 e0",
        "OPTION_LENGTH, 40 01 00 01 e0 00",
        "OPTION_LENGTH, 40 01 00 01 0e",
        "OPTION_LENGTH, 40 01 00 01 0e 00",
        "OPTION_LENGTH, 40 01 00 01 0e 00 00",
        "OPTION_LENGTH, 40 01 00 01 dd 01",
        "OPTION_LENGTH, 40 01 00 01 ee 00 01 00",
        "PAYLOAD, 40 01 00 01 ff",
        "PAYLOAD, 41 02 00 01 ab b1 65 ff",
    })
    @DisplayName("RFC 7252 §3: what is no message is named for what is wrong with it")
    void malformed(Malformed expected, String hex) {
        assertSame(expected, read(hex, (byte) 0xff));
        assertSame(expected, read(hex, (byte) 0));
    }

    @ParameterizedTest(name = "delta {0}")
    @ValueSource(ints = {0, 1, 12, 13, 14, 268, 269, 270, 65_534, 65_535})
    @DisplayName("RFC 7252 §3.1: option deltas at the borders of nibble, byte and two bytes")
    void deltas(int delta) {
        var message = message(Wire.con(Code.GET, 1).option(delta, "aa").bytes(), (byte) 0xff);

        assertEquals(1, message.optionCount());
        assertEquals(delta, message.optionNumber(0));
        assertEquals(0xaa, message.optionValue(0));
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {0, 1, 12, 13, 14, 268, 269, 270, 60_000})
    @DisplayName("RFC 7252 §3.1: option lengths at the borders of nibble, byte and two bytes")
    void lengths(int length) {
        var wire = Wire.con(Code.GET, 1).option(11, "61".repeat(length)).payload("end");

        var message = message(wire.bytes(), (byte) 0xff);

        assertEquals(length, message.optionLength(0));
        assertEquals(3, message.payloadLength());
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.of("", 0L),
                Arguments.of("00", 0L),
                Arguments.of("00 32", 50L),
                Arguments.of("ff ff ff ff", 0xffff_ffffL),
                Arguments.of("ff ff ff ff ff ff ff ff", -1L),
                Arguments.of("01 00 00 00 00 00 00 00 05", 5L));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("numbers")
    @DisplayName("RFC 7252 §3.2: a number may have leading zeros; of too many bytes the last count")
    void optionValues(String hex, long expected) {
        var wire = Wire.con(Code.GET, 1).option(14, hex.replace(" ", ""));

        assertEquals(expected, message(wire.bytes(), (byte) 0xff).optionValue(0));
    }

    @Test
    @DisplayName("64 options are kept; of more it is only known that there are more")
    void manyOptions() {
        var most = message("40 01 00 01" + "10".repeat(64));
        assertFalse(most.hasTooManyOptions());
        assertEquals(64, most.optionCount());

        var more = message("40 01 00 01" + "10".repeat(65) + "ff 61");
        assertTrue(more.hasTooManyOptions());
        assertEquals(64, more.optionCount());
        assertEquals(64, more.optionNumber(63));
        assertEquals(1, more.payloadLength());
    }

    @Test
    @DisplayName("OP-2: 60,000 empty options are read in no time")
    void sixtyThousandOptions() {
        var datagram = "40 01 00 01" + "00".repeat(60_000);

        var message = assertTimeout(Duration.ofSeconds(1), () -> message(datagram));

        assertTrue(message.hasTooManyOptions());
    }

    @Test
    @DisplayName("Nothing of a message is left in the next one")
    void reuse() {
        var first = message("48 02 00 01 0102030405060708 b1 65 11 32 ff 7b 7d");
        assertEquals(2, first.optionCount());

        var second = message("40 01 00 02");

        assertSame(first, second);
        assertEquals(0, second.tokenLength());
        assertEquals(0, second.token());
        assertEquals(0, second.optionCount());
        assertEquals(0, second.payloadLength());
    }

    @Test
    @DisplayName("Type and message ID of a datagram can be told before it is read")
    void typeAndMessageId() {
        byte[] datagram = {0, 0x7f, 2, (byte) 0xfe, (byte) 0xdc};

        assertEquals(MessageType.RST, MessageReader.type(datagram, 1));
        assertEquals(0xfedc, MessageReader.messageId(datagram, 1));
    }

    private MessageView message(String hex) {
        return message(Bytes.of(HexFormat.of().parseHex(hex.replace(" ", ""))), (byte) 0xff);
    }

    private MessageView message(Bytes datagram, byte around) {
        return assertInstanceOf(MessageView.class, read(datagram, around));
    }

    private Reading read(String hex, byte around) {
        return read(Bytes.of(HexFormat.of().parseHex(hex.replace(" ", ""))), around);
    }

    private Reading read(Bytes datagram, byte around) {
        var array = new byte[datagram.length() + 2 * MARGIN];
        Arrays.fill(array, around);
        datagram.copyTo(array, MARGIN);
        return reader.read(array, MARGIN, datagram.length());
    }
}
