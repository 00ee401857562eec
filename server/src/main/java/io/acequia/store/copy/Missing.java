package io.acequia.store.copy;

import io.acequia.event.Event;
import io.acequia.store.EventReader;
import io.acequia.store.Field;
import io.acequia.store.Filter;
import io.acequia.store.Micros;
import io.acequia.store.Page;
import io.acequia.store.Search;
import io.acequia.store.TimeRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An event that a store does not have.
///
/// @param event that is missing
/// @param likeness see [Likeness#of]
/// @param number among equal events, from 0: of three equal ones the store has as many as the first
///   missing one says
record Missing(Event event, Event likeness, int number) {
    /// Up to this many senders are named when the target is asked: it may have many times as many
    /// events of others.
    private static final int MOST_SENDERS = 16;

    /// Returns the events of a block that a store does not have, in the order of the block.
    ///
    /// @param pageSize events asked for at a time, 1 to 10,000
    static List<Missing> of(Block block, EventReader target, int pageSize) throws IOException {
        var events = block.oldestFirst();
        var likenesses = events.stream().map(Likeness::of).toList();
        var known = new HashMap<Event, Integer>();
        likenesses.forEach(likeness -> known.put(likeness, 0));
        count(events, known, target, pageSize);
        var passed = new HashMap<Event, Integer>();
        var missing = new ArrayList<Missing>();
        for (int index = 0; index < events.size(); index++) {
            var likeness = likenesses.get(index);
            int number = passed.merge(likeness, 1, Integer::sum) - 1;
            if (number >= known.getOrDefault(likeness, 0)) {
                missing.add(new Missing(events.get(index), likeness, number));
            }
        }
        return missing;
    }

    /// Counts how often the target has each of the known events.
    private static void count(
            List<Event> events, Map<Event, Integer> known, EventReader target, int pageSize)
            throws IOException {
        var range =
                new TimeRange(
                        events.getFirst().timestamp(),
                        Micros.instant(Micros.of(events.getLast().timestamp()) + 1));
        var filter = filter(events);
        Page.@Nullable Cursor next = null;
        do {
            var page = target.search(new Search(filter, range, pageSize, next));
            for (var event : page.events()) {
                known.computeIfPresent(Likeness.of(event), (_, count) -> count + 1);
            }
            next = page.next();
        } while (next != null);
    }

    private static Filter filter(List<Event> events) {
        var senders = events.stream().map(Event::sender).distinct().limit(MOST_SENDERS + 1L);
        var conditions =
                senders.<Filter>map(sender -> new Filter.Equal(Field.SENDER, sender)).toList();
        return conditions.size() > MOST_SENDERS ? Filter.ALL : new Filter.Or(conditions);
    }
}
