package io.acequia.store.copy;

import io.acequia.event.Event;
import java.util.List;

/// All events of a span of event time.
///
/// @param oldestFirst the events, equal times in the order in which they were stored
/// @param from first microsecond of the span, since 1970
/// @param to first microsecond after the span
record Block(List<Event> oldestFirst, long from, long to) {
    Block {
        oldestFirst = List.copyOf(oldestFirst);
    }
}
