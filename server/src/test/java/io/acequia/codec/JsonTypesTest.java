package io.acequia.codec;

import static io.acequia.codec.Row.accepted;
import static io.acequia.codec.Row.field;
import static io.acequia.codec.Row.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acequia.event.EventBuffer;
import io.acequia.event.Packing;
import io.acequia.event.Value;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Bad input: JSON types")
class JsonTypesTest {
    private static final String LONG = Bodies.quote("x".repeat(10_000));
    private static final String ACCEPTED = "accepted";

    @ParameterizedTest(name = "{0}")
    @MethodSource({
        "roots",
        "keywords",
        "payloads",
        "types",
        "numbers",
        "times",
        "values",
        "others"
    })
    @DisplayName("A field of the wrong type is refused by its name, an unknown one is ignored")
    void fields(Row row) {
        row.check();
    }

    static Stream<Row> roots() {
        return Stream.of(
                refused("JT-1", "null", "byte 0: not an object or array"),
                refused("JT-2", "true", "byte 0: not an object or array"),
                refused("JT-3", "1", "byte 0: not an object or array"),
                refused("JT-4", "\"x\"", "byte 0: not an object or array"),
                refused("JT-5", "{}", "payload: missing"));
    }

    static Stream<Row> keywords() {
        return Stream.of(
                field("JT-6", "namespace", "", ACCEPTED),
                field("JT-7", "namespace", "null", "namespace: not a string"),
                field("JT-8", "namespace", "5", "namespace: not a string"),
                field("JT-9", "namespace", "[\"x\"]", "namespace: not a string"),
                field("JT-10", "namespace", "\"\"", "namespace: empty"),
                field("JT-11", "namespace", LONG, "namespace: over 256 bytes"),
                field("JT-12", "sender", "", ACCEPTED),
                field("JT-13", "sender", "5", "sender: not a string"),
                field("JT-14", "sender", "{}", "sender: not a string"),
                field("JT-15", "sender", "[\"x\"]", "sender: not a string"),
                field("JT-16", "sender", "\"\"", "sender: empty"),
                field("JT-17", "origin", "", ACCEPTED),
                field("JT-18", "origin", "null", "origin: not a string"),
                field("JT-19", "origin", "5", "origin: not a string"),
                field("JT-20", "origin", "{}", "origin: not a string"),
                field("JT-21", "origin", "\"\"", "origin: empty"),
                field("JT-22", "origin", LONG, "origin: over 256 bytes"));
    }

    static Stream<Row> payloads() {
        return Stream.of(
                field("JT-23", "payload", "", "payload: missing"),
                field("JT-24", "payload", "null", "payload: not an object"),
                field("JT-25", "payload", "{}", "payload.type: missing"),
                field("JT-26", "payload", "[\"x\"]", "payload: not an object"),
                field("JT-27", "payload", "\"\"", "payload: not an object"),
                field("JT-28", "payload", LONG, "payload: not an object"));
    }

    static Stream<Row> types() {
        return Stream.of(
                field("JT-29 (missing)", "payload.type", "", "payload.type: missing"),
                field("JT-29", "payload.type", "null", "payload.type: not a string"),
                field("JT-30", "payload.type", "5", "payload.type: not a string"),
                field("JT-31", "payload.type", "{}", "payload.type: not a string"),
                field("JT-32", "payload.type", "[\"x\"]", "payload.type: not a string"),
                field("JT-33", "payload.type", LONG, "payload.type: over 256 bytes"));
    }

    static Stream<Row> numbers() {
        return Stream.of(
                field("JT-34", "payload.value", "", "payload.value: missing"),
                field("JT-35", "payload.value", "null", "payload.value: not a number"),
                field("JT-36", "payload.value", "true", "payload.value: not a number"),
                field("JT-37", "payload.value", "[\"x\"]", "payload.value: not a number"),
                field("JT-38", "payload.value", "\"\"", "payload.value: not a number"),
                field("JT-39", "payload.value", LONG, "payload.value: not a number"));
    }

    static Stream<Row> times() {
        return Stream.of(
                field("JT-40", "timestamp", "", ACCEPTED),
                field("JT-40 (null)", "timestamp", "null", "timestamp: not a time"),
                field("JT-41", "timestamp", "true", "timestamp: not a time"),
                field("JT-42", "timestamp", "{}", "timestamp: not a time"),
                field("JT-43", "timestamp", "[\"x\"]", "timestamp: not a time"),
                field("JT-44", "timestamp", "\"\"", "timestamp: not a time"));
    }

    static Stream<Row> values() {
        String two = "\"a\",\"bool\":true";
        return Stream.of(
                field("JT-45", "payload.string", "\"a\"", "payload.string: more than one value"),
                field("JT-46", "payload.string", two, "payload.string: more than one value"),
                value("JT-47", "bool", "\"true\"", "payload.bool: not true or false"),
                value("JT-47", "bool", "1", "payload.bool: not true or false"),
                value("JT-47", "bool", "null", "payload.bool: not true or false"),
                value("JT-48", "string", "5", "payload.string: not a string"),
                value("JT-48", "string", "null", "payload.string: not a string"),
                value("JT-49 (5)", "data", "5", "payload.data: not a string"),
                value("JT-49 (letter)", "data", "\"QU*D\"", "payload.data: not Base64"),
                value("JT-49 (cut)", "data", "\"QUJDR\"", "payload.data: not Base64"),
                field("JT-50", "payload.unit", "5", "payload.unit: not a string"),
                field("JT-50", "payload.unit", "\"\"", "payload.unit: empty"),
                field("JT-50", "payload.unit", LONG, "payload.unit: over 256 bytes"));
    }

    private static Row value(String id, String name, String json, String expected) {
        return refused(id, Bodies.event("payload.value", "", "payload." + name, json), expected);
    }

    static Stream<Row> others() {
        String any = "[null,true,false,-1.5e3,\"\\ud83d\\ude00\",{},[],{\"a\":{\"a\":0}}]";
        return Stream.of(
                accepted("JT-51", Bodies.event("x", any, "", "{}", "timestamps", "\"\"")),
                accepted("JT-52", Bodies.event("payload.x", any, "payload.name", "null")));
    }

    @Test
    @DisplayName("JT-6, JT-12, JT-17, JT-40: what an event does not say stays open for ingest")
    void absentFields() {
        var into =
                Bodies.accepted(
                        Bodies.event("namespace", "", "sender", "", "origin", "", "timestamp", ""));

        assertEquals(-1, into.keywordLength(0, EventBuffer.NAMESPACE));
        assertEquals(-1, into.keywordLength(0, EventBuffer.SENDER));
        assertEquals(-1, into.keywordLength(0, EventBuffer.ORIGIN));
        assertEquals(-1, into.keywordLength(0, EventBuffer.UNIT));
        assertEquals(EventBuffer.NO_TIME, into.timestamp(0));
    }

    @Test
    @DisplayName("A payload has a number, text, a truth value or bytes")
    void kindsOfValues() {
        assertEquals(new Value.Numeric(21.5), value("payload.value", "21.5"));
        assertEquals(new Value.Text(""), value("payload.string", "\"\""));
        assertEquals(new Value.Text("caña ✓"), value("payload.string", "\"ca\\u00f1a ✓\""));
        assertEquals(new Value.Truth(true), value("payload.bool", "true"));
        assertEquals(new Value.Truth(false), value("payload.bool", "false"));
        assertEquals(new Value.Data("fbff"), value("payload.data", "\"+/8=\""));
        assertEquals(new Value.Data("fbff"), value("payload.data", "\"-_8\""));
        assertEquals(new Value.Data("414243"), value("payload.data", "\"QU\\u004aD\""));
    }

    @Test
    @DisplayName(
            "JT-49: data shrinks by decoding, so a body within the limit holds no more than that")
    void dataIsNeverLargerThanTheBody() {
        String letters = "A".repeat(65_000);

        var data = (Value.Data) value("payload.data", Bodies.quote(letters));

        assertEquals(65_000 / 4 * 3, data.bytes().length);
    }

    private static Value value(String field, String json) {
        var into = Bodies.accepted(Bodies.event("payload.value", "", field, json));
        return Packing.unpack(into, 0, Instant.EPOCH).value();
    }
}
