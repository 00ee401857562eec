package io.acequia.store.embedded;

import io.acequia.event.EventBuffer;
import io.acequia.store.SeriesHash;

/// The series as one lane knows them: each that it uses for the first time it defines in its own
/// batch, so that no event is durable without its definition. Confined to the thread of the lane.
final class LaneSeries {
    private final SeriesDictionary dictionary;
    private final SeriesHash hash;
    private final SeriesCache defined = new SeriesCache();
    private int[] ids = new int[64];

    LaneSeries(SeriesDictionary dictionary, SeriesHash hash) {
        this.dictionary = dictionary;
        this.hash = hash;
    }

    /// Finds the series of all events, and writes the definitions of those that are new to this
    /// lane.
    ///
    /// @return false when there would be too many series
    boolean resolve(EventBuffer events, Batch batch) {
        int size = events.size();
        if (size > ids.length) {
            ids = new int[size * 2];
        }
        for (int event = 0; event < size; event++) {
            long key = hash.of(events, event);
            int id = defined.find(key, events, event);
            if (id < 0) {
                id = dictionary.resolve(key, events, event, defined);
                if (id < 0) {
                    return false;
                }
                dictionary.write(id, batch);
            }
            ids[event] = id;
        }
        return true;
    }

    /// Returns the ids that [#resolve] has found, one for each event.
    int[] ids() {
        return ids;
    }

    /// Forgets which series are defined.
    void clear() {
        defined.clear();
    }
}
