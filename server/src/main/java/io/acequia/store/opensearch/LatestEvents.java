package io.acequia.store.opensearch;

import io.acequia.event.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The newest event of each series.
final class LatestEvents {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int PAGE = 10_000;

    private LatestEvents() {}

    /// Finds the newest of the events of a query in each series, ordered by series.
    ///
    /// @param limit most events
    static List<Event> find(Question question, ObjectNode query, int limit) throws IOException {
        var aggregations = JSON.objectNode();
        var newest = aggregations.putObject("newest").putObject("top_hits").put("size", 1);
        EventSearch.newestFirst(newest);
        var events = new ArrayList<Event>();
        SeriesCells.each(
                question,
                query,
                Math.min(limit, PAGE),
                aggregations,
                (_, _, cell) -> {
                    var hit = cell.path("newest").path("hits").path("hits").path(0);
                    events.add(Answer.event(hit.path("_source")));
                    return events.size() < limit;
                });
        return events;
    }
}
