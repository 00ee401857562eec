package io.acequia.query.promql;

import io.acequia.query.promql.SampleSource.SampleSink;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Makes a row of the samples of each series while they come: at each time of the grid, a value of
/// the window of samples before it. Only the window is held.
///
/// What goes wrong is kept until [#finish], since samples come through code that knows nothing of
/// it.
final class SelectorRows implements SampleSink {
    /// Makes a value of a window.
    @FunctionalInterface
    interface AtStep {
        /// Called with a window that has a sample.
        ///
        /// @param index number of the time
        OptionalDouble of(Window window, int index);
    }

    private final Grid grid;
    private final long offset;
    private final Window window;
    private final AtStep function;
    private final Budget budget;
    private final Consumer<Row> sink;
    private @Nullable Row row;
    private @Nullable RuntimeException failure;
    private int next;

    /// @param offset how long before the times of the grid the windows end, milliseconds
    /// @param range how long the windows are, milliseconds
    SelectorRows(
            Grid grid,
            long offset,
            long range,
            AtStep function,
            Budget budget,
            Consumer<Row> sink) {
        this.grid = grid;
        this.offset = offset;
        this.window = new Window(range);
        this.function = function;
        this.budget = budget;
        this.sink = sink;
    }

    @Override
    public void series(Labels labels) {
        guarded(() -> {
            complete();
            row = Row.empty(labels, grid.count());
            window.clear();
            next = 0;
        });
    }

    @Override
    public boolean sample(long time, double value) {
        if (failure != null) {
            return false;
        }
        guarded(() -> {
            budget.work(1);
            evaluateBefore(time);
            window.add(time, value);
            budget.fits(window.size());
        });
        return failure == null;
    }

    private void guarded(Runnable work) {
        if (failure == null) {
            try {
                work.run();
            } catch (RuntimeException failed) {
                failure = failed;
            }
        }
    }

    /// Ends the last series.
    void finish() {
        guarded(this::complete);
        if (failure != null) {
            throw failure;
        }
    }

    private void complete() {
        evaluateBefore(Long.MAX_VALUE);
        if (row != null && !row.isEmpty()) {
            sink.accept(row);
        }
        row = null;
    }

    /// Evaluates the times whose windows have ended when a sample of `time` comes.
    private void evaluateBefore(long time) {
        while (next < grid.count() && grid.time(next) - offset < time) {
            window.slide(grid.time(next) - offset, grid.time(next));
            budget.work(1);
            if (window.size() > 0) {
                evaluate(next);
            }
            next++;
        }
        if (next < grid.count()) {
            // What is too old already for the next window need not be kept.
            window.slide(grid.time(next) - offset, grid.time(next));
        }
    }

    private void evaluate(int index) {
        var value = function.of(window, index);
        if (row != null && value.isPresent()) {
            row.set(index, value.getAsDouble());
        }
    }
}
