package io.acequia.codec;

import static io.acequia.codec.Bodies.GOOD;
import static io.acequia.codec.Row.accepted;
import static io.acequia.codec.Row.refused;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acequia.event.EventBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Bad input: JSON syntax")
class JsonSyntaxTest {
    private static final int END = GOOD.length();

    /// Where the value of an unknown member `x` stands that comes last.
    private static final int X = END + ",\"x\":".length() - 1;

    @ParameterizedTest(name = "{0}")
    @MethodSource({"texts", "structures", "strings", "words", "arrays", "limits", "foreign"})
    @DisplayName("A body that is not one JSON event or an array of them is refused where it breaks")
    void bodies(Row row) {
        row.check();
    }

    static Stream<Row> texts() {
        return Stream.of(
                refused("JS-0 (empty)", "", "byte 0: unexpected end"),
                refused("JS-1", "   ", "byte 3: unexpected end"),
                refused("JS-2", "{", "byte 1: unexpected end"),
                refused("JS-3", "\ufeff" + GOOD, "byte 0: not an object or array"),
                refused("JS-5", "// x\n" + GOOD, "byte 0: not an object or array"),
                refused("JS-5", GOOD + "/* x */", "byte " + END + ": more after the end"),
                refused("JS-5", "{/**/" + GOOD.substring(1), "byte 1: name expected"),
                refused("JS-6", GOOD.replace('"', '\''), "byte 1: name expected"),
                refused("JS-7", GOOD.replace("\"sender\"", "sender"), "byte 23: name expected"),
                refused("JS-9", GOOD + GOOD, "byte " + END + ": more after the end"),
                refused("JS-10", GOOD + " x", "byte " + (END + 1) + ": more after the end"),
                refused("JS-11", GOOD + "\0", "byte " + END + ": more after the end"),
                accepted("JS-12", GOOD + "\n".repeat(1_000)),
                accepted(
                        "JS-12",
                        " \t\r\n" + GOOD.replace(":\"", " :\t\"").replace(",", "\n,\r\n ")));
    }

    static Stream<Row> structures() {
        return Stream.of(
                refused("JS-8", "{\"x\":1,}", "byte 7: name expected"),
                refused("JS-8", "{\"x\":[1,]}", "byte 8: value expected"),
                refused("JS-8", "{\"x\":{\"y\":1,}}", "byte 12: name expected"),
                refused("JS-13", Bodies.event("x", "1,\"sender\":\"a\""), "sender: given twice"),
                refused(
                        "JS-13",
                        Bodies.event("x", "1,\"x\":1"),
                        "byte " + (X + 2) + ": name given twice"),
                refused(
                        "JS-13",
                        Bodies.event("payload.type", "\"a\",\"type\":\"a\""),
                        "payload.type: given twice"),
                refused("JS-13", "{\"x\":[{\"a\":1,\"a\":1}]}", "byte 13: name given twice"),
                refused(
                        "JS-14",
                        Bodies.event("x", "1,\"name\\u0073pace\":\"a\""),
                        "namespace: given twice"),
                refused("JS-14", "{\"ab\":1,\"\\u0061b\":1}", "byte 8: name given twice"),
                refused("JS-28", "{\"payload\":}", "payload: not an object"),
                refused("JS-28", "{\"x\" 1}", "byte 5: colon expected"),
                refused("JS-28", "{\"x\":1 \"y\":1}", "byte 7: comma or } expected"),
                refused("JS-28", "{\"x\":[1 2]}", "byte 8: comma or ] expected"),
                refused("JS-28", "{\"x\":}", "byte 5: value expected"),
                refused("JS-28", "{\"x\"", "byte 4: unexpected end"));
    }

    static Stream<Row> strings() {
        return Stream.of(
                new Row("JS-21", latin1("\u00ff\u00fe"), "sender: not UTF-8"),
                new Row("JS-22", cutInCharacter(), "sender: not UTF-8"),
                refused("JS-23", "{\"sender\":\"demo}", "sender: unexpected end"),
                refused("JS-24", Bodies.event("sender", "\"\\x41\""), "sender: bad escape"),
                refused("JS-24", Bodies.event("sender", "\"\\u00g1\""), "sender: bad escape"),
                refused("JS-24", Bodies.event("sender", "\"\\u00\""), "sender: bad escape"),
                refused("JS-25", Bodies.event("sender", "\"\1\""), "sender: control character"),
                refused("JS-26", Bodies.event("sender", "\"a\nb\""), "sender: control character"),
                refused(
                        "JS-26",
                        Bodies.event("x", "\"a\nb\""),
                        "byte " + (X + 2) + ": control character"));
    }

    static Stream<Row> words() {
        return Stream.of(
                refused("JS-27", Bodies.event("x", "tru"), "byte " + X + ": value expected"),
                refused("JS-27", Bodies.event("x", "nul"), "byte " + X + ": value expected"),
                refused("JS-27", Bodies.event("x", "False"), "byte " + X + ": value expected"),
                refused(
                        "JS-27",
                        Bodies.event("x", "truex"),
                        "byte " + (X + 4) + ": comma or } expected"),
                refused(
                        "JS-27",
                        Bodies.event("payload.value", "", "payload.bool", "tru"),
                        "payload.bool: not true or false"));
    }

    static Stream<Row> arrays() {
        String bad = Bodies.event("payload.value", "null");
        String thousand = "[" + (GOOD + ",").repeat(699) + bad + ("," + GOOD).repeat(300) + "]";
        return Stream.of(
                refused("JS-29", "[]", "byte 1: no events"),
                refused("JS-29", " [ ] ", "byte 2: no events"),
                refused(
                        "JS-30",
                        "[" + Bodies.array(GOOD, 1) + "]",
                        "events[0]: byte 1: not an object"),
                accepted("JS-31 (1,000)", Bodies.array(GOOD, 1_000)),
                refused("JS-31", Bodies.array(GOOD, 1_001), "more than 1000"),
                refused("JS-32", thousand, "events[699].payload.value: not a number"),
                refused(
                        "JS-32",
                        "[" + GOOD + ",]",
                        "events[1]: byte " + (END + 2) + ": not an object"),
                refused("JS-33", GOOD + "\n" + GOOD, "byte " + (END + 1) + ": more after the end"));
    }

    static Stream<Row> limits() {
        return Stream.of(
                accepted("JS-15 (8)", Bodies.event("x", nested(7))),
                refused(
                        "JS-15",
                        Bodies.event("x", nested(8)),
                        "byte " + (X + 7) + ": nested too deep"),
                refused(
                        "JS-15",
                        Bodies.event("x", "{\"a\":".repeat(8)),
                        "byte " + (X + 35) + ": nested too deep"),
                accepted("JS-15 (8)", Bodies.array(Bodies.event("payload.x", nested(5)), 1)),
                refused(
                        "JS-15",
                        Bodies.array(Bodies.event("payload.x", nested(6)), 1),
                        "events[0]: byte 112: nested too deep"),
                refused(
                        "JS-16",
                        Bodies.event("x", nested(1_001)),
                        "byte " + (X + 7) + ": nested too deep"),
                refused("JS-17", "[".repeat(100_000), "events[0]: byte 1: not an object"),
                refused("JS-17", "{\"x\":" + "[".repeat(100_000), "byte 12: nested too deep"),
                accepted("JS-18 (64)", unknown(64)),
                refused("JS-18", unknown(65), "byte 641: too many unknown members"),
                refused("JS-18", unknown(10_000), "byte 641: too many unknown members"),
                accepted("JS-19", Bodies.event("n".repeat(60_000), "1")),
                refused(
                        "JS-20",
                        Bodies.event("sender", Bodies.quote("x".repeat(1_000_000))),
                        "sender: over 256 bytes"));
    }

    static Stream<Row> foreign() throws IOException {
        byte[] littleEndian = GOOD.getBytes(StandardCharsets.UTF_16LE);
        byte[] bigEndian = GOOD.getBytes(StandardCharsets.UTF_16BE);
        var zipped = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(zipped)) {
            zip.write(Bodies.utf8(GOOD));
        }
        byte[] cbor = {(byte) 0xa1, 0x66, 's', 'e', 'n', 'd', 'e', 'r', 0x61, 'x'};
        return Stream.of(
                new Row("JS-4", littleEndian, "byte 1: name expected"),
                new Row("JS-4", bigEndian, "byte 0: not an object or array"),
                new Row("JS-34", zipped.toByteArray(), "byte 0: not an object or array"),
                new Row("JS-35", cbor, "byte 0: not an object or array"));
    }

    @ParameterizedTest(name = "JS-36 ({0} bytes)")
    @MethodSource("cuts")
    @DisplayName("No part of an event from its start is an event")
    void cut(int length) {
        byte[] start = Arrays.copyOf(Bodies.utf8(GOOD), length);

        Decoded decoded = Bodies.decode(start, new EventBuffer(1));

        assertInstanceOf(Decoded.Malformed.class, decoded);
    }

    static IntStream cuts() {
        return IntStream.range(0, END);
    }

    private static byte[] latin1(String sender) {
        return Bodies.latin1(Bodies.event("sender", "\"" + sender + "\""));
    }

    private static byte[] cutInCharacter() {
        return Bodies.latin1("{\"sender\":\"\u00c3");
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static String unknown(int count) {
        var members = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            members.append("\"x").append(1_000 + i).append("\":1,");
        }
        return members.append(GOOD.substring(1)).toString();
    }
}
