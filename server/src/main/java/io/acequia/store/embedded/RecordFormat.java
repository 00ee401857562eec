package io.acequia.store.embedded;

/// How the payload of a frame is laid out: records without gaps, little-endian, each of which
/// starts with a tag of 32 bits.
///
/// ```text
///                 27 bits           2      3
/// tag     +-----------------------+------+------+
///         | number                |source| kind |
///         +-----------------------+------+------+
///
/// SERIES  tag(id), 5 lengths of 16 bits, the bytes of namespace, sender, origin, type, unit
/// REQUEST tag(how many events follow), exchange key 64, received 64
/// NUMBER  tag(series), time, value 64
/// TEXT    tag(series), time, length 32, bytes
/// DATA    tag(series), time, length 32, bytes
/// TRUE    tag(series), time
/// FALSE   tag(series), time
/// time    timestamp 64; if the source is CLAMPED, lag 64 behind it
/// ```
///
/// Received and timestamp are microseconds since 1970. The lag, in milliseconds, is that of
/// [LogVisitor.EventTime#lag]; unless the event is clamped it follows from the other two. A length
/// of a keyword is 65,535 when the event has none.
final class RecordFormat {
    static final int SERIES = 1;
    static final int REQUEST = 2;
    static final int NUMBER = 3;
    static final int TEXT = 4;
    static final int DATA = 5;
    static final int TRUE = 6;
    static final int FALSE = 7;

    /// Greatest number of a tag, so of a series and of the events of a request.
    static final int MAX_NUMBER = (1 << 27) - 1;

    /// Bytes of a request record.
    static final int REQUEST_LENGTH = 20;

    /// Bytes of the longest event record, without text or bytes.
    static final int EVENT_LENGTH = 28;

    private RecordFormat() {}

    static int tag(int number, int source, int kind) {
        return (number << 5) | (source << 3) | kind;
    }

    static int kind(int tag) {
        return tag & 7;
    }

    static int source(int tag) {
        return (tag >>> 3) & 3;
    }

    static int number(int tag) {
        return tag >>> 5;
    }
}
