package io.acequia.store.opensearch;

import io.acequia.event.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/// The answer to a search. Documents are read as they come; what was counted stays JSON.
final class Answer {
    /// Reads parts of an answer, which go on behind the part.
    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private static final int NANOS = 1_000;

    private final List<Hit> hits = new ArrayList<>();
    private JsonNode shards = JsonNodeFactory.instance.objectNode();
    private JsonNode aggregations = JsonNodeFactory.instance.objectNode();
    private boolean isTimedOut;
    private long total;

    private Answer() {}

    /// Reads an answer.
    ///
    /// @throws EngineException when a document is no event of ours
    /// @throws tools.jackson.core.JacksonException when it is no JSON
    static Answer of(byte[] body) throws EngineException {
        var answer = new Answer();
        try (var json = MAPPER.createParser(body)) {
            json.nextToken();
            answer.read(json);
        }
        return answer;
    }

    /// Returns the documents, in the order asked for.
    List<Hit> hits() {
        return hits;
    }

    /// Returns how many documents match, if that was asked for.
    long total() {
        return total;
    }

    /// Returns the result of an aggregation; missing if there is no index.
    JsonNode aggregation(String name) {
        return aggregations.path(name);
    }

    /// Says whether the node gave up for want of time.
    boolean isTimedOut() {
        return isTimedOut;
    }

    /// Returns why some of the shards did not answer, empty when all did.
    String failure() {
        if (shards.path("failed").asInt(0) == 0) {
            return "";
        }
        var reason = shards.path("failures").path(0).path("reason");
        return shards.path("failed").asInt()
                + " shards failed: "
                + reason.path("reason").asString(reason.path("type").asString("no reason given"));
    }

    private void read(JsonParser json) throws EngineException {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            json.nextToken();
            switch (name) {
                case "timed_out" -> isTimedOut = json.getBooleanValue();
                case "_shards" -> shards = MAPPER.readTree(json);
                case "hits" -> readHits(json);
                case "aggregations" -> aggregations = MAPPER.readTree(json);
                default -> json.skipChildren();
            }
        }
    }

    private void readHits(JsonParser json) throws EngineException {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            json.nextToken();
            switch (name) {
                case "total" -> total = MAPPER.readTree(json).path("value").asLong();
                case "hits" -> {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        hits.add(hit(json));
                    }
                }
                default -> json.skipChildren();
            }
        }
    }

    private static Hit hit(JsonParser json) throws EngineException {
        @Nullable Event event = null;
        JsonNode fields = MissingNode.getInstance();
        var place = new Place();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            json.nextToken();
            switch (name) {
                case "_source" -> event = DocumentParser.event(json);
                case "fields" -> fields = MAPPER.readTree(json);
                case "sort" -> place.read(json);
                default -> json.skipChildren();
            }
        }
        return new Hit(event, place.series, place.nanos / NANOS, place.arrival, fields);
    }

    /// What the documents are in the order of: time and arrival, and series if asked.
    private static final class Place {
        private String series = "";
        private long nanos;
        private long arrival;

        private void read(JsonParser json) {
            boolean hasTime = false;
            for (var token = json.nextToken();
                    token != JsonToken.END_ARRAY;
                    token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    series = json.getString();
                } else if (hasTime) {
                    arrival = json.getLongValue();
                } else {
                    nanos = json.getLongValue();
                    hasTime = true;
                }
            }
        }
    }
}
