package io.acequia.store.opensearch;

import io.acequia.event.Event;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A document that was found.
///
/// @param event what it says, absent when only columns were asked for
/// @param series that the answer is in the order of, empty for another order
/// @param timestamp of its place, microseconds since 1970
/// @param arrival of its place
/// @param fields values of the columns that were asked for
record Hit(@Nullable Event event, String series, long timestamp, long arrival, JsonNode fields) {

    /// Returns the value in a column, missing for a document without it.
    JsonNode column(String name) {
        return fields.path(name).path(0);
    }

    /// Returns what the document says.
    ///
    /// @throws EngineException when the node did not send it
    Event knownEvent() throws EngineException {
        if (event == null) {
            throw new EngineException("a document came without its content");
        }
        return event;
    }
}
