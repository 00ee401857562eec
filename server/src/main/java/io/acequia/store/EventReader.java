package io.acequia.store;

import io.acequia.event.Event;
import java.io.IOException;
import java.util.List;

/// Finds stored events. Methods may block and are called from virtual threads; interrupting one
/// cancels its question.
public interface EventReader {
    /// Returns the events that match, newest first, at most `search.limit()` of them.
    Page search(Search search) throws IOException;

    /// Counts matching events per interval of event time; intervals without events are included.
    List<Count> histogram(Histogram histogram) throws IOException;

    /// Aggregates numeric values per interval of event time and group, ordered by group, then time.
    List<Aggregate> aggregate(Aggregation aggregation) throws IOException;

    /// Returns the most frequent values of a field among matching events, most frequent first.
    List<TopValue> topValues(TopValues topValues) throws IOException;

    /// Returns the newest event of each matching series, ordered by series, at most `limit`.
    List<Event> latest(Filter filter, int limit) throws IOException;
}
