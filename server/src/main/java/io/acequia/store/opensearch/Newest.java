package io.acequia.store.opensearch;

import io.acequia.event.Event;
import io.acequia.event.TimeSource;
import io.acequia.event.Value;
import io.acequia.store.Field;
import io.acequia.store.Micros;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The newest event of a series, and its place in the order of time and arrival.
///
/// It is made of the columns that an engine keeps of each field: documents in scattered places cost
/// ten times as much (1.0 s against 0.1 s for 10,000 of 600,000).
///
/// @param series its id
/// @param timestamp microseconds since 1970
/// @param arrival orders events of the same time
/// @param event what it says
record Newest(String series, long timestamp, long arrival, Event event) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String SERIES = "series", UNINDEXED = "unindexed";
    private static final List<Field> COLUMNS =
            List.of(
                    Field.NAMESPACE,
                    Field.SENDER,
                    Field.ORIGIN,
                    Field.TYPE,
                    Field.UNIT,
                    Field.VALUE,
                    Field.STRING,
                    Field.BOOL,
                    Field.DATA,
                    Field.TIME_SOURCE);

    /// Finds the newest event of each of the series that have the newest events.
    ///
    /// @param query which events
    /// @param most series, 1 to 10,001
    static List<Newest> of(Question question, ObjectNode query, int most) throws IOException {
        var found = new LinkedHashMap<String, Newest>();
        var unread = new ArrayList<String>();
        var search = search(query, most);
        columns(search);
        for (var hit : question.ask(search).hits()) {
            if (hit.fields().has(UNINDEXED)) {
                unread.add(text(hit, SERIES));
            } else {
                put(hit, event(hit), found);
            }
        }
        if (!unread.isEmpty()) {
            readDocuments(question, query, unread, found);
        }
        return List.copyOf(found.values());
    }

    /// Text that is not indexed is not in the columns either.
    private static void readDocuments(
            Question question, ObjectNode query, List<String> unread, Map<String, Newest> found)
            throws IOException {
        var both = JSON.objectNode();
        both.putObject("bool").putArray("filter").add(Conditions.anyOf(SERIES, unread)).add(query);
        var search = search(both, unread.size());
        search.putArray("docvalue_fields").add(SERIES);
        for (var hit : question.ask(search).hits()) {
            put(hit, hit.knownEvent(), found);
        }
    }

    private static void put(Hit hit, Event event, Map<String, Newest> found) {
        var series = text(hit, SERIES);
        found.put(series, new Newest(series, hit.timestamp(), hit.arrival(), event));
    }

    private static ObjectNode search(ObjectNode query, int most) {
        var search = JSON.objectNode().put("size", most).put("track_total_hits", false);
        search.set("query", query);
        EventPages.newestFirst(search);
        search.putObject("collapse").put("field", SERIES);
        return search;
    }

    private static void columns(ObjectNode search) {
        var columns = EventPages.columnsOnly(search);
        COLUMNS.forEach(field -> columns.add(field.label()));
        columns.add(SERIES).add(UNINDEXED);
        columns.addObject().put("field", Field.RECEIVED.label()).put("format", "epoch_millis");
    }

    private static Event event(Hit hit) throws EngineException {
        var source = text(hit, Field.TIME_SOURCE);
        var unit = hit.column(Field.UNIT.label());
        try {
            return new Event(
                    text(hit, Field.NAMESPACE),
                    text(hit, Field.SENDER),
                    text(hit, Field.ORIGIN),
                    text(hit, Field.TYPE),
                    value(hit),
                    unit.isString() ? unit.asString() : null,
                    Micros.instant(hit.timestamp()),
                    Micros.instant(Long.parseLong(text(hit, Field.RECEIVED)) * 1_000),
                    TimeSource.valueOf(source.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw new EngineException("a document is no event of ours: " + e.getMessage(), e);
        }
    }

    private static Value value(Hit hit) throws EngineException {
        var number = hit.column(Field.VALUE.label());
        if (number.isNumber()) {
            return new Value.Numeric(number.asDouble());
        }
        var text = hit.column(Field.STRING.label());
        if (text.isString()) {
            return new Value.Text(text.asString());
        }
        var data = hit.column(Field.DATA.label());
        if (data.isString()) {
            return new Value.Data(data.asString());
        }
        var truth = hit.column(Field.BOOL.label());
        if (truth.isBoolean()) {
            return new Value.Truth(truth.asBoolean());
        }
        throw new EngineException("a document has no value: not an event of ours");
    }

    private static String text(Hit hit, Field field) {
        return text(hit, field.label());
    }

    private static String text(Hit hit, String column) {
        return hit.column(column).asString("");
    }

    /// Says whether it comes after another of the same series.
    boolean isAfter(@Nullable Newest other) {
        return other == null
                || timestamp > other.timestamp
                || (timestamp == other.timestamp && arrival > other.arrival);
    }
}
