package io.acequia.store.embedded;

import io.acequia.event.EventBuffer;
import io.acequia.event.TimeSource;
import java.nio.ByteBuffer;

/// Writes records as [RecordFormat] lays them out.
final class RecordWriter {
    private static final int CLAMPED = TimeSource.CLAMPED.number();

    private RecordWriter() {}

    /// Writes the definition of a series.
    ///
    /// @param key as [SeriesKey] encodes it, `length` bytes from `from`
    static void series(Batch batch, int id, byte[] key, int from, int length) {
        batch.room(Integer.BYTES + length)
                .putInt(RecordFormat.tag(id, 0, RecordFormat.SERIES))
                .put(key, from, length);
    }

    /// Writes a request and its events.
    ///
    /// @param series id of the series of each event
    static void request(
            Batch batch, EventBuffer events, int[] series, long received, long exchangeKey) {
        var buffer = batch.room(room(events));
        buffer.putInt(RecordFormat.tag(events.size(), 0, RecordFormat.REQUEST))
                .putLong(exchangeKey)
                .putLong(received);
        for (int event = 0; event < events.size(); event++) {
            event(buffer, events, event, series[event], received);
        }
    }

    private static int room(EventBuffer events) {
        int room = RecordFormat.REQUEST_LENGTH + events.size() * RecordFormat.EVENT_LENGTH;
        for (int event = 0; event < events.size(); event++) {
            switch (events.kind(event)) {
                case EventBuffer.NUMBER, EventBuffer.TRUTH -> {}
                case EventBuffer.TEXT, EventBuffer.DATA -> room += events.contentLength(event);
                default -> throw new IllegalArgumentException("an event without a value");
            }
        }
        return room;
    }

    private static void event(
            ByteBuffer buffer, EventBuffer events, int event, int series, long received) {
        int kind = kind(events, event);
        int source = events.timeSource(event);
        buffer.putInt(RecordFormat.tag(series, source, kind)).putLong(events.timestamp(event));
        if (source == CLAMPED) {
            buffer.putLong(lag(received, events.original(event)));
        }
        if (kind == RecordFormat.NUMBER) {
            buffer.putDouble(events.number(event));
        } else if (kind == RecordFormat.TEXT || kind == RecordFormat.DATA) {
            int length = events.contentLength(event);
            buffer.putInt(length).put(events.bytes(), events.contentFrom(event), length);
        }
    }

    private static int kind(EventBuffer events, int event) {
        return switch (events.kind(event)) {
            case EventBuffer.TEXT -> RecordFormat.TEXT;
            case EventBuffer.DATA -> RecordFormat.DATA;
            case EventBuffer.TRUTH ->
                    events.number(event) == 0 ? RecordFormat.FALSE : RecordFormat.TRUE;
            default -> RecordFormat.NUMBER;
        };
    }

    /// Returns the milliseconds from one time in microseconds to another.
    static long lag(long received, long timestamp) {
        return Math.floorDiv(received, 1_000) - Math.floorDiv(timestamp, 1_000);
    }
}
