package io.acequia.event;

import java.util.Arrays;

/// The events of one request, decoded in place: columns of numbers, and slices of one byte array
/// for text. Reused for every request of a thread, so that decoding allocates nothing.
///
/// A codec calls [#clear] and then, for each event, [#add] and the setters; what it does not set
/// keeps the defaults of [#add]. Whoever reads it asks by the index of the event, 0 to [#size] - 1.
public final class EventBuffer {
    /// Keyword columns.
    public static final int NAMESPACE = 0, SENDER = 1, ORIGIN = 2, TYPE = 3, UNIT = 4;

    /// Columns of slices: the keywords and the text or bytes of a value.
    private static final int SLICES = 6, CONTENT = 5;

    /// What kind of value an event has.
    public static final byte NONE = 0, NUMBER = 1, TEXT = 2, TRUTH = 3, DATA = 4;

    /// The event says no time.
    public static final long NO_TIME = Long.MIN_VALUE;

    private byte[] bytes = new byte[0];
    private byte[] extended = new byte[0];
    private int size;
    private int[] from;
    private int[] length;
    private byte[] kinds;
    private double[] numbers;
    private long[] timestamps;
    private byte[] timeSources;
    private long[] originals;

    /// Starts with room for this many events and grows when more are added.
    public EventBuffer(int capacity) {
        from = new int[capacity * SLICES];
        length = new int[capacity * SLICES];
        kinds = new byte[capacity];
        numbers = new double[capacity];
        timestamps = new long[capacity];
        timeSources = new byte[capacity];
        originals = new long[capacity];
    }

    /// Forgets all events; the slices of the next ones are slices of `source`.
    public void clear(byte[] source) {
        bytes = source;
        size = 0;
    }

    /// Moves all slices to a copy of the array that begins with other bytes, so that keywords can
    /// be slices of those.
    public void prepend(byte[] prefix) {
        int end = 0;
        for (int slice = 0; slice < size * SLICES; slice++) {
            if (length[slice] >= 0) {
                end = Math.max(end, from[slice] + length[slice]);
                from[slice] += prefix.length;
            }
        }
        if (extended.length < prefix.length + end) {
            extended = new byte[2 * (prefix.length + end)];
        }
        System.arraycopy(prefix, 0, extended, 0, prefix.length);
        System.arraycopy(bytes, 0, extended, prefix.length, end);
        bytes = extended;
    }

    /// Adds an event without keywords, value and time, and returns its index.
    public int add() {
        if (size == kinds.length) {
            grow();
        }
        int event = size++;
        Arrays.fill(length, event * SLICES, event * SLICES + SLICES, -1);
        kinds[event] = NONE;
        timestamps[event] = NO_TIME;
        timeSources[event] = (byte) TimeSource.DEVICE.number();
        return event;
    }

    private void grow() {
        int capacity = kinds.length * 2;
        from = Arrays.copyOf(from, capacity * SLICES);
        length = Arrays.copyOf(length, capacity * SLICES);
        kinds = Arrays.copyOf(kinds, capacity);
        numbers = Arrays.copyOf(numbers, capacity);
        timestamps = Arrays.copyOf(timestamps, capacity);
        timeSources = Arrays.copyOf(timeSources, capacity);
        originals = Arrays.copyOf(originals, capacity);
    }

    /// Returns how many events there are.
    public int size() {
        return size;
    }

    /// Returns the array that the slices are slices of.
    public byte[] bytes() {
        return bytes;
    }

    /// Sets a keyword, a column of [#NAMESPACE] to [#UNIT], to `count` bytes from `start`.
    public void keyword(int event, int column, int start, int count) {
        from[event * SLICES + column] = start;
        length[event * SLICES + column] = count;
    }

    /// Returns where a keyword starts.
    public int keywordFrom(int event, int column) {
        return from[event * SLICES + column];
    }

    /// Returns how many bytes a keyword has, -1 when the event has none.
    public int keywordLength(int event, int column) {
        return length[event * SLICES + column];
    }

    /// Sets a numeric value.
    public void number(int event, double value) {
        kinds[event] = NUMBER;
        numbers[event] = value;
    }

    /// Sets a truth value.
    public void truth(int event, boolean value) {
        kinds[event] = TRUTH;
        numbers[event] = value ? 1 : 0;
    }

    /// Sets a value of kind [#TEXT] or [#DATA].
    public void content(int event, byte kind, int start, int count) {
        kinds[event] = kind;
        keyword(event, CONTENT, start, count);
    }

    /// Returns the kind of the value.
    public byte kind(int event) {
        return kinds[event];
    }

    /// Returns a numeric value; a truth value is 1 or 0.
    public double number(int event) {
        return numbers[event];
    }

    /// Returns where the text or the bytes of a value start.
    public int contentFrom(int event) {
        return keywordFrom(event, CONTENT);
    }

    /// Returns how many bytes the text or the bytes of a value have.
    public int contentLength(int event) {
        return keywordLength(event, CONTENT);
    }

    /// Sets the event time in microseconds since 1970, as the device said it.
    public void timestamp(int event, long micros) {
        timestamps[event] = micros;
    }

    /// Sets the event time that counts, and keeps what the device said as [#original].
    public void timestamp(int event, long micros, TimeSource source) {
        originals[event] = timestamps[event];
        timestamps[event] = micros;
        timeSources[event] = (byte) source.number();
    }

    /// Returns the event time in microseconds since 1970, [#NO_TIME] when the event says none.
    public long timestamp(int event) {
        return timestamps[event];
    }

    /// Returns the time that a clamped event claimed, in microseconds since 1970.
    public long original(int event) {
        return originals[event];
    }

    /// Returns the number of the [TimeSource].
    public int timeSource(int event) {
        return timeSources[event];
    }
}
