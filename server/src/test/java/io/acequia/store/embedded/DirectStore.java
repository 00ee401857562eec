package io.acequia.store.embedded;

import static java.util.Objects.requireNonNull;

import io.acequia.event.Event;
import io.acequia.event.EventBuffer;
import io.acequia.event.TimeSource;
import io.acequia.store.Aggregate;
import io.acequia.store.Aggregation;
import io.acequia.store.Count;
import io.acequia.store.EventStore;
import io.acequia.store.Filter;
import io.acequia.store.Histogram;
import io.acequia.store.Lane;
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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A database as a store, without a write-ahead log: each burst is a transaction. It lets the
/// contract of stores be tested on the database alone.
final class DirectStore implements EventStore {
    private final Database database;
    private final Map<List<@Nullable String>, Integer> dictionary;

    /// @param dictionary ids of series by their keywords, grows; the same one after reopening
    DirectStore(Database database, Map<List<@Nullable String>, Integer> dictionary) {
        this.database = database;
        this.dictionary = dictionary;
    }

    @Override
    public Lane lane(Runnable wakeUp) {
        return new DirectLane(wakeUp);
    }

    private final class DirectLane implements Lane {
        private final Runnable wakeUp;
        private final List<Consumer<LogVisitor>> burst = new ArrayList<>();
        private final List<Long> tickets = new ArrayList<>();
        private final Queue<Long> durable = new ArrayDeque<>();

        private DirectLane(Runnable wakeUp) {
            this.wakeUp = wakeUp;
        }

        @Override
        public boolean add(EventBuffer events, long received, long exchangeKey, long ticket) {
            burst.add(visitor -> visitor.request(exchangeKey, received, events.size()));
            for (int event = 0; event < events.size(); event++) {
                int index = event;
                burst.add(visitor -> write(events, index, received, visitor));
            }
            tickets.add(ticket);
            return true;
        }

        @Override
        public void submit() {
            synchronized (DirectStore.this) {
                try {
                    var visitor = database.begin();
                    burst.forEach(record -> record.accept(visitor));
                    database.commit(database.position() + 1);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }
            burst.clear();
            durable.addAll(tickets);
            tickets.clear();
            wakeUp.run();
        }

        @Override
        public int drain(Outcomes receiver) {
            int count = durable.size();
            durable.forEach(ticket -> receiver.accept(ticket, Outcome.DURABLE));
            durable.clear();
            return count;
        }

        @Override
        public void close() {
            burst.clear();
        }
    }

    private void write(EventBuffer events, int event, long received, LogVisitor visitor) {
        int id = id(events, event, visitor);
        var source = TimeSource.of(events.timeSource(event));
        var time = new Times();
        time.timestamp = events.timestamp(event);
        time.source = source.number();
        long claimed = source == TimeSource.CLAMPED ? events.original(event) : time.timestamp;
        time.lag = Math.floorDiv(received, 1_000) - Math.floorDiv(claimed, 1_000);
        int from = events.contentFrom(event);
        int to = from + events.contentLength(event);
        switch (events.kind(event)) {
            case EventBuffer.NUMBER -> visitor.number(id, time, events.number(event));
            case EventBuffer.TRUTH -> visitor.truth(id, time, events.number(event) != 0);
            case EventBuffer.TEXT ->
                    visitor.text(
                            id,
                            time,
                            new String(events.bytes(), from, to - from, StandardCharsets.UTF_8));
            default -> visitor.data(id, time, Arrays.copyOfRange(events.bytes(), from, to));
        }
    }

    private int id(EventBuffer events, int event, LogVisitor visitor) {
        var keywords = new ArrayList<@Nullable String>();
        for (int column = EventBuffer.NAMESPACE; column <= EventBuffer.UNIT; column++) {
            keywords.add(keyword(events, event, column));
        }
        Integer known = dictionary.get(keywords);
        int id = known == null ? dictionary.size() : known;
        dictionary.put(keywords, id);
        visitor.series(
                new Series(
                        id,
                        requireNonNull(keywords.get(EventBuffer.NAMESPACE)),
                        requireNonNull(keywords.get(EventBuffer.SENDER)),
                        requireNonNull(keywords.get(EventBuffer.ORIGIN)),
                        requireNonNull(keywords.get(EventBuffer.TYPE)),
                        keywords.get(EventBuffer.UNIT)));
        return id;
    }

    private static @Nullable String keyword(EventBuffer events, int event, int column) {
        int length = events.keywordLength(event, column);
        int from = events.keywordFrom(event, column);
        return length < 0 ? null : new String(events.bytes(), from, length, StandardCharsets.UTF_8);
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public long size() throws IOException {
        return database.size();
    }

    @Override
    public Duration retryAfter() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void recentExchanges(Duration window, ExchangeReceiver receiver) {
        // Remembers none.
    }

    @Override
    public long exchangeSecret() {
        return 0;
    }

    @Override
    public Page search(Search search) throws IOException {
        return database.search(search);
    }

    @Override
    public List<Count> histogram(Histogram histogram) throws IOException {
        return database.histogram(histogram);
    }

    @Override
    public List<Aggregate> aggregate(Aggregation aggregation) throws IOException {
        return database.aggregate(aggregation);
    }

    @Override
    public List<TopValue> topValues(TopValues topValues) throws IOException {
        return database.topValues(topValues);
    }

    @Override
    public List<Event> latest(Filter filter, int limit) throws IOException {
        return database.latest(filter, limit);
    }

    @Override
    public void numericSeries(Filter filter, TimeRange range, Predicate<SeriesName> receiver)
            throws IOException {
        database.numericSeries(filter, range, receiver);
    }

    @Override
    public boolean samples(Samples samples, SampleReceiver receiver) throws IOException {
        return database.samples(samples, receiver);
    }

    @Override
    public void deleteBefore(Instant before) throws IOException {
        database.deleteBefore(before);
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
