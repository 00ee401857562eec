package io.acequia.store;

import org.jspecify.annotations.Nullable;

/// Asks for events, newest first.
///
/// @param filter which events
/// @param range of event time
/// @param limit most events of a page, 1 to 10,000
/// @param after where the page before ended, absent for the first page
public record Search(Filter filter, TimeRange range, int limit, Page.@Nullable Cursor after) {
    public Search {
        if (limit < 1 || limit > 10_000) {
            throw new IllegalArgumentException("limit is " + limit + "; use 1 to 10000");
        }
    }

    /// Asks for the first page.
    public Search(Filter filter, TimeRange range, int limit) {
        this(filter, range, limit, null);
    }
}
