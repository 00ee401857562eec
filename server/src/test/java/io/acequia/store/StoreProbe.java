package io.acequia.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acequia.event.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// A store under test, and what tests do with it again and again.
public final class StoreProbe implements AutoCloseable {
    /// How long a machine that does something else may make us wait; how soon events are visible on
    /// a free one is a test of its own.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Histogram EVERYTHING =
            new Histogram(Filter.ALL, TimeRange.ALL, Duration.ofDays(110_000));

    private final EventStore store;
    private long appended;

    public StoreProbe(EventStore store) {
        this.store = store;
    }

    public EventStore store() {
        return store;
    }

    /// Stores events and waits until they are visible.
    public void append(List<Event> events) throws Exception {
        append(events, appended + events.size());
    }

    /// Stores events and waits until that many are visible in all.
    void append(List<Event> events, long inAll) throws Exception {
        try (var appender = new Appender(store)) {
            appender.append(events);
        }
        awaitVisible(inAll);
    }

    /// Waits until that many events are visible.
    void awaitVisible(long inAll) throws IOException {
        appended = inAll;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (visible() != inAll && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        assertEquals(inAll, visible(), "visible");
    }

    private long visible() throws IOException {
        return store.histogram(EVERYTHING).getFirst().count();
    }

    List<Event> find(Filter filter) throws IOException {
        return store.search(new Search(filter, TimeRange.ALL, 10_000)).events();
    }

    List<String> origins(Filter filter) throws IOException {
        return find(filter).stream().map(Event::origin).toList();
    }

    List<TopValue> top(Field field, int limit) throws IOException {
        return store.topValues(new TopValues(Filter.ALL, TimeRange.ALL, List.of(field), limit));
    }

    /// Something that happens between two pages.
    @FunctionalInterface
    interface Between {
        /// Called with the number of the page before, from 0.
        void pages(int number) throws Exception;
    }

    /// Finds all events in pages.
    List<Event> pages(int limit, Between between) throws Exception {
        var events = new ArrayList<Event>();
        var page = store.search(new Search(Filter.ALL, TimeRange.ALL, limit));
        int number = 0;
        for (var next = page.next(); next != null; next = page.next()) {
            assertEquals(limit, page.events().size());
            events.addAll(page.events());
            between.pages(number++);
            page = store.search(new Search(Filter.ALL, TimeRange.ALL, limit, next));
        }
        events.addAll(page.events());
        return events;
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
