package io.acequia.store.opensearch;

import io.acequia.event.Event;
import io.acequia.event.Value;
import io.acequia.store.Field;
import io.acequia.store.Filter;
import io.acequia.store.Micros;
import io.acequia.store.SeriesName;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/// The newest event of each series, kept in memory: once all events are read, in the background,
/// and then for each question only those that arrived since the one before.
///
/// Others write at the same time, and what they write is found a moment later; so each look goes
/// back [#OVERLAP], more than an event may wait until it is stored, and from time to time
/// [#LONG_OVERLAP]. What that misses, as somebody's clock may be wrong by more, is found when all
/// is read again, which happens hourly, when an index was deleted, and when nobody has asked for so
/// long that all would hardly take more.
final class LatestMemory {
    /// With more series than these the cluster is asked each time; they take about 100 MB.
    static final int MOST_SERIES = 200_000;

    /// Characters of text that are kept in all.
    private static final long MOST_TEXT = 16 << 20;

    private static final Duration OVERLAP = Duration.ofSeconds(15);
    private static final Duration LONG_OVERLAP = Duration.ofSeconds(90);
    private static final Duration LONG_LOOKS = Duration.ofSeconds(30);
    private static final Duration REREAD = Duration.ofHours(1);
    private static final Duration LONG_AGO = Duration.ofMinutes(10);
    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final System.Logger LOG = System.getLogger(LatestMemory.class.getName());

    private final Supplier<Question> background;
    private final Executor executor;
    private final InstantSource clock;
    private final int mostSeries;

    /// Held while a question brings the memory up to date; guards what follows.
    private final ReentrantLock lock = new ReentrantLock();

    private Content content = new Content();
    private boolean isFilled;
    private boolean isFilling;
    private Instant nextFill = Instant.MIN;
    private Instant updated = Instant.MIN;
    private Instant nextLongLook = Instant.MIN;

    /// @param background begins the question that reads everything
    /// @param executor runs it
    /// @param mostSeries that are kept
    LatestMemory(
            Supplier<Question> background, Executor executor, InstantSource clock, int mostSeries) {
        this.background = background;
        this.executor = executor;
        this.clock = clock;
        this.mostSeries = mostSeries;
    }

    /// What is known.
    private static final class Content {
        private final SortedMap<SeriesName, Newest> newest = new TreeMap<>(SeriesMatch.ORDER);
        private Set<String> indices = Set.of();

        /// Up to when all that arrived is known, microseconds since 1970.
        private long known = Micros.FIRST;

        private long text;

        private void add(Newest found, long now) {
            var event = found.event();
            var name =
                    new SeriesName(
                            event.namespace(),
                            event.sender(),
                            event.origin(),
                            event.type(),
                            event.unit());
            var other = newest.get(name);
            if (found.isAfter(other)) {
                newest.put(name, found);
                text += length(event) - (other == null ? 0 : length(other.event()));
            }
            known = Math.max(known, Math.min(now, Micros.of(event.received())));
        }

        private static long length(Event event) {
            return switch (event.value()) {
                case Value.Text(var text) -> text.length();
                case Value.Data(var hex) -> hex.length();
                case Value.Numeric _, Value.Truth _ -> 0;
            };
        }
    }

    /// Returns the newest event of each series that a filter of series chooses, ordered by series.
    ///
    /// @param limit most events
    /// @return empty when the memory is not filled yet, or there are too many series to keep
    Optional<List<Event>> find(Question question, Filter filter, int limit) throws IOException {
        question.lock(lock);
        try {
            fillIfDue();
            return isFilled && update(question)
                    ? Optional.of(matching(filter, limit))
                    : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private List<Event> matching(Filter filter, int limit) {
        return content.newest.entrySet().stream()
                .filter(entry -> SeriesMatch.matches(filter, entry.getKey()))
                .limit(limit)
                .map(entry -> entry.getValue().event())
                .toList();
    }

    /// Reads what arrived since the last question; what was known stays for the next one if that
    /// fails.
    private boolean update(Question question) throws IOException {
        var now = clock.instant();
        var indices = question.indices();
        if (!indices.containsAll(content.indices) || now.isAfter(updated.plus(LONG_AGO))) {
            isFilled = false;
            nextFill = Instant.MIN;
            fillIfDue();
            return isFilled;
        }
        boolean isLong = !now.isBefore(nextLongLook);
        long from = content.known - Micros.of(isLong ? LONG_OVERLAP : OVERLAP);
        var query = Ranges.ofTime(Field.RECEIVED, from, Micros.LAST);
        isFilled = read(question, query, content, now);
        content.indices = indices;
        updated = now;
        nextLongLook = isLong ? now.plus(LONG_LOOKS) : nextLongLook;
        return isFilled;
    }

    private void fillIfDue() {
        if (!isFilling && !clock.instant().isBefore(nextFill)) {
            isFilling = true;
            executor.execute(this::fill);
        }
    }

    private void fill() {
        var filled = new Content();
        var now = clock.instant();
        boolean isRead = false;
        boolean fits = false;
        try {
            var question = background.get();
            filled.indices = question.indices();
            fits = read(question, Conditions.query(Filter.ALL), filled, now);
            isRead = true;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the latest events are not kept in memory: " + e.getMessage());
        }
        lock.lock();
        try {
            isFilling = false;
            nextFill = now.plus(isRead ? REREAD : RETRY);
            if (isRead) {
                content = fits ? filled : new Content();
                isFilled = fits;
                updated = now;
            }
        } finally {
            lock.unlock();
        }
    }

    /// Adds the newest of the events of a query.
    ///
    /// @return whether the memory may keep so much
    private boolean read(Question question, ObjectNode query, Content content, Instant now)
            throws IOException {
        var newest = Newest.of(question, query, LatestEvents.PAGE + 1);
        if (newest.size() > LatestEvents.PAGE) {
            var ids = new ArrayList<String>();
            LatestEvents.eachId(question, query, id -> ids.add(id) && ids.size() <= mostSeries);
            if (ids.size() > mostSeries) {
                return false;
            }
            newest = List.copyOf(LatestEvents.newest(question, query, ids).values());
        }
        newest.forEach(found -> content.add(found, Micros.of(now)));
        return content.newest.size() <= mostSeries && content.text <= MOST_TEXT;
    }
}
