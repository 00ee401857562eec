package io.acequia.store;

/// Takes the values of series, series by series, each in the order of event time and, among values
/// of the same time, of arrival. Called by a thread of the store while the one that asks waits.
public interface SampleReceiver {
    /// Says that the values of a series follow; there is at least one.
    void series(SeriesName series);

    /// Takes a value.
    ///
    /// @param time microseconds since 1970
    /// @return whether more are wanted
    boolean sample(long time, double value);
}
