package io.acequia.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Converts between [Event] and [EventBuffer], for those who need not avoid garbage.
public final class Packing {
    private static final long MICROS = 1_000_000;
    private static final long MOST_SECONDS = Long.MAX_VALUE / MICROS - 1;

    private Packing() {}

    /// Returns a new buffer with these events, in this order. It keeps microseconds, within 292,000
    /// years of 1970, and not the time of receipt.
    public static EventBuffer pack(List<Event> events) {
        List<byte[][]> texts = events.stream().map(Packing::texts).toList();
        var bytes = new ByteArrayOutputStream();
        texts.stream().flatMap(Arrays::stream).forEach(bytes::writeBytes);
        EventBuffer into = new EventBuffer(Math.max(1, events.size()));
        into.clear(bytes.toByteArray());
        int at = 0;
        for (int i = 0; i < events.size(); i++) {
            at = pack(events.get(i), texts.get(i), into, at);
        }
        return into;
    }

    /// Returns what of an event are bytes, keywords in the order of their columns.
    private static byte[][] texts(Event event) {
        return new byte[][] {
            utf8(event.namespace()),
            utf8(event.sender()),
            utf8(event.origin()),
            utf8(event.type()),
            utf8(event.unit()),
            switch (event.value()) {
                case Value.Numeric _, Value.Truth _ -> new byte[0];
                case Value.Text(var text) -> utf8(text);
                case Value.Data data -> data.bytes();
            }
        };
    }

    private static byte[] utf8(@Nullable String text) {
        return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    }

    private static int pack(Event event, byte[][] texts, EventBuffer into, int from) {
        int index = into.add();
        int at = from;
        for (int column = EventBuffer.NAMESPACE; column <= EventBuffer.UNIT; column++) {
            if (column != EventBuffer.UNIT || event.unit() != null) {
                into.keyword(index, column, at, texts[column].length);
            }
            at += texts[column].length;
        }
        int count = texts[EventBuffer.UNIT + 1].length;
        switch (event.value()) {
            case Value.Numeric(var number) -> into.number(index, number);
            case Value.Truth(var truth) -> into.truth(index, truth);
            case Value.Text _ -> into.content(index, EventBuffer.TEXT, at, count);
            case Value.Data _ -> into.content(index, EventBuffer.DATA, at, count);
        }
        into.timestamp(index, micros(event.timestamp()));
        into.timestamp(index, micros(event.timestamp()), event.timeSource());
        return at + count;
    }

    private static long micros(Instant time) {
        long seconds = Math.clamp(time.getEpochSecond(), -MOST_SECONDS, MOST_SECONDS);
        return seconds * MICROS + time.getNano() / 1_000;
    }

    /// Returns an event of a buffer. What it does not say becomes what the wire contract says:
    /// namespace `default`, sender `anonymous`, origin the sender, time the time of receipt.
    ///
    /// @param index 0 to the size of the buffer less 1; the event has a type and a value
    public static Event unpack(EventBuffer events, int index, Instant received) {
        String sender = keyword(events, index, EventBuffer.SENDER, "anonymous");
        boolean hasTime = events.timestamp(index) != EventBuffer.NO_TIME;
        return new Event(
                keyword(events, index, EventBuffer.NAMESPACE, "default"),
                sender,
                keyword(events, index, EventBuffer.ORIGIN, sender),
                keyword(events, index, EventBuffer.TYPE, ""),
                value(events, index),
                events.keywordLength(index, EventBuffer.UNIT) < 0
                        ? null
                        : keyword(events, index, EventBuffer.UNIT, ""),
                hasTime ? instant(events.timestamp(index)) : received,
                received,
                hasTime ? TimeSource.of(events.timeSource(index)) : TimeSource.SERVER);
    }

    private static String keyword(EventBuffer events, int index, int column, String otherwise) {
        int length = events.keywordLength(index, column);
        return length < 0 ? otherwise : text(events, events.keywordFrom(index, column), length);
    }

    private static String text(EventBuffer events, int from, int length) {
        return new String(events.bytes(), from, length, StandardCharsets.UTF_8);
    }

    private static Value value(EventBuffer events, int index) {
        int from = events.contentFrom(index);
        int length = events.contentLength(index);
        return switch (events.kind(index)) {
            case EventBuffer.NUMBER -> new Value.Numeric(events.number(index));
            case EventBuffer.TRUTH -> new Value.Truth(events.number(index) != 0);
            case EventBuffer.TEXT -> new Value.Text(text(events, from, length));
            case EventBuffer.DATA ->
                    Value.Data.of(Arrays.copyOfRange(events.bytes(), from, from + length));
            default -> throw new IllegalArgumentException("event " + index + " has no value");
        };
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
    }
}
