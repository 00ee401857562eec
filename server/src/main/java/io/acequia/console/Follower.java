package io.acequia.console;

import io.acequia.event.Event;
import io.acequia.store.EventReader;
import io.acequia.store.Field;
import io.acequia.store.Filter;
import io.acequia.store.Page;
import io.acequia.store.Search;
import io.acequia.store.TimeRange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the events that have come since it looked last, each of them once.
///
/// A store shows events nearly, but not exactly, in the order of their receipt: threads overtake
/// each other. So each look goes back a little behind the newest receipt seen ([#OVERLAP]) and
/// leaves out what the look before had found already. Equal events are told apart by their number:
/// when the last look saw two and this one sees three, one is new.
///
/// Where it stands is a [Position]. One that resumes from there, in this process or another, finds
/// the last events of the overlap a second time, and misses none.
final class Follower {
    /// How much later than its neighbours an event may become visible.
    static final Duration OVERLAP = Duration.ofSeconds(2);

    private static final int PAGE = 10_000;
    private static final int MOST_PAGES = 3;
    private static final Comparator<Event> IN_ORDER_OF_RECEIPT =
            Comparator.comparing(Event::received).thenComparing(Event::timestamp);

    private final EventReader store;
    private final Filter filter;

    /// No event received before this is looked for.
    private Instant start;

    /// The newest receipt seen.
    private Instant reached;

    /// What the last look found, and how often.
    private Map<Event, Integer> seen = new HashMap<>();

    Follower(EventReader store, Filter filter, Position position) {
        this.store = store;
        this.filter = filter;
        this.start = latest(position.start(), position.reached().minus(OVERLAP));
        this.reached = start;
    }

    /// What a look found.
    ///
    /// @param events in the order of receipt
    /// @param complete whether these are all that came; if not, more came than can be followed
    record Found(List<Event> events, boolean complete) {}

    /// Looks once.
    Found look() throws IOException {
        var since = latest(start, reached.minus(OVERLAP));
        var counts = new HashMap<Event, Integer>();
        var fresh = new ArrayList<Event>();
        Page.@Nullable Cursor after = null;
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            var page = store.search(new Search(since(since), TimeRange.ALL, PAGE, after));
            for (var event : page.events()) {
                if (counts.merge(event, 1, Integer::sum) > seen.getOrDefault(event, 0)) {
                    fresh.add(event);
                }
                reached = latest(reached, event.received());
            }
            after = page.next();
            if (after == null) {
                seen = counts;
                return found(fresh, true);
            }
        }
        // More than can be read in time: the rest is given up, what comes from now on is not.
        start = reached.plusMillis(1);
        seen = new HashMap<>();
        return found(fresh, false);
    }

    private static Found found(List<Event> fresh, boolean complete) {
        fresh.sort(IN_ORDER_OF_RECEIPT);
        return new Found(fresh, complete);
    }

    private Filter since(Instant received) {
        var recent = new Filter.Range(Field.RECEIVED, received.toString(), true, null, false);
        return filter.equals(Filter.ALL) ? recent : new Filter.And(List.of(filter, recent));
    }

    /// Returns where it stands.
    Position position() {
        return new Position(start, reached);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
