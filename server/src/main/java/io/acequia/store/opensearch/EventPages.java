package io.acequia.store.opensearch;

import io.acequia.event.Event;
import io.acequia.store.Field;
import io.acequia.store.FieldValue;
import io.acequia.store.Filter;
import io.acequia.store.Micros;
import io.acequia.store.Page;
import io.acequia.store.PagePlace;
import io.acequia.store.Search;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Finds a page of events, newest first.
///
/// Documents lie in the order in which they came, so an engine passes all of a range until it has
/// seen the newest of them. Therefore the last minutes are asked first, and more only while the
/// page is not full; but at once for everything when only what was received in these minutes is
/// wanted, as by those who follow what arrives.
///
/// @param search what is asked
/// @param now where the last minutes end, unless the page before or the range ended earlier
record EventPages(Search search, Instant now) {
    private static final List<Duration> WINDOWS =
            List.of(Duration.ofMinutes(5), Duration.ofHours(3), Duration.ofDays(4));
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// Finds the page.
    Page find(Question question) throws IOException {
        var after = search.after();
        var place = after == null ? null : PagePlace.of(after);
        long from = Micros.notBefore(search.range().from());
        long end = Micros.notBefore(search.range().to());
        if (place != null) {
            end = Math.min(end, place.timestamp() + 1);
        }
        long last = Math.min(end, Micros.of(now));
        for (var window : isOfLatest(search.filter()) ? List.<Duration>of() : WINDOWS) {
            long start = last - Micros.of(window);
            if (start > from) {
                var found = hits(question, start, end, place);
                if (found.size() > search.limit()) {
                    return page(found);
                }
            }
        }
        return page(hits(question, from, end, place));
    }

    /// Says whether a filter leaves only what was received in the shortest window.
    private boolean isOfLatest(Filter filter) {
        return switch (filter) {
            case Filter.And(var filters) -> filters.stream().anyMatch(this::isOfLatest);
            case Filter.Range(var field, var lower, _, _, _) ->
                    field == Field.RECEIVED
                            && lower != null
                            && FieldValue.value(field, lower)
                                    .map(Long.class::cast)
                                    .filter(it -> it > Micros.of(now.minus(WINDOWS.getFirst())))
                                    .isPresent();
            case Filter.All _, Filter.Equal _, Filter.Wildcard _, Filter.Exists _ -> false;
            case Filter.Or _, Filter.Not _ -> false;
        };
    }

    private List<Hit> hits(Question question, long from, long end, @Nullable PagePlace place)
            throws IOException {
        var body = JSON.objectNode().put("size", search.limit() + 1).put("track_total_hits", false);
        // Two collectors may give the same number of arrival to events of the same millisecond.
        newestFirst(body).add(JSON.objectNode().put("series", "desc"));
        if (place != null) {
            long timestamp = Math.clamp(place.timestamp(), 0, Ranges.LAST);
            body.putArray("search_after")
                    .add(timestamp * 1_000)
                    .add(place.tie())
                    .add(place.series());
        }
        body.set("query", Conditions.query(search.filter(), from, end));
        return question.ask(body).hits();
    }

    /// Sets the order of a search, and returns it.
    static ArrayNode newestFirst(ObjectNode search) {
        return search.putArray("sort")
                .add(JSON.objectNode().put("timestamp", "desc"))
                .add(JSON.objectNode().put("arrival", "desc"));
    }

    /// Lets a search read columns and no document, not even its id, and returns which columns; to
    /// be filled. Documents in scattered places cost ten times as much.
    static ArrayNode columnsOnly(ObjectNode search) {
        search.put("_source", false).put("stored_fields", "_none_");
        return search.putArray("docvalue_fields");
    }

    /// One more than asked for says that there is a next page.
    private Page page(List<Hit> found) throws EngineException {
        var shown = found.subList(0, Math.min(found.size(), search.limit()));
        var events = new ArrayList<Event>(shown.size());
        for (var hit : shown) {
            events.add(hit.knownEvent());
        }
        if (found.size() <= search.limit()) {
            return new Page(events, null);
        }
        var last = shown.getLast();
        var place = new PagePlace(last.timestamp(), last.arrival(), last.series());
        return new Page(events, place.cursor());
    }
}
