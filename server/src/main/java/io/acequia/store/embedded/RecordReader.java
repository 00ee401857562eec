package io.acequia.store.embedded;

import io.acequia.event.TimeSource;
import io.acequia.store.SeriesKey;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads the records of a frame, see [RecordFormat]. Confined to one thread.
final class RecordReader implements LogVisitor.EventTime {
    /// Takes definitions of series as they are written.
    @FunctionalInterface
    interface Definitions {
        /// Called for one definition.
        ///
        /// @param key array with the key from `from`, as [SeriesKey] encodes it
        /// @return whether the id makes sense
        boolean define(int id, byte[] key, int from);
    }

    private static final int CLAMPED = TimeSource.CLAMPED.number();
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Definitions definitions;
    private final LogVisitor visitor;

    private byte[] bytes = new byte[0];
    private int start;
    private int at;
    private int end;

    /// Events of the request at hand that are still to come.
    private int remaining;

    private long received;
    private long timestamp;
    private long lag;
    private int source;

    /// @param visitor gets everything but the series
    RecordReader(Definitions definitions, LogVisitor visitor) {
        this.definitions = definitions;
        this.visitor = visitor;
    }

    /// Reads the payload of one frame, `from` up to `to`.
    void read(byte[] payload, int from, int to) throws DamagedRecordException {
        bytes = payload;
        start = from;
        at = from;
        end = to;
        remaining = 0;
        while (at < end) {
            record();
        }
        if (remaining > 0) {
            throw damaged("events are missing");
        }
    }

    private void record() throws DamagedRecordException {
        int tag = integer();
        int number = RecordFormat.number(tag);
        source = RecordFormat.source(tag);
        switch (RecordFormat.kind(tag)) {
            case RecordFormat.SERIES -> series(number);
            case RecordFormat.REQUEST -> request(number);
            case RecordFormat.NUMBER -> {
                time();
                visitor.number(number, this, Double.longBitsToDouble(number()));
            }
            case RecordFormat.TEXT -> {
                time();
                int from = content();
                visitor.text(
                        number, this, new String(bytes, from, at - from, StandardCharsets.UTF_8));
            }
            case RecordFormat.DATA -> {
                time();
                int from = content();
                visitor.data(number, this, Arrays.copyOfRange(bytes, from, at));
            }
            case RecordFormat.TRUE -> {
                time();
                visitor.truth(number, this, true);
            }
            case RecordFormat.FALSE -> {
                time();
                visitor.truth(number, this, false);
            }
            default -> throw damaged("a record of no known kind");
        }
    }

    private void series(int id) throws DamagedRecordException {
        int key = at;
        need(SeriesKey.LENGTHS);
        need(SeriesKey.length(bytes, key) - SeriesKey.LENGTHS);
        if (!definitions.define(id, bytes, key)) {
            throw damaged("a series far beyond all others");
        }
    }

    private void request(int events) throws DamagedRecordException {
        if (remaining > 0) {
            throw damaged("a request among the events of another");
        }
        remaining = events;
        long exchangeKey = number();
        received = number();
        visitor.request(exchangeKey, received, events);
    }

    private void time() throws DamagedRecordException {
        if (remaining == 0) {
            throw damaged("an event without a request");
        }
        remaining--;
        timestamp = number();
        lag = source == CLAMPED ? number() : RecordWriter.lag(received, timestamp);
    }

    /// Passes text or bytes and returns where they start.
    private int content() throws DamagedRecordException {
        int length = integer();
        int from = at;
        need(length);
        return from;
    }

    private int integer() throws DamagedRecordException {
        int from = at;
        need(Integer.BYTES);
        return (int) INT.get(bytes, from);
    }

    private long number() throws DamagedRecordException {
        int from = at;
        need(Long.BYTES);
        return (long) LONG.get(bytes, from);
    }

    private void need(int count) throws DamagedRecordException {
        if (count < 0 || count > end - at) {
            throw damaged("a record that is longer than its frame");
        }
        at += count;
    }

    private DamagedRecordException damaged(String what) {
        return new DamagedRecordException(what, at - start);
    }

    @Override
    public long timestamp() {
        return timestamp;
    }

    @Override
    public long lag() {
        return lag;
    }

    @Override
    public int source() {
        return source;
    }
}
