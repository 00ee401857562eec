package io.acequia.store.embedded;

import io.acequia.event.Event;
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
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/// A store in one directory of this machine: a write-ahead log that makes events durable, and a
/// database behind it that finds them.
///
/// The log serves as soon as [#open] returns. The database opens meanwhile; queries wait for it.
public final class EmbeddedStore implements EventStore {

    /// Bytes that the log writes ahead at a time: a force is cheap while they last.
    private static final int ROOM = 1 << 20;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final InstantSource clock;
    private final StoredLog stored;
    private final long offsetAtStart;
    private final Backlog backlog;
    private final WriteAheadLog log;
    private final GroupCommit commit;
    private final Loader loader;
    private final LongAdder refused = new LongAdder();

    private EmbeddedStore(StoredLog stored, EmbeddedSettings settings, InstantSource clock) {
        this.clock = clock;
        this.stored = stored;
        var segments = stored.segments();
        offsetAtStart = segments.offset();
        backlog = new Backlog(segments, settings.backlog());
        log =
                new WriteAheadLog(
                        stored.files(),
                        stored.directory().secret(),
                        segments,
                        new WriteAheadLog.Sizes(settings.segmentSize(), ROOM),
                        System::nanoTime);
        var source = new LoadSource(segments, backlog, stored.dictionary(), stored.seriesFile());
        var rules = LoadRules.of(settings);
        loader = new Loader(stored.opener(), source, rules, clock, System::nanoTime);
        var unavailable = new Outcome.Unavailable(RETRY_AFTER);
        commit = new GroupCommit(log, backlog, unavailable, loader::logGrown);
    }

    /// Opens the store in a directory, with DuckDB behind the log.
    ///
    /// @throws StoreException when the directory cannot be used or what it holds is damaged
    public static EmbeddedStore open(Path path, EmbeddedSettings settings) throws StoreException {
        var store = openLog(path, settings);
        store.load();
        return store;
    }

    /// Says whether a directory holds a store.
    public static boolean isIn(Path path) {
        return DataDirectory.isIn(path);
    }

    /// Opens the log in a directory: events can be stored. DuckDB is opened by [#load].
    ///
    /// @throws StoreException when the directory cannot be used or what it holds is damaged
    public static EmbeddedStore openLog(Path path, EmbeddedSettings settings)
            throws StoreException {
        var clock = InstantSource.system();
        var defaults = DatabaseSettings.DEFAULTS;
        var database =
                new DatabaseSettings(
                        settings.databaseMemory(),
                        settings.databaseThreads(),
                        defaults.temporaryBytes(),
                        defaults.queries(),
                        Math.min(defaults.checkpointBytes(), settings.databaseMemory() / 2));
        return openLog(path, settings, clock, () -> DuckDatabase.open(path, database, clock));
    }

    /// Opens the store in a directory, which is made when there is none.
    ///
    /// @param opener opens the database, in another thread
    /// @throws StoreException when the directory cannot be used or what it holds is damaged
    static EmbeddedStore open(
            Path path, EmbeddedSettings settings, InstantSource clock, DatabaseOpener opener)
            throws StoreException {
        var store = openLog(path, settings, clock, opener);
        store.load();
        return store;
    }

    private static EmbeddedStore openLog(
            Path path, EmbeddedSettings settings, InstantSource clock, DatabaseOpener opener)
            throws StoreException {
        var directory = DataDirectory.open(path, () -> new SecureRandom().nextLong());
        try {
            var stored = StoredLog.open(directory, settings.maxSeries(), opener, System::nanoTime);
            var store = new EmbeddedStore(stored, settings, clock);
            store.commit.start();
            return store;
        } catch (IOException e) {
            throw refusal(path, directory, e);
        }
    }

    private static StoreException refusal(Path path, DataDirectory directory, IOException cause) {
        try {
            directory.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        return cause instanceof StoreException refusal
                ? refusal
                : new StoreException(
                        "data directory %s cannot be read, %s: check the disk"
                                .formatted(path, cause),
                        cause);
    }

    /// Starts to open the database, and then to load what is in the log. Called once.
    public void load() {
        loader.start();
    }

    /// Returns what ends when the database is open too; it fails with an [IOException] when the
    /// database cannot be opened, and then the store is of no use.
    public CompletableFuture<Void> whenReady() {
        return loader.ready().thenAccept(_ -> {});
    }

    @Override
    public Lane lane(Runnable wakeUp) {
        var series = new LaneSeries(stored.dictionary(), stored.hash());
        var lane = new EmbeddedLane(log, backlog, commit, series, wakeUp, refused);
        commit.add(lane);
        return lane;
    }

    @Override
    public boolean isWritable() {
        return log.isWritable() && !backlog.isFull();
    }

    @Override
    public long size() throws IOException {
        var now = statistics();
        return now.logBytes() + now.databaseBytes();
    }

    @Override
    public Duration retryAfter() {
        return RETRY_AFTER;
    }

    @Override
    public void recentExchanges(Duration window, ExchangeReceiver receiver) throws IOException {
        long since = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant().minus(window));
        var requests =
                new IgnoringVisitor() {
                    @Override
                    public void request(long exchangeKey, long received, int events) {
                        if (received >= since) {
                            receiver.accept(exchangeKey, received);
                        }
                    }
                };
        var records = new RecordReader((_, _, _) -> true, requests);
        try (var reader = stored.segments().readSince(since)) {
            while (reader.next(records)) {
                // The receiver takes what is read.
            }
        }
    }

    @Override
    public long exchangeSecret() {
        return stored.directory().secret();
    }

    @Override
    public Page search(Search search) throws IOException {
        return database().search(search);
    }

    @Override
    public List<Count> histogram(Histogram histogram) throws IOException {
        return database().histogram(histogram);
    }

    @Override
    public List<Aggregate> aggregate(Aggregation aggregation) throws IOException {
        return database().aggregate(aggregation);
    }

    @Override
    public List<TopValue> topValues(TopValues topValues) throws IOException {
        return database().topValues(topValues);
    }

    @Override
    public List<Event> latest(Filter filter, int limit) throws IOException {
        return database().latest(filter, limit);
    }

    @Override
    public void numericSeries(Filter filter, TimeRange range, Predicate<SeriesName> receiver)
            throws IOException {
        database().numericSeries(filter, range, receiver);
    }

    @Override
    public boolean samples(Samples samples, SampleReceiver receiver) throws IOException {
        return database().samples(samples, receiver);
    }

    @Override
    public void deleteBefore(Instant before) throws IOException {
        join(loader.deleteBefore(before));
    }

    private Database database() throws IOException {
        return join(loader.ready());
    }

    private static <T> T join(CompletableFuture<T> future) throws IOException {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw new IOException(e.getCause());
        }
    }

    /// Returns how many events became durable since the start.
    public long storedEvents() {
        return commit.events();
    }

    /// Returns what the store has done and how it is.
    public StoreStatistics statistics() throws IOException {
        var loads = loader.counters();
        var segments = stored.segments();
        boolean isOpen = loader.ready().isDone() && !loader.ready().isCompletedExceptionally();
        return new StoreStatistics(
                segments.sequence(),
                loads.sequence(),
                backlog.bytes(),
                log.forces(),
                log.forceNanos(),
                log.longestForceNanos(),
                commit.requests(),
                commit.events(),
                segments.offset() - offsetAtStart,
                refused.sum(),
                stored.dictionary().size(),
                segments.count(),
                segments.size(),
                loads.transactions(),
                loads.rows(),
                loads.nanos(),
                isOpen ? database().size() : 0,
                log.lastError().isEmpty() ? loads.lastError() : log.lastError());
    }

    /// Finishes what was submitted, loads what is left if that is quick, and lets the directory go.
    /// Lanes should be drained by then.
    @Override
    public void close() throws IOException {
        try (stored) {
            commit.close();
            loader.close();
        }
    }
}
