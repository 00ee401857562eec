package io.acequia.store.copy;

import io.acequia.event.Event;
import io.acequia.event.EventBuffer;
import io.acequia.event.Packing;
import io.acequia.store.Aggregate;
import io.acequia.store.Aggregation;
import io.acequia.store.Count;
import io.acequia.store.EventStore;
import io.acequia.store.Field;
import io.acequia.store.Filter;
import io.acequia.store.Histogram;
import io.acequia.store.Lane;
import io.acequia.store.Micros;
import io.acequia.store.Outcome;
import io.acequia.store.Page;
import io.acequia.store.SampleReceiver;
import io.acequia.store.Samples;
import io.acequia.store.Search;
import io.acequia.store.SeriesName;
import io.acequia.store.TimeRange;
import io.acequia.store.TopValue;
import io.acequia.store.TopValues;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// A store in memory that can be searched and written to, and fails as it is told.
public final class MemoryStore implements EventStore {
    /// Oldest first, equal times in the order in which they came.
    public final List<Event> events = new ArrayList<>();

    /// How often each exchange key came.
    final Map<Long, Integer> keys = new HashMap<>();

    /// Decides what becomes of the next event.
    public Fate fate = _ -> Outcome.DURABLE;

    /// How many requests the lane takes before it has to be drained.
    int room = Integer.MAX_VALUE;

    /// Questions that were asked.
    final List<Search> searches = new ArrayList<>();

    private final long secret;

    /// @param secret tells it from others
    public MemoryStore(long secret) {
        this.secret = secret;
    }

    /// What becomes of an event.
    @FunctionalInterface
    public interface Fate {
        /// Returns its outcome.
        Outcome of(Event event);
    }

    /// Adds events behind those of the same time.
    public MemoryStore with(List<Event> added) {
        added.forEach(this::insert);
        return this;
    }

    private void insert(Event event) {
        int from = 0;
        int to = events.size();
        while (from < to) {
            int middle = (from + to) / 2;
            if (events.get(middle).timestamp().isAfter(event.timestamp())) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        events.add(from, event);
    }

    List<Event> newestFirst() {
        return events.reversed();
    }

    @Override
    public Page search(Search search) {
        searches.add(search);
        var found =
                newestFirst().stream()
                        .filter(event -> matches(search.filter(), event))
                        .filter(event -> isIn(search.range(), event))
                        .toList();
        var after = search.after();
        int from = after == null ? 0 : Integer.parseInt(after.text());
        int to = Math.min(found.size(), from + search.limit());
        var next = to < found.size() ? new Page.Cursor("" + to) : null;
        return new Page(found.subList(from, to), next);
    }

    private static boolean isIn(TimeRange range, Event event) {
        return !event.timestamp().isBefore(range.from()) && event.timestamp().isBefore(range.to());
    }

    private static boolean matches(Filter filter, Event event) {
        return switch (filter) {
            case Filter.All _ -> true;
            case Filter.Or(var parts) -> parts.stream().anyMatch(part -> matches(part, event));
            case Filter.Equal(var field, var value) when field == Field.SENDER ->
                    value.equals(event.sender());
            default -> throw new UnsupportedOperationException("" + filter);
        };
    }

    @Override
    public List<Count> histogram(Histogram histogram) {
        var range = histogram.range();
        return List.of(
                new Count(
                        range.from(), events.stream().filter(event -> isIn(range, event)).count()));
    }

    @Override
    public Lane lane(Runnable wakeUp) {
        return new MemoryLane(wakeUp);
    }

    private final class MemoryLane implements Lane {
        private record Answer(long ticket, Outcome outcome) {}

        private final Runnable wakeUp;
        private final ArrayDeque<Answer> answers = new ArrayDeque<>();

        private MemoryLane(Runnable wakeUp) {
            this.wakeUp = wakeUp;
        }

        @Override
        public boolean add(EventBuffer buffer, long received, long exchangeKey, long ticket) {
            if (answers.size() >= room) {
                return false;
            }
            var event = Packing.unpack(buffer, 0, Micros.instant(received));
            var outcome = fate.of(event);
            if (outcome instanceof Outcome.Durable) {
                keys.merge(exchangeKey, 1, Integer::sum);
                insert(event);
            }
            answers.add(new Answer(ticket, outcome));
            return true;
        }

        @Override
        public void submit() {
            wakeUp.run();
        }

        @Override
        public int drain(Outcomes receiver) {
            int count = answers.size();
            answers.forEach(answer -> receiver.accept(answer.ticket, answer.outcome));
            answers.clear();
            return count;
        }

        @Override
        public void close() {
            answers.clear();
        }
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public Duration retryAfter() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void recentExchanges(Duration window, ExchangeReceiver receiver) {
        // Nobody asks.
    }

    @Override
    public long exchangeSecret() {
        return secret;
    }

    @Override
    public void deleteBefore(Instant before) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Aggregate> aggregate(Aggregation aggregation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<TopValue> topValues(TopValues topValues) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Event> latest(Filter filter, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void numericSeries(Filter filter, TimeRange range, Predicate<SeriesName> receiver) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean samples(Samples samples, SampleReceiver receiver) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() throws IOException {
        // Nothing is open.
    }
}
