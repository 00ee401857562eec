package io.acequia.store.opensearch;

import static io.acequia.store.Events.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.acequia.event.Event;
import io.acequia.event.TimeSource;
import io.acequia.event.Value;
import io.acequia.store.Appender;
import io.acequia.store.Events;
import io.acequia.store.SeriesHash;
import io.acequia.store.opensearch.OpenSearchSettings.Period;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The writer of documents")
class DocumentWriterTest {
    private static final JsonMapper JSON = new JsonMapper();

    /// A span of 256 s begins here.
    private static final Instant SPAN = Instant.ofEpochSecond(1_795_435_264L / 256 * 256);

    private final IndexNames names = new IndexNames("acequia", Period.MONTH, Set.of("weather"));
    private final DocumentWriter writer = new DocumentWriter(names, new SeriesHash(42), 7);

    /// What to do, the document, and what it may be called as well.
    private record Written(JsonNode create, JsonNode document, JsonNode doubts) {
        String id() {
            return create.path("_id").asString();
        }

        String index() {
            return create.path("_index").asString();
        }
    }

    private Written write(Event event, long exchangeKey) {
        var batch = new BulkBatch();
        long received = event.received().toEpochMilli() * 1_000;
        writer.write(Appender.buffer(List.of(event)), received, exchangeKey, batch);
        batch.request(0);
        var lines =
                new String(batch.lines.bytes(), 0, batch.bytes(), StandardCharsets.UTF_8)
                        .split("\n", -1);
        var doubts =
                new String(batch.doubts.bytes(), 0, batch.doubts.length(), StandardCharsets.UTF_8);
        return new Written(
                JSON.readTree(lines[0]).path("create"),
                JSON.readTree(lines[1]),
                JSON.readTree("[" + doubts.replaceFirst(",$", "") + "]"));
    }

    private static Event server(Instant received) {
        return Events.plain().at(received, received, TimeSource.SERVER).event();
    }

    @Test
    @DisplayName("writes every field under its name, and what we need besides")
    void fields() {
        var document = write(Events.plain().event(), 1).document;

        assertEquals(
                JSON.readTree(
                        """
                        {"namespace":"default","sender":"demo","origin":"probe1",
                         "payload":{"type":"temperature","unit":"Cel","value":21.5},
                         "timestamp":"2026-11-23T12:00:00.000Z",
                         "received":"2026-11-23T12:00:00.040Z","time_source":"device",
                         "series":"%s","arrival":%d}\
                        """
                                .formatted(
                                        document.path("series").asString(),
                                        document.path("arrival").asLong())),
                document);
        assertEquals(11, document.path("series").asString().length());
        assertEquals(7, document.path("arrival").asLong() & 0xff);
    }

    @Test
    @DisplayName("writes each kind of value in its own field")
    void kinds() {
        assertEquals(
                "{\"type\":\"temperature\",\"unit\":\"Cel\",\"string\":\"a\\\"b\\u0000\"}",
                payload(new Value.Text("a\"b\u0000")));
        assertEquals(
                "{\"type\":\"temperature\",\"unit\":\"Cel\",\"bool\":true}",
                payload(new Value.Truth(true)));
        assertEquals(
                "{\"type\":\"temperature\",\"unit\":\"Cel\",\"data\":\"00ff\"}",
                payload(Value.Data.of(new byte[] {0, -1})));
    }

    private String payload(Value value) {
        return write(Events.plain().value(value).event(), 1).document.path("payload").toString();
    }

    @Test
    @DisplayName("says which text is too long to be found by itself")
    void longTexts() {
        assertEquals("", unindexed(new Value.Text("\u00e9".repeat(8_191))));
        assertEquals("payload.string", unindexed(new Value.Text("\u00e9".repeat(8_192))));
        assertEquals("payload.string", unindexed(new Value.Text("\ud83c\udf0a".repeat(4_096))));
        assertEquals("", unindexed(Value.Data.of(new byte[16_383])));
        assertEquals("payload.data", unindexed(Value.Data.of(new byte[16_384])));
    }

    private String unindexed(Value value) {
        var document = write(Events.plain().value(value).event(), 1).document;
        return document.path("unindexed").asString("");
    }

    @Test
    @DisplayName("keeps what a clamped event claimed")
    void claimed() {
        var noon = Events.NOON;
        var clamped = Events.plain().at(noon, noon, TimeSource.CLAMPED).event();

        assertEquals(1_000_000_000_000_000L, write(clamped, 1).document.path("claimed").asLong());
    }

    @Test
    @DisplayName("chooses the index by event time, or gives a namespace its own")
    void indices() {
        var late = Events.plain().at(Instant.parse("2025-12-31T23:59:59.999Z"));

        assertEquals("acequia-events-2026.11", write(Events.plain().event(), 1).index());
        assertEquals("acequia-events-2025.12", write(late.event(), 1).index());
        assertEquals(
                "acequia-weather-2025.12",
                write(late.of("weather", "s", "o", "t").event(), 1).index());
    }

    @Test
    @DisplayName("names a repeat alike, whenever it comes, when the event has a time of its own")
    void repeatOfDeviceTime() {
        var first = Events.plain().event();
        var repeat =
                Events.plain()
                        .at(
                                first.timestamp(),
                                first.received().plusSeconds(3_600),
                                TimeSource.DEVICE)
                        .event();

        assertEquals(write(first, 1).id(), write(repeat, 1).id());
        assertEquals(0, write(repeat, 1).doubts.size());
        assertNotEquals(write(first, 1).id(), write(repeat, 2).id());
        assertNotEquals(write(first, 1).id(), write(Events.plain().value(21.6).event(), 1).id());
        assertNotEquals(write(first, 1).id(), write(Events.plain().later(1).event(), 1).id());
    }

    @Test
    @DisplayName("gives names that ascend with the time of the device, millisecond by millisecond")
    void ascending() {
        var events =
                Events.many(
                        300, n -> Events.plain().at(NOON.plusMillis(n), NOON, TimeSource.DEVICE));

        var ids = events.stream().map(event -> write(event, 1).id()).toList();

        assertEquals(ids.stream().sorted(DocumentWriterTest::asEngine).toList(), ids);
        assertEquals(300, Set.copyOf(ids).size());
    }

    /// An engine keeps such a name as the bytes that it stands for.
    private static int asEngine(String one, String other) {
        var base64 = Base64.getUrlDecoder();
        return Arrays.compareUnsigned(base64.decode(one), base64.decode(other));
    }

    @Test
    @DisplayName("names events of a request apart, equal ones too")
    void equalEvents() {
        var batch = new BulkBatch();
        var twice = List.of(Events.plain().event(), Events.plain().event());

        writer.write(Appender.buffer(twice), 0, 1, batch);

        var lines = new String(batch.lines.bytes(), 0, batch.bytes(), StandardCharsets.UTF_8);
        assertNotEquals(
                JSON.readTree(lines.split("\n", -1)[0]), JSON.readTree(lines.split("\n", -1)[2]));
    }

    @Test
    @DisplayName("without a time of its own a repeat within the span is named alike, across months")
    void repeatWithinSpan() {
        // Of every second midnight a span of 256 s has one in its middle.
        var midnight = Instant.parse("2027-01-01T00:00:00Z");
        var before = write(server(midnight.minusSeconds(20)), 1);
        var after = write(server(midnight.plusSeconds(20)), 1);

        assertEquals(before.id(), after.id());
        assertEquals(before.index(), after.index());
    }

    @Test
    @DisplayName("at the start of a span it says what the event would be called in the one before")
    void repeatAcrossSpans() {
        var before = write(server(SPAN.minusMillis(1)), 1);
        var after = write(server(SPAN.plusSeconds(40)), 1);

        assertEquals(0, before.doubts.size());
        assertNotEquals(before.id(), after.id());
        assertEquals(before.id(), after.doubts.path(0).path("_id").asString());
        assertEquals(before.index(), after.doubts.path(0).path("_index").asString());
        assertEquals(0, write(server(SPAN.plusSeconds(64)), 1).doubts.size());
    }

    @Test
    @DisplayName("arrivals go up, even when the clock does not")
    void arrivals() {
        long first = write(server(SPAN.plusSeconds(100)), 1).document.path("arrival").asLong();
        long second = write(server(SPAN.plusSeconds(99)), 2).document.path("arrival").asLong();

        assertEquals(first + 256, second);
    }
}
