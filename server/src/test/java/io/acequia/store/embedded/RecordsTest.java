package io.acequia.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.event.EventBuffer;
import io.acequia.event.TimeSource;
import io.acequia.store.SeriesKey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecordsTest {
    private static final int[] IDS = {3, 1, 4, 1, 5, 9};

    /// Writes down what it is called with.
    private static final class Transcript implements LogVisitor, RecordReader.Definitions {
        final List<String> lines = new ArrayList<>();

        @Override
        public boolean define(int id, byte[] key, int from) {
            series(Series.of(id, SeriesKey.name(key, from)));
            return true;
        }

        @Override
        public void series(Series series) {
            lines.add(series.toString());
        }

        @Override
        public void request(long exchangeKey, long received, int events) {
            lines.add("request %x at %d of %d".formatted(exchangeKey, received, events));
        }

        private void event(int series, EventTime time, Object value) {
            lines.add(
                    "%d: %s at %d, lag %d, source %d"
                            .formatted(series, value, time.timestamp(), time.lag(), time.source()));
        }

        @Override
        public void number(int series, EventTime time, double value) {
            event(series, time, value);
        }

        @Override
        public void text(int series, EventTime time, String value) {
            event(series, time, value);
        }

        @Override
        public void truth(int series, EventTime time, boolean value) {
            event(series, time, value);
        }

        @Override
        public void data(int series, EventTime time, byte[] value) {
            event(series, time, HexFormat.of().formatHex(value));
        }
    }

    private static Batch emptyBatch() {
        var batch = new Batch();
        batch.begin(0);
        return batch;
    }

    private static byte[] payload(Batch batch) {
        ByteBuffer frame = batch.frame();
        byte[] payload = new byte[frame.limit() - FrameSeal.HEADER];
        frame.get(FrameSeal.HEADER, payload);
        return payload;
    }

    private static byte[] written(EventBuffer events, long received) {
        return written(new Batch(), events, received);
    }

    private static byte[] written(Batch batch, EventBuffer events, long received) {
        batch.begin(0);
        RecordWriter.request(batch, events, IDS, received, 0xfeedL);
        return payload(batch);
    }

    private static List<String> read(byte[] payload) throws DamagedRecordException {
        var transcript = new Transcript();
        new RecordReader(transcript, transcript).read(payload, 0, payload.length);
        return transcript.lines;
    }

    @Test
    @DisplayName("What is written is read again: every kind of value and every source of time")
    void readsWhatIsWritten() throws DamagedRecordException {
        var events =
                Requests.request()
                        .event("a")
                        .number(-0.1)
                        .at(5_999_999)
                        .event("b")
                        .text("häuser")
                        .timed(4_000_000, TimeSource.RELATIVE)
                        .event("c")
                        .data(new byte[] {0, -1})
                        .timed(6_000_000, TimeSource.SERVER)
                        .event("d")
                        .truth(true)
                        .at(7_000_001)
                        .event("e")
                        .truth(false)
                        .at(-1)
                        .timed(6_000_000, TimeSource.CLAMPED)
                        .events();

        var lines = read(written(events, 6_000_000));

        assertEquals(
                List.of(
                        "request feed at 6000000 of 5",
                        "3: -0.1 at 5999999, lag 1, source 0",
                        "1: häuser at 4000000, lag 2000, source 1",
                        "4: 00ff at 6000000, lag 0, source 2",
                        "1: true at 7000001, lag -1000, source 0",
                        "5: false at 6000000, lag 6001, source 3"),
                lines);
    }

    @Test
    @DisplayName("An event with a number takes 20 bytes, a request 20 besides")
    void isCompact() {
        var events = Requests.request().event("a").number(1).event("b").number(2).events();

        assertEquals(20 + 2 * 20, written(events, Requests.NOW).length);
    }

    @Test
    @DisplayName("A clamped event keeps the time that was claimed, however wild")
    void keepsClaimedTime() throws DamagedRecordException {
        var events =
                Requests.request()
                        .event("a")
                        .number(1)
                        .at(Long.MIN_VALUE + 1)
                        .timed(2_000, TimeSource.CLAMPED)
                        .events();

        var lines = read(written(events, 2_000));

        assertEquals("3: 1.0 at 2000, lag 9223372036854778, source 3", lines.get(1));
    }

    @Test
    @DisplayName("A series is read as it was written, with and without a unit")
    void readsSeries() throws DamagedRecordException {
        var batch = emptyBatch();
        var events =
                Requests.request()
                        .event("tenant", "sender", "origin", "type")
                        .number(1)
                        .event("tenant", "sender", "origin", "type")
                        .unit("Cel")
                        .number(1)
                        .events();
        for (int event = 0; event < 2; event++) {
            byte[] key = new byte[SeriesKey.length(events, event)];
            SeriesKey.write(events, event, key, 0);
            RecordWriter.series(batch, 7 + event, key, 0, key.length);
        }

        var lines = read(payload(batch));

        assertEquals(
                List.of(
                        "Series[id=7, namespace=tenant, sender=sender, origin=origin, type=type,"
                                + " unit=null]",
                        "Series[id=8, namespace=tenant, sender=sender, origin=origin, type=type,"
                                + " unit=Cel]"),
                lines);
    }

    @Test
    @DisplayName("An event without a value is refused before anything is written")
    void refusesEventsWithoutValue() {
        var batch = emptyBatch();
        var events = Requests.request().event("a").number(1).event("b").events();

        assertThrows(
                IllegalArgumentException.class,
                () -> RecordWriter.request(batch, events, IDS, Requests.NOW, 1));
        assertTrue(batch.isEmpty());
    }

    private static String damage(byte[] payload) {
        return String.valueOf(
                assertThrows(DamagedRecordException.class, () -> read(payload)).getMessage());
    }

    private static byte[] tags(int... tags) {
        var bytes = ByteBuffer.allocate(tags.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int tag : tags) {
            bytes.putInt(tag);
        }
        return bytes.array();
    }

    @Test
    @DisplayName("Senseless records are named with their place")
    void namesSenselessRecords() {
        int request = RecordFormat.tag(1, 0, RecordFormat.REQUEST);
        int number = RecordFormat.tag(0, 0, RecordFormat.TRUE);

        assertEquals("a record of no known kind at byte 4 of the frame", damage(tags(0)));
        assertEquals(
                "an event without a request at byte 4 of the frame", damage(tags(number, 0, 0)));
        assertEquals(
                "events are missing at byte 20 of the frame", damage(tags(request, 0, 0, 0, 0)));
        assertEquals(
                "a request among the events of another at byte 24 of the frame",
                damage(tags(request, 0, 0, 0, 0, request, 0, 0, 0, 0)));
        assertEquals(
                "a record that is longer than its frame at byte 0 of the frame",
                damage(new byte[] {1, 2, 3}));
        int text = RecordFormat.tag(0, 0, RecordFormat.TEXT);
        assertEquals(
                "a record that is longer than its frame at byte 36 of the frame",
                damage(tags(request, 0, 0, 0, 0, text, 0, 0, -1)));
    }

    @Test
    @DisplayName("Definitions that make no sense are damage")
    void refusesSenselessDefinitions() {
        var batch = emptyBatch();
        RecordWriter.series(
                batch, 5, SeriesDictionary.NAMELESS, 0, SeriesDictionary.NAMELESS.length);
        byte[] payload = payload(batch);
        var reader = new RecordReader((_, _, _) -> false, IgnoringVisitor.INSTANCE);

        assertThrows(DamagedRecordException.class, () -> reader.read(payload, 0, payload.length));
    }

    @Test
    @DisplayName("A reader of random bytes ends, and throws nothing but damage")
    void readsRandomBytes() {
        int damaged = 0;
        var batch = new Batch();
        for (int seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            byte[] payload = written(batch, SimulatedStore.events(seed), Requests.NOW);
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                payload[random.nextInt(payload.length)] = (byte) random.nextInt(256);
            }
            try {
                read(payload);
            } catch (DamagedRecordException _) {
                damaged++;
            }
        }
        assertTrue(damaged > 1_000, "only " + damaged + " were damaged");
    }

    @Test
    @DisplayName("A batch grows for a request that is larger than itself")
    void growsForLargeRequests() throws DamagedRecordException {
        var batch = emptyBatch();
        RecordWriter.request(batch, SimulatedStore.events(1), IDS, Requests.NOW, 1);
        String text = "x".repeat(600_000);

        RecordWriter.request(
                batch,
                Requests.request(700_000).event("a").text(text).events(),
                IDS,
                Requests.NOW,
                2);

        var lines = read(payload(batch));
        assertEquals(5, lines.size());
        assertTrue(lines.getLast().contains(text));
    }
}
