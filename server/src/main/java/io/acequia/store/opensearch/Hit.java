package io.acequia.store.opensearch;

import io.acequia.event.Event;
import org.jspecify.annotations.Nullable;

/// A document that was found.
///
/// @param event what it says, absent when only its place was asked for
/// @param series that the answer is in the order of, empty for another order
/// @param timestamp of its place, microseconds since 1970
/// @param arrival of its place
/// @param value the number, NaN when it was not asked for
record Hit(@Nullable Event event, String series, long timestamp, long arrival, double value) {
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
