package io.acequia.cli;

import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;

/// Values of `incremental`: each is the one before times a factor, kept between two bounds.
final class Progression implements PrimitiveIterator.OfDouble {
    private final double factor;
    private final double min;
    private final double max;
    private double next;
    private long left;

    /// Starts with `initial`, itself kept between the bounds.
    ///
    /// @param count how many values there are
    Progression(double initial, double factor, double min, double max, long count) {
        this.factor = factor;
        this.min = min;
        this.max = max;
        this.next = Math.clamp(initial, min, max);
        this.left = count;
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    public double nextDouble() {
        if (left == 0) {
            throw new NoSuchElementException();
        }
        left--;
        double value = next;
        next = Math.clamp(value * factor, min, max);
        return value;
    }
}
