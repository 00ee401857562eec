package io.acequia.query.promql;

/// The times at which a query is evaluated.
///
/// @param start the first, milliseconds since 1970
/// @param step from one to the next, milliseconds, at least 1
/// @param count how many, at least 1
public record Grid(long start, long step, int count) {
    /// Makes the only time of an instant query.
    public static Grid instant(long time) {
        return new Grid(time, 1, 1);
    }

    /// Makes the times from `start` to `end`, which is one of them only when it fits.
    public static Grid range(long start, long end, long step) {
        return new Grid(start, step, Math.toIntExact((end - start) / step + 1));
    }

    /// Returns a time by its number, from 0.
    long time(int index) {
        return start + index * step;
    }

    /// Returns the last time.
    long end() {
        return time(count - 1);
    }
}
