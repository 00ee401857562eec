package io.acequia.query.promql;

import java.util.Arrays;

/// Values of a series in a result, in the order of time.
public final class Series {
    private final Labels labels;
    private final long[] times;
    private final double[] values;

    Series(Labels labels, long[] times, double[] values) {
        this.labels = labels;
        this.times = times;
        this.values = values;
    }

    static Series of(Row row, Grid grid) {
        int count = row.present().cardinality();
        var times = new long[count];
        var values = new double[count];
        int point = 0;
        for (int index = row.next(0); index >= 0; index = row.next(index + 1)) {
            times[point] = grid.time(index);
            values[point++] = row.value(index);
        }
        return new Series(row.labels(), times, values);
    }

    Series labelled(Labels other) {
        return new Series(other, times, values);
    }

    /// Returns which series it is.
    public Labels labels() {
        return labels;
    }

    /// Returns how many values there are.
    public int size() {
        return times.length;
    }

    /// Returns the time of a value by its number, milliseconds since 1970.
    public long time(int index) {
        return times[index];
    }

    /// Returns a value by its number.
    public double value(int index) {
        return values[index];
    }

    @Override
    public String toString() {
        return labels + " " + Arrays.toString(times) + " " + Arrays.toString(values);
    }
}
