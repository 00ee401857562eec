package io.acequia.store;

import io.acequia.event.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of found events.
///
/// @param events newest first
/// @param next where the next page starts, absent when this one is the last
public record Page(List<Event> events, @Nullable Cursor next) {
    public Page {
        events = List.copyOf(events);
    }

    /// A place between two events in the order of a search; means something to the store that made
    /// it.
    public record Cursor(String text) {}
}
