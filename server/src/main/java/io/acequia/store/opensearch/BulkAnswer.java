package io.acequia.store.opensearch;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What the cluster did with each event of a `_bulk` body.
final class BulkAnswer {
    /// Parameters with which the answer has what is read here and nothing else.
    static final String FILTER =
            "filter_path=errors,items.*.status,items.*.error.type,items.*.error.reason";

    private static final JsonFactory JSON = new JsonFactory();

    private BulkAnswer() {}

    /// What became of an event.
    ///
    /// @param status as of HTTP: 201 stored, 409 stored before
    /// @param type of the error, empty without one
    /// @param reason in words, empty without an error
    record Item(int status, String type, String reason) {
        private static final Item CREATED = new Item(201, "", "");

        boolean isStored() {
            return status == 201 || status == 409;
        }

        boolean isRepeat() {
            return status == 409;
        }

        /// Says whether the event itself is at fault.
        boolean isForEver() {
            return status == 400;
        }
    }

    /// Reads an answer with [#FILTER].
    ///
    /// @param events how many there were
    /// @throws EngineException when it does not say something of each of them
    static List<Item> read(Reply reply, int events) throws EngineException {
        var items = new ArrayList<Item>(events);
        try (var parser = JSON.createParser(ObjectReadContext.empty(), reply.body().bytes())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean areItems = parser.currentName().equals("items");
                var value = parser.nextToken();
                if (areItems && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        items.add(item(parser));
                    }
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JacksonException e) {
            throw new EngineException(
                    reply.node() + " answered _bulk with something other than JSON", e);
        }
        if (items.size() != events) {
            throw new EngineException(
                    "%s answered for %d of %d events"
                            .formatted(reply.node(), items.size(), events));
        }
        return items;
    }

    /// Reads `{"create":{"status":201}}` from behind its first brace.
    private static Item item(JsonParser parser) {
        int status = 0;
        var error = Item.CREATED;
        parser.nextToken();
        parser.nextToken();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean isStatus = parser.currentName().equals("status");
            parser.nextToken();
            if (isStatus) {
                status = parser.getIntValue();
            } else {
                error = error(parser);
            }
        }
        parser.nextToken();
        return status == Item.CREATED.status
                ? Item.CREATED
                : new Item(status, error.type, error.reason);
    }

    private static Item error(JsonParser parser) {
        var type = "";
        var reason = "";
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean isType = parser.currentName().equals("type");
            parser.nextToken();
            if (isType) {
                type = parser.getString();
            } else {
                reason = parser.getString();
            }
        }
        return new Item(0, type, reason);
    }
}
