package io.acequia.store.opensearch;

import static io.acequia.store.opensearch.DocumentText.ascii;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.acequia.event.EventBuffer;
import io.acequia.event.TimeSource;
import io.acequia.store.SeriesHash;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// Writes events as lines of a `_bulk` body. Confined to one thread.
final class DocumentWriter {
    private static final byte[] CREATE = ascii("{\"create\":{\"_index\":\"");
    private static final byte[] GET = ascii("{\"_index\":\"");
    private static final byte[] ID = ascii("\",\"_id\":\"");
    private static final byte[] CREATE_END = ascii("\"}}\n");
    private static final byte[] GET_END = ascii("\"},");
    private static final byte[] VALUE = ascii("\"value\":");
    private static final byte[] STRING = ascii("\"string\":\"");
    private static final byte[] BOOL = ascii("\"bool\":");
    private static final byte[] DATA = ascii("\"data\":\"");
    private static final byte[] TIMESTAMP = ascii("},\"timestamp\":\"");
    private static final byte[] RECEIVED = ascii("\",\"received\":\"");
    private static final byte[] TIME_SOURCE = ascii("\",\"time_source\":\"");
    private static final byte[] CLAIMED = ascii("\"claimed\":");
    private static final byte[] UNINDEXED_STRING = ascii("\"unindexed\":\"payload.string\",");
    private static final byte[] UNINDEXED_DATA = ascii("\"unindexed\":\"payload.data\",");
    private static final byte[] TRUE = ascii("true"), FALSE = ascii("false");
    private static final byte[] END = ascii("}\n");
    private static final byte[][] SOURCES =
            Arrays.stream(TimeSource.values())
                    .map(source -> ascii(source.label() + "\","))
                    .toArray(byte[][]::new);
    private static final int CLAMPED = TimeSource.CLAMPED.number();
    private static final int LANE_BITS = 8;

    /// UTF-16 units of text, and bytes, that the mapping still indexes (`ignore_above`).
    private static final int MOST_TEXT = 8_191, MOST_DATA = 16_383;

    private final IndexNames names;
    private final DocumentSeries series;
    private final DocumentId id;
    private final DocumentTime time = new DocumentTime();
    private final Map<String, Index> indices = new HashMap<>();
    private final int lane;
    private long arrival;

    /// @param lane tells those apart that write at the same time, 0 to 255
    DocumentWriter(IndexNames names, SeriesHash hash, int lane) {
        this.names = names;
        this.lane = lane;
        series = new DocumentSeries(hash);
        id = new DocumentId(hash);
    }

    /// The index of a group that was needed last.
    private static final class Index {
        private final String group;
        private long from;
        private long to;
        private byte[] name = new byte[0];

        private Index(String group) {
            this.group = group;
        }
    }

    /// Appends all events of a request to a batch.
    ///
    /// @param received when the request came, microseconds since 1970
    /// @param exchangeKey names the request
    void write(EventBuffer events, long received, long exchangeKey, BulkBatch batch) {
        for (int event = 0; event < events.size(); event++) {
            write(events, event, received, exchangeKey, batch);
        }
    }

    private void write(
            EventBuffer events, int event, long received, long exchangeKey, BulkBatch batch) {
        var texts = series.of(events, event);
        id.of(events, event, received, exchangeKey, texts.hash);
        long timestamp = events.timestamp(event);
        if (id.isDoubtful()) {
            batch.doubt();
            batch.doubts.add(GET).add(index(texts.namespace, id.spanBefore())).add(ID);
            id.writeBefore(batch.doubts);
            batch.doubts.add(GET_END);
        }
        int source = events.timeSource(event);
        boolean isDevice = source == TimeSource.DEVICE.number();
        var lines = batch.lines;
        lines.add(CREATE).add(index(texts.namespace, isDevice ? timestamp : id.spanStart()));
        id.write(lines.add(ID));
        lines.add(CREATE_END).add(texts.head);
        value(events, event, lines);
        time.write(timestamp, lines.add(TIMESTAMP));
        time.write(received - Math.floorMod(received, 1_000), lines.add(RECEIVED));
        lines.add(TIME_SOURCE).add(SOURCES[source]);
        if (source == CLAMPED) {
            lines.add(CLAIMED).decimal(events.original(event)).add(',');
        }
        unindexed(events, event, lines);
        lines.add(texts.tail).decimal(arrival(received)).add(END);
        batch.event();
    }

    private static void value(EventBuffer events, int event, DocumentText lines) {
        switch (events.kind(event)) {
            case EventBuffer.NUMBER -> lines.add(VALUE).number(events.number(event));
            case EventBuffer.TRUTH -> lines.add(BOOL).add(events.number(event) == 0 ? FALSE : TRUE);
            case EventBuffer.TEXT ->
                    lines.add(STRING)
                            .escaped(
                                    events.bytes(),
                                    events.contentFrom(event),
                                    events.contentLength(event))
                            .add('"');
            case EventBuffer.DATA ->
                    lines.add(DATA)
                            .hex(
                                    events.bytes(),
                                    events.contentFrom(event),
                                    events.contentLength(event))
                            .add('"');
            default -> throw new IllegalArgumentException("an event without a value");
        }
    }

    /// Says that a text is too long to be found by itself, so that it is known to be there.
    private static void unindexed(EventBuffer events, int event, DocumentText lines) {
        int length = events.contentLength(event);
        if (events.kind(event) == EventBuffer.DATA && length > MOST_DATA) {
            lines.add(UNINDEXED_DATA);
        } else if (events.kind(event) == EventBuffer.TEXT && length > MOST_TEXT) {
            int from = events.contentFrom(event);
            if (new String(events.bytes(), from, length, UTF_8).length() > MOST_TEXT) {
                lines.add(UNINDEXED_STRING);
            }
        }
    }

    /// Returns a number that orders events by arrival and that no other event of this lane has.
    private long arrival(long received) {
        arrival = Math.max(arrival + (1 << LANE_BITS), received << LANE_BITS | lane);
        return arrival;
    }

    private byte[] index(String namespace, long micros) {
        var index = indices.computeIfAbsent(names.group(namespace), Index::new);
        if (micros < index.from || micros >= index.to) {
            var bounds = names.bounds(micros);
            index.from = bounds[0];
            index.to = bounds[1];
            index.name =
                    ascii(names.of(index.group, Instant.EPOCH.plus(micros, ChronoUnit.MICROS)));
        }
        return index.name;
    }
}
