package io.acequia.store.embedded;

import io.acequia.store.SeriesName;
import org.jspecify.annotations.Nullable;

/// What the events of a series have in common.
///
/// @param id number of the series in this data directory, from 0, without gaps
/// @param namespace as in the event
/// @param sender as in the event
/// @param origin as in the event
/// @param type as in the event
/// @param unit as in the event, absent when it has none
public record Series(
        int id,
        String namespace,
        String sender,
        String origin,
        String type,
        @Nullable String unit) {

    /// Returns a series with a name.
    static Series of(int id, SeriesName name) {
        return new Series(
                id, name.namespace(), name.sender(), name.origin(), name.type(), name.unit());
    }
}
