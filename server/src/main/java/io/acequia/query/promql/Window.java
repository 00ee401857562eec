package io.acequia.query.promql;

import java.util.Arrays;

/// The samples of a series within a time, both ends included; slides along the series.
final class Window {
    /// The one function over time that keeps the name of the metric: it changes no value.
    static final String LAST = "last_over_time";

    private final long range;
    private long[] times = new long[64];
    private double[] values = new double[64];
    private int first;
    private int end;
    private long windowEnd;
    private long evaluated;

    /// @param range how long, milliseconds
    Window(long range) {
        this.range = range;
    }

    /// Adds a sample, newer than all before.
    void add(long time, double value) {
        if (end == times.length) {
            makeRoom();
        }
        times[end] = time;
        values[end++] = value;
    }

    private void makeRoom() {
        int size = size();
        int capacity = size > times.length / 2 ? times.length * 2 : times.length;
        times = Arrays.copyOf(Arrays.copyOfRange(times, first, end), capacity);
        values = Arrays.copyOf(Arrays.copyOfRange(values, first, end), capacity);
        first = 0;
        end = size;
    }

    /// Moves the window, which drops what is too old.
    ///
    /// @param to its last millisecond
    /// @param evaluatedAt time of evaluation, which an offset makes another one
    void slide(long to, long evaluatedAt) {
        windowEnd = to;
        evaluated = evaluatedAt;
        while (first < end && times[first] < to - range) {
            first++;
        }
    }

    /// Forgets all samples.
    void clear() {
        first = 0;
        end = 0;
    }

    int size() {
        return end - first;
    }

    long time(int index) {
        return times[first + index];
    }

    double value(int index) {
        return values[first + index];
    }

    /// Returns the values, a new array.
    double[] values() {
        return Arrays.copyOfRange(values, first, end);
    }

    /// Returns the times, a new array.
    long[] times() {
        return Arrays.copyOfRange(times, first, end);
    }

    WindowStatistics statistics() {
        return new WindowStatistics(values, first, end);
    }

    long start() {
        return windowEnd - range;
    }

    long end() {
        return windowEnd;
    }

    long evaluatedAt() {
        return evaluated;
    }

    double rangeSeconds() {
        return range / 1_000.0;
    }
}
