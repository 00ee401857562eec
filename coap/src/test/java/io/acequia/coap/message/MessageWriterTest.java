package io.acequia.coap.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.acequia.coap.lockstep.Wire;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageWriterTest {
    private final MessageWriter writer = new MessageWriter(70_000);

    @Test
    @DisplayName("RFC 7252 §3: header, token, options and payload in their order")
    void wholeMessage() {
        writer.begin(MessageType.CON, Code.POST, 0x1234, 0xab, 1)
                .option(Option.text(OptionNumber.URI_PATH, "e"))
                .option(OptionNumber.CONTENT_FORMAT, 50)
                .payload(Bytes.utf8("{}"));

        assertEquals("41021234abb1651132ff7b7d", written().toString());
    }

    @Test
    @DisplayName("RFC 7252 §4.1: an empty message has four bytes; of the ID the lower bits count")
    void emptyMessage() {
        writer.begin(MessageType.RST, Code.EMPTY, 0xffff_abcd, 0, 0);

        assertEquals("7000abcd", written().toString());
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
    @DisplayName("RFC 7252 §5.3.1: a token has 0 to 8 bytes")
    void tokens(int length) {
        writer.begin(MessageType.NON, Code.GET, 1, 0xf102030405060708L, length);

        var token = "f102030405060708".substring(16 - 2 * length);
        assertEquals("5" + length + "010001" + token, written().toString());
    }

    @ParameterizedTest
    @CsvSource({"0, 60", "1, 6101", "255, 61ff", "256, 620100", "65536, 63010000"})
    @DisplayName("RFC 7252 §3.2: a number takes as few bytes as possible")
    void numbers(int value, String expected) {
        writer.begin(MessageType.ACK, Code.CONTENT, 1, 0, 0).option(OptionNumber.OBSERVE, value);

        assertEquals("60450001" + expected, written().toString());
    }

    @Test
    @DisplayName("RFC 7252 §3.2: a number of 32 bits is written without a sign")
    void largestNumber() {
        writer.begin(MessageType.ACK, Code.CONTENT, 1, 0, 0).option(OptionNumber.SIZE2, -1);

        assertEquals("60450001d40fffffffff", written().toString());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {0, 1, 12, 13, 14, 268, 269, 270, 60_000})
    @DisplayName("RFC 7252 §3.1: deltas and lengths at the borders of nibble, byte and two bytes")
    void borders(int border) {
        var wire =
                Wire.con(Code.GET, 1)
                        .option(1, "")
                        .option(1 + border, "61".repeat(border))
                        .payload("end");

        writer.begin(MessageType.CON, Code.GET, 1, 0, 0)
                .options(wire.options())
                .payload(wire.payload());

        assertEquals(wire.bytes(), written());
    }

    @Test
    @DisplayName("An empty payload leaves no marker")
    void emptyPayload() {
        writer.begin(MessageType.ACK, Code.CREATED, 1, 0, 0).payload(Bytes.EMPTY);

        assertEquals(4, writer.length());
    }

    @Test
    @DisplayName("Options out of their order are a mistake of the caller")
    void wrongOrder() {
        writer.begin(MessageType.CON, Code.GET, 1, 0, 0).option(OptionNumber.ACCEPT, 50);

        assertThrows(
                IllegalArgumentException.class,
                () -> writer.option(OptionNumber.CONTENT_FORMAT, 50));
    }

    @Test
    @DisplayName("A message that does not fit is a mistake of the caller")
    void tooLong() {
        var small = new MessageWriter(8);
        small.begin(MessageType.CON, Code.POST, 1, 0, 0);

        assertThrows(IndexOutOfBoundsException.class, () -> small.payload(Bytes.utf8("too much")));
    }

    @Test
    @DisplayName("RFC 7252 §4.6: what is too large for one datagram is refused when it is made")
    void largestMessage() {
        var payload = Bytes.of(new byte[MessageWriter.LARGEST - 13]);
        MessageWriter.checkSize(List.of(), payload);

        var e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> MessageWriter.checkSize(List.of(Option.text(11, "")), payload));

        assertEquals("message of 65512 bytes; a datagram holds 65507", e.getMessage());
    }

    private Bytes written() {
        return Bytes.copyOf(writer.bytes(), 0, writer.length());
    }
}
