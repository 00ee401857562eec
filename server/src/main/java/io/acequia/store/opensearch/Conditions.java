package io.acequia.store.opensearch;

import io.acequia.store.Field;
import io.acequia.store.FieldValue;
import io.acequia.store.Filter;
import io.acequia.store.Filter.All;
import io.acequia.store.Filter.And;
import io.acequia.store.Filter.Equal;
import io.acequia.store.Filter.Exists;
import io.acequia.store.Filter.Not;
import io.acequia.store.Filter.Or;
import io.acequia.store.Filter.Range;
import io.acequia.store.Filter.Wildcard;
import io.acequia.store.Micros;
import io.acequia.store.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes a filter as a query, in JSON.
final class Conditions {
    /// An engine takes 1,024 as it comes; some are for the question around the filter.
    private static final int MOST = 1_000;

    /// Elasticsearch takes 30 levels (`indices.query.bool.max_nested_depth`).
    private static final int DEEPEST = 26;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private int count;

    private Conditions() {}

    /// Returns the query for a filter and a range of event time.
    ///
    /// @param from first microsecond since 1970
    /// @param to first microsecond after the range
    /// @throws IllegalArgumentException when the filter has more conditions than an engine takes
    static ObjectNode query(Filter filter, long from, long to) {
        var bool = JSON.objectNode();
        bool.putArray("filter").add(Ranges.ofTime(Field.TIMESTAMP, from, to)).add(query(filter));
        return named("bool", bool);
    }

    /// Returns the query for a filter.
    static ObjectNode query(Filter filter) {
        return new Conditions().write(SimpleFilter.of(filter, Conditions::meaning), 1);
    }

    /// Returns the query for a filter, a range of event time and the windows in it that are needed;
    /// all of the range when the windows leave out little or are too many for an engine.
    ///
    /// @param from first microsecond since 1970, with which the first window begins
    /// @param to first microsecond after the range
    static ObjectNode query(Filter filter, long from, long to, Samples.Instants instants) {
        var conditions = new Conditions();
        var written = conditions.write(SimpleFilter.of(filter, Conditions::meaning), 1);
        long step = Micros.of(instants.step());
        // The last millisecond of a window is part of it.
        long window = Micros.of(instants.window()) + 1_000;
        boolean areFew = Math.ceilDiv(to - from, step) + conditions.count <= MOST;
        if (!areFew || 2 * window > step) {
            return query(filter, from, to);
        }
        var bool = JSON.objectNode();
        var windows = bool.putArray("should");
        for (long start = from; start < to; start += step) {
            windows.add(Ranges.ofTime(Field.TIMESTAMP, start, Math.min(start + window, to)));
        }
        var both = JSON.objectNode();
        both.putArray("filter").add(named("bool", bool)).add(written);
        return named("bool", both);
    }

    /// Finds conditions that are true of no event, and those that only ask for a field.
    private static Filter meaning(Filter condition) {
        return switch (condition) {
            case Equal(var field, var text) when !Ranges.isPossible(field, text) ->
                    SimpleFilter.NONE;
            case Wildcard(var field, var pattern) when isAnything(field, pattern) ->
                    new Exists(field);
            case Wildcard(var field, var pattern) when !FieldValue.isText(field) ->
                    meaning(new Equal(field, pattern));
            case Range(var field, var lower, _, var upper, _) when lower == null && upper == null ->
                    new Exists(field);
            case Range range -> Ranges.meaning(range);
            case Filter other -> other;
        };
    }

    private static boolean isAnything(Field field, String pattern) {
        return FieldValue.isText(field)
                ? !pattern.isEmpty() && pattern.chars().allMatch(character -> character == '*')
                : pattern.equals("*");
    }

    private ObjectNode write(Filter filter, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException(
                    "the search has conditions within conditions, more than "
                            + DEEPEST
                            + " deep: write it with fewer brackets");
        }
        return switch (filter) {
            case All _ -> named("match_all", JSON.objectNode());
            case Equal _, Wildcard _, Range _, Exists _ -> condition(filter);
            case Not _ -> and(List.of(filter), depth);
            case And(var filters) -> and(filters, depth);
            case Or(var filters) -> or(filters, depth);
        };
    }

    private ObjectNode and(List<Filter> filters, int depth) {
        var bool = JSON.objectNode();
        for (var filter : filters) {
            if (filter instanceof Not(var inner)) {
                bool.withArray("must_not").add(write(inner, depth + 1));
            } else {
                bool.withArray("filter").add(write(filter, depth + 1));
            }
        }
        if (!bool.has("filter")) {
            count(); // the engine adds the condition that all is true
        }
        return named("bool", bool);
    }

    private ObjectNode or(List<Filter> filters, int depth) {
        if (filters.isEmpty()) {
            return named("match_none", JSON.objectNode());
        }
        var texts = new LinkedHashMap<Field, List<String>>();
        var others = new ArrayList<Filter>();
        for (var filter : filters) {
            if (filter instanceof Equal(var field, var text) && FieldValue.isText(field)) {
                texts.computeIfAbsent(field, _ -> new ArrayList<>()).add(text);
            } else {
                others.add(filter);
            }
        }
        var bool = JSON.objectNode();
        var should = bool.putArray("should");
        texts.forEach((field, some) -> should.add(terms(field, some)));
        others.forEach(filter -> should.add(write(filter, depth + 1)));
        return named("bool", bool);
    }

    private ObjectNode terms(Field field, List<String> texts) {
        count();
        var values = JSON.arrayNode();
        texts.forEach(text -> values.add(value(field, text).toString()));
        return named("terms", named(field.label(), values));
    }

    private ObjectNode condition(Filter condition) {
        count();
        return switch (condition) {
            case Equal(var field, var text) -> equal(field, value(field, text));
            case Wildcard(var field, var pattern) ->
                    named(
                            "wildcard",
                            named(field.label(), JSON.objectNode().put("value", pattern)));
            case Range range -> Ranges.of(range);
            case Exists(var field) -> exists(field);
            case All _, And _, Or _, Not _ -> throw new IllegalStateException("no condition");
        };
    }

    private static Object value(Field field, String text) {
        return FieldValue.value(field, text).orElseThrow();
    }

    private static ObjectNode equal(Field field, Object value) {
        return switch (value) {
            case Double number -> Ranges.ofNumber(number);
            case Long micros -> Ranges.ofTime(field, micros, micros + 1);
            case Boolean truth -> named("term", JSON.objectNode().put(field.label(), truth));
            default -> named("term", JSON.objectNode().put(field.label(), value.toString()));
        };
    }

    /// Text that is too long to be searched is there nevertheless; the document says so, as
    /// OpenSearch keeps no `_ignored` for it.
    private ObjectNode exists(Field field) {
        var exists = named("exists", JSON.objectNode().put("field", field.label()));
        if (field != Field.STRING && field != Field.DATA) {
            return exists;
        }
        count();
        var bool = JSON.objectNode();
        bool.putArray("should")
                .add(exists)
                .add(named("term", JSON.objectNode().put("unindexed", field.label())));
        return named("bool", bool);
    }

    private void count() {
        if (++count > MOST) {
            throw new IllegalArgumentException(
                    "the search has more than " + MOST + " conditions: narrow it");
        }
    }

    private static ObjectNode named(String name, ObjectNode value) {
        var node = JSON.objectNode();
        node.set(name, value);
        return node;
    }

    private static ObjectNode named(String name, ArrayNode value) {
        var node = JSON.objectNode();
        node.set(name, value);
        return node;
    }

    /// Returns several values of a keyword as a query.
    static ObjectNode anyOf(String field, Iterable<String> values) {
        var array = JSON.arrayNode();
        values.forEach(array::add);
        return named("terms", named(field, array));
    }
}
