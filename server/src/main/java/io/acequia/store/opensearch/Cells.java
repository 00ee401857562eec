package io.acequia.store.opensearch;

import java.io.IOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Counts and statistics of events that have the same values of some fields, in the order of these,
/// page by page: an engine bounds how many come at once.
///
/// @param question that this is part of
/// @param query which events
/// @param sources the fields, as a composite aggregation wants them; without any there is one cell
/// @param page most cells of a page
/// @param aggregations what is computed of each cell
record Cells(
        Question question, ObjectNode query, ArrayNode sources, int page, ObjectNode aggregations) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String NAME = "cells";

    /// Takes cells.
    @FunctionalInterface
    interface Receiver {
        /// Takes a cell.
        ///
        /// @param key the values of the fields by their names
        /// @param cell with `doc_count` and the results of the aggregations
        /// @return whether more are wanted
        boolean take(JsonNode key, JsonNode cell) throws IOException;
    }

    /// Adds a field to sources; an event without it has an empty value.
    static void addKeyword(ArrayNode sources, String name, String field) {
        var terms = JSON.objectNode().put("field", field).put("missing_bucket", true);
        sources.addObject().putObject(name).set("terms", terms);
    }

    /// Hands over the cells one by one.
    void each(Receiver receiver) throws IOException {
        if (sources.isEmpty()) {
            var cell = ask(JSON.objectNode().set("filter", query));
            if (cell.path("doc_count").asLong() > 0) {
                receiver.take(JSON.objectNode(), cell);
            }
            return;
        }
        var composite = JSON.objectNode().put("size", page);
        composite.set("sources", sources);
        while (true) {
            var found = ask(JSON.objectNode().set("composite", composite));
            var buckets = found.path("buckets");
            for (var bucket : buckets) {
                if (!receiver.take(bucket.path("key"), bucket)) {
                    return;
                }
            }
            if (buckets.size() < page) {
                return;
            }
            composite.set("after", found.path("after_key"));
        }
    }

    private JsonNode ask(ObjectNode aggregation) throws IOException {
        if (!aggregations.isEmpty()) {
            aggregation.set("aggs", aggregations);
        }
        var search = JSON.objectNode().put("size", 0).put("track_total_hits", false);
        search.set("query", query);
        search.putObject("aggs").set(NAME, aggregation);
        return question.ask(search).aggregation(NAME);
    }
}
