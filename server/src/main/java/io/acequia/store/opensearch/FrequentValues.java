package io.acequia.store.opensearch;

import io.acequia.store.Field;
import io.acequia.store.TopValue;
import io.acequia.store.TopValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The most frequent values of fields.
///
/// @param topValues what is asked
record FrequentValues(TopValues topValues) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// Each shard tells more values than are asked for, so that counts over all shards are exact
    /// unless very many values are almost equally frequent.
    private static final int MORE = 1_000;

    /// Counts the values of the events of a query.
    List<TopValue> of(Question question, ObjectNode query) throws IOException {
        var body = JSON.objectNode().put("size", 0).put("track_total_hits", false);
        body.set("query", query);
        var aggregations = body.putObject("aggs");
        for (var field : topValues.fields()) {
            aggregations.putObject(field.name()).set("terms", terms(field));
        }
        var answer = question.ask(body);
        var values = new ArrayList<TopValue>();
        for (var field : topValues.fields()) {
            for (var bucket : answer.aggregation(field.name()).path("buckets")) {
                long count = bucket.path("doc_count").asLong();
                values.add(new TopValue(field, text(bucket), count));
            }
        }
        return values;
    }

    private ObjectNode terms(Field field) {
        var terms = JSON.objectNode().put("field", counted(field).label());
        terms.put("size", topValues.limit()).put("shard_size", topValues.limit() + MORE);
        terms.putArray("order")
                .add(JSON.objectNode().put("_count", "desc"))
                .add(JSON.objectNode().put("_key", "asc"));
        return terms;
    }

    private static Field counted(Field field) {
        return switch (field) {
            case NAMESPACE, SENDER, ORIGIN, TYPE, UNIT, TIME_SOURCE, STRING, BOOL -> field;
            case VALUE, DATA, TIMESTAMP, RECEIVED ->
                    throw new IllegalArgumentException("no top values of " + field.label());
        };
    }

    /// The key of a truth value is a number; its text is beside it.
    private static String text(JsonNode bucket) {
        return bucket.path("key_as_string").asString(bucket.path("key").asString(""));
    }
}
