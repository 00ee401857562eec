package io.acequia.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PackingTest {
    private static final Instant TIME = Instant.parse("2026-11-23T10:00:00.123456Z");
    private static final Instant RECEIVED = Instant.parse("2026-11-23T10:00:01Z");

    private static Event event(Value value, @Nullable String unit, Instant time) {
        return new Event(
                "default",
                "demo",
                "caña",
                "temperature",
                value,
                unit,
                time,
                RECEIVED,
                TimeSource.CLAMPED);
    }

    @Test
    @DisplayName("Packed events come back as they were")
    void roundTrip() {
        List<Event> events =
                List.of(
                        event(new Value.Numeric(21.5), "°C", TIME),
                        event(new Value.Text("on ✓"), null, TIME),
                        event(new Value.Text(""), "", Instant.EPOCH),
                        event(new Value.Truth(true), null, Instant.parse("1900-01-01T00:00:00Z")),
                        event(new Value.Truth(false), null, TIME),
                        event(new Value.Data("00ff"), null, TIME));

        EventBuffer packed = Packing.pack(events);

        assertEquals(events.size(), packed.size());
        for (int i = 0; i < events.size(); i++) {
            assertEquals(events.get(i), Packing.unpack(packed, i, RECEIVED));
        }
    }

    @Test
    @DisplayName("No events make an empty buffer")
    void nothing() {
        assertEquals(0, Packing.pack(List.of()).size());
    }

    @Test
    @DisplayName("Times keep their microseconds and stay within the range of a long")
    void times() {
        Instant nanos = TIME.plusNanos(999);
        EventBuffer packed =
                Packing.pack(
                        List.of(
                                event(new Value.Numeric(1), null, nanos),
                                event(new Value.Numeric(1), null, Instant.MAX),
                                event(new Value.Numeric(1), null, Instant.MIN)));

        assertEquals(TIME, Packing.unpack(packed, 0, RECEIVED).timestamp());
        assertEquals(
                Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS).getEpochSecond() / 10,
                Packing.unpack(packed, 1, RECEIVED).timestamp().getEpochSecond() / 10);
        assertEquals(
                Instant.EPOCH.minus(Long.MAX_VALUE, ChronoUnit.MICROS).getEpochSecond() / 10,
                Packing.unpack(packed, 2, RECEIVED).timestamp().getEpochSecond() / 10);
    }

    @Test
    @DisplayName("What an event does not say becomes what the wire contract says")
    void defaults() {
        var buffer = new EventBuffer(1);
        buffer.clear(new byte[] {'d', 't'});
        int bare = buffer.add();
        buffer.keyword(bare, EventBuffer.TYPE, 1, 1);
        buffer.number(bare, 3);
        int named = buffer.add();
        buffer.keyword(named, EventBuffer.SENDER, 0, 1);
        buffer.keyword(named, EventBuffer.TYPE, 1, 1);
        buffer.number(named, 3);

        Event event = Packing.unpack(buffer, bare, RECEIVED);

        assertEquals(
                new Event(
                        "default",
                        "anonymous",
                        "anonymous",
                        "t",
                        new Value.Numeric(3),
                        null,
                        RECEIVED,
                        RECEIVED,
                        TimeSource.SERVER),
                event);
        assertEquals("d", Packing.unpack(buffer, named, RECEIVED).origin());
    }

    @Test
    @DisplayName("An event without a value is no event")
    void noValue() {
        var buffer = new EventBuffer(1);
        buffer.clear(new byte[0]);
        buffer.add();

        assertThrows(IllegalArgumentException.class, () -> Packing.unpack(buffer, 0, RECEIVED));
    }
}
