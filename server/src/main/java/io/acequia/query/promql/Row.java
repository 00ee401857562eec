package io.acequia.query.promql;

import java.util.BitSet;

/// The values of a series at the times of a grid; it need not have one at each.
final class Row {
    private final Labels labels;
    private final double[] values;
    private final BitSet present;

    private Row(Labels labels, double[] values, BitSet present) {
        this.labels = labels;
        this.values = values;
        this.present = present;
    }

    static Row empty(Labels labels, int count) {
        return new Row(labels, new double[count], new BitSet(count));
    }

    /// Makes a row that has a value at each time.
    static Row full(Labels labels, double[] values) {
        var present = new BitSet(values.length);
        present.set(0, values.length);
        return new Row(labels, values, present);
    }

    Labels labels() {
        return labels;
    }

    void set(int index, double value) {
        values[index] = value;
        present.set(index);
    }

    /// Returns the value at a time; means nothing where there is none.
    double value(int index) {
        return values[index];
    }

    boolean has(int index) {
        return present.get(index);
    }

    boolean isEmpty() {
        return present.isEmpty();
    }

    /// Returns the first time from `index` on that has a value, -1 when there is none.
    int next(int index) {
        return present.nextSetBit(index);
    }

    int size() {
        return values.length;
    }

    /// Returns the times that have a value; not to be changed.
    BitSet present() {
        return present;
    }

    /// Returns the same values with other labels.
    Row labelled(Labels other) {
        return new Row(other, values, present);
    }

    /// Returns the same values at fewer times.
    Row at(BitSet times) {
        return new Row(labels, values, times);
    }
}
