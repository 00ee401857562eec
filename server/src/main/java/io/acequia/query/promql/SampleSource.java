package io.acequia.query.promql;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Where the samples of series come from.
public interface SampleSource {
    /// Hands over the samples of matching series, series by series, each in the order of time and
    /// with one sample at most for a time. No two series have the same labels.
    ///
    /// @return whether there were no more than `selection.most()`; otherwise the answer is void
    boolean select(Selection selection, SampleSink sink) throws IOException;

    /// Which samples are wanted.
    ///
    /// @param matchers what the labels have to meet
    /// @param from the first millisecond since 1970
    /// @param to the last one
    /// @param grid times that the samples are wanted for; may be used to leave others out
    /// @param window longest time before one of these, milliseconds
    /// @param most samples
    /// @param isInTime says whether there is time left; without, the answer is void
    record Selection(
            List<Matcher> matchers,
            long from,
            long to,
            Grid grid,
            long window,
            long most,
            BooleanSupplier isInTime) {
        public Selection {
            matchers = List.copyOf(matchers);
        }
    }

    /// Takes samples. May be called from another thread than the one that asks, which waits.
    interface SampleSink {
        /// Says that the samples of a series follow.
        void series(Labels labels);

        /// Takes one.
        ///
        /// @param time milliseconds since 1970
        /// @return whether more are wanted
        boolean sample(long time, double value);
    }
}
