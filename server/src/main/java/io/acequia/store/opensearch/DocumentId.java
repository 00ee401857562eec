package io.acequia.store.opensearch;

import io.acequia.event.EventBuffer;
import io.acequia.event.TimeSource;
import io.acequia.store.SeriesHash;
import java.util.concurrent.TimeUnit;

/// Names the document of an event, so that a repeat of its request makes the same name: 48 bits for
/// a time in milliseconds, 80 of hash. See `docs/decisions/0011`. Confined to one thread.
final class DocumentId {
    private static final int SPAN_BITS = 8;
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toMicros(1);
    private static final long SECOND = TimeUnit.SECONDS.toMicros(1);

    /// Within this time of a span a repeat may be of the span before; MAX_TRANSMIT_SPAN is 45 s
    /// (RFC 7252 §4.8.2), and a datagram may be late.
    private static final long REPEATS = 64 * SECOND;

    private final SeriesHash hash;
    private long span;
    private long millis;
    private boolean isDoubtful;
    private long strong;
    private long weak;

    DocumentId(SeriesHash hash) {
        this.hash = hash;
    }

    /// Names an event.
    ///
    /// @param received when the request came, microseconds since 1970
    /// @param exchangeKey names the request
    /// @param series hash of the series of the event
    void of(EventBuffer events, int event, long received, long exchangeKey, long series) {
        int source = events.timeSource(event);
        boolean isDevice = source == TimeSource.DEVICE.number();
        span = Math.floorDiv(received, SECOND) >> SPAN_BITS;
        millis = millis(isDevice ? events.timestamp(event) : start(span));
        isDoubtful = !isDevice && received - start(span) < REPEATS;
        long content = mix(series, content(events, event) + source);
        long when = isDevice ? events.timestamp(event) : 0;
        strong = mix(exchangeKey, event + 0x9e37_79b9_7f4a_7c15L);
        weak = mix(content ^ when, strong);
    }

    private long content(EventBuffer events, int event) {
        return switch (events.kind(event)) {
            case EventBuffer.TEXT, EventBuffer.DATA ->
                    hash.of(events.bytes(), events.contentFrom(event), events.contentLength(event));
            default -> Double.doubleToRawLongBits(events.number(event));
        };
    }

    private static long mix(long one, long other) {
        long a = one ^ 0xa076_1d64_78bd_642fL;
        long b = other ^ 0xe703_7ed1_a0b4_28dbL;
        return Math.unsignedMultiplyHigh(a, b) ^ (a * b);
    }

    /// Says whether the same event may have been stored with the name of the span before.
    boolean isDoubtful() {
        return isDoubtful;
    }

    /// Returns when the span of the receipt began, microseconds since 1970; events without a time
    /// of their own are in the index of that time, so that repeats are in the same one.
    long spanStart() {
        return start(span);
    }

    /// Returns when the span before began.
    long spanBefore() {
        return start(span - 1);
    }

    private static long start(long span) {
        return (span << SPAN_BITS) * SECOND;
    }

    private static long millis(long micros) {
        return Math.floorDiv(micros, MILLISECOND);
    }

    /// Appends the name.
    void write(DocumentText target) {
        write(millis, target);
    }

    /// Appends the name that the event would have had in the span before.
    void writeBefore(DocumentText target) {
        write(millis(start(span - 1)), target);
    }

    private void write(long from, DocumentText target) {
        target.base64((from << 16) | (strong >>> 48), (strong << 16) | (weak & 0xffff));
    }
}
