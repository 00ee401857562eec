package io.acequia.store;

import io.acequia.event.Event;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/// Finds stored events. Methods may block and are called from virtual threads; interrupting one
/// cancels its question.
public interface EventReader {
    /// Returns the events that match, newest first, at most `search.limit()` of them.
    Page search(Search search) throws IOException;

    /// Counts matching events per interval of event time; intervals without events are included.
    List<Count> histogram(Histogram histogram) throws IOException;

    /// Aggregates numeric values per interval of event time and group, ordered by group, then time.
    List<Aggregate> aggregate(Aggregation aggregation) throws IOException;

    /// Returns the most frequent values of fields among matching events, field by field in the
    /// order asked for, most frequent first.
    List<TopValue> topValues(TopValues topValues) throws IOException;

    /// Returns the newest event of each matching series, ordered by series, at most `limit`.
    List<Event> latest(Filter filter, int limit) throws IOException;

    /// Calls back for each series that has a numeric value in a range of event time, in no
    /// particular order, until the receiver wants no more.
    ///
    /// @param filter which series; conditions on fields of the series only
    /// @param receiver says whether it wants more
    void numericSeries(Filter filter, TimeRange range, Predicate<SeriesName> receiver)
            throws IOException;

    /// Hands over numeric values one by one; they are not gathered.
    ///
    /// @return whether there are no more than `samples.most()`; otherwise nothing was handed over
    boolean samples(Samples samples, SampleReceiver receiver) throws IOException;
}
