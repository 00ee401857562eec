package io.acequia.store.opensearch;

import io.acequia.event.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The newest event of each series, as the cluster knows them.
final class LatestEvents {
    /// Most series of one search.
    static final int PAGE = 10_000;

    /// Most series of one search that asks for their ids only.
    private static final int IDS = 50_000;

    private static final String SERIES = "series";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private LatestEvents() {}

    /// Finds the newest of the events of a query in each series, ordered by series.
    ///
    /// @param limit most events
    static List<Event> find(Question question, ObjectNode query, int limit) throws IOException {
        var ids = new ArrayList<String>();
        SeriesCells.each(
                question,
                query,
                Math.min(limit, PAGE),
                JSON.objectNode(),
                (id, _, _) -> {
                    ids.add(id);
                    return ids.size() < limit;
                });
        var newest = newest(question, query, ids);
        var events = new ArrayList<Event>();
        for (var id : ids) {
            var found = newest.get(id);
            if (found != null) {
                events.add(found.event());
            }
        }
        return events;
    }

    /// Hands over the ids of all series that have matching events, until no more are wanted.
    static void eachId(Question question, ObjectNode query, Predicate<String> receiver)
            throws IOException {
        var sources = JSON.arrayNode();
        Cells.addKeyword(sources, SERIES, SERIES);
        new Cells(question, query, sources, IDS, JSON.objectNode())
                .each((key, _) -> receiver.test(key.path(SERIES).asString("")));
    }

    /// Returns the newest events of series by the ids of these.
    static Map<String, Newest> newest(Question question, ObjectNode query, List<String> ids)
            throws IOException {
        var newest = new HashMap<String, Newest>();
        for (int start = 0; start < ids.size(); start += PAGE) {
            var some = ids.subList(start, Math.min(ids.size(), start + PAGE));
            var both = JSON.objectNode();
            both.putObject("bool")
                    .putArray("filter")
                    .add(Conditions.anyOf(SERIES, some))
                    .add(query);
            for (var found : Newest.of(question, both, some.size())) {
                newest.put(found.series(), found);
            }
        }
        return newest;
    }
}
