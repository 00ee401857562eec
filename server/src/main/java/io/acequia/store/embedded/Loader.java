package io.acequia.store.embedded;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/// The thread that opens the database and takes what is durable from the log to it. The log does
/// not wait for it.
final class Loader implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Loader.class.getName());
    private static final long LONGEST_FAREWELL = TimeUnit.SECONDS.toNanos(5);

    private final DatabaseOpener opener;
    private final LoadSource source;
    private final LoadRules rules;
    private final InstantSource clock;
    private final LongSupplier ticks;
    private final LoadCounters counters = new LoadCounters();
    private final CompletableFuture<Database> ready = new CompletableFuture<>();
    private final Thread thread =
            Thread.ofPlatform().name("acequia-loader").daemon().unstarted(this::run);

    /// What others want done between transactions; they add, the thread of the loader removes.
    private final ConcurrentLinkedQueue<Deletion> deletions = new ConcurrentLinkedQueue<>();

    /// Whether the thread is about to park; set by it, reset by whoever wakes it.
    private volatile boolean idle;

    private volatile boolean stopping;

    private record Deletion(Instant before, CompletableFuture<Void> done) {}

    Loader(
            DatabaseOpener opener,
            LoadSource source,
            LoadRules rules,
            InstantSource clock,
            LongSupplier ticks) {
        this.opener = opener;
        this.source = source;
        this.rules = rules;
        this.clock = clock;
        this.ticks = ticks;
    }

    void start() {
        thread.start();
    }

    /// Returns the database when it is open; fails when it cannot be opened.
    CompletableFuture<Database> ready() {
        return ready;
    }

    LoadCounters counters() {
        return counters;
    }

    /// Says that the log has grown. Called by the thread of the log.
    void logGrown() {
        if (idle && source.backlog().bytes() >= rules.bytes()) {
            wake();
        }
    }

    private void wake() {
        idle = false;
        LockSupport.unpark(thread);
    }

    /// Deletes old events between two transactions.
    CompletableFuture<Void> deleteBefore(Instant before) {
        var deletion = new Deletion(before, new CompletableFuture<>());
        deletions.add(deletion);
        wake();
        if (stopping) {
            refuseDeletions();
        }
        return deletion.done();
    }

    private void run() {
        Niceness.giveWay(Niceness.LOADING);
        try (var database = opener.open()) {
            check(database.position(), database.lastSeries());
            counters.at(database.position());
            ready.complete(database);
            load(database);
        } catch (IOException | RuntimeException | LinkageError e) {
            counters.failed(e);
            if (!ready.completeExceptionally(e)) {
                LOG.log(Level.WARNING, "the database could not be closed cleanly", e);
            }
        } finally {
            stopping = true;
            refuseDeletions();
        }
    }

    private void check(long position, int lastSeries) throws StoreException {
        long first = source.log().firstSequence();
        if (position + 1 < first) {
            throw new StoreException(
                    ("the database holds events up to frame %d and the log starts with %d: put the"
                                    + " database file back that belongs to this log")
                            .formatted(position, first));
        }
        if (position > source.log().sequence() || lastSeries >= source.dictionary().size()) {
            throw new StoreException(
                    ("the database holds events up to frame %d and series %d, the log only up to %d"
                                    + " and %d: put the files of the log and \"%s\" back that belong"
                                    + " to this database")
                            .formatted(
                                    position,
                                    lastSeries,
                                    source.log().sequence(),
                                    source.dictionary().size() - 1,
                                    SeriesFile.NAME));
        }
    }

    private void load(Database database) {
        var rounds = new LoadRounds(database, source, rules, counters, clock, ticks);
        while (!stopping) {
            boolean more = rounds.round();
            delete(database);
            if (!more) {
                pause(rounds.untilNext());
            }
        }
        long start = ticks.getAsLong();
        rounds.finish(() -> ticks.getAsLong() - start < LONGEST_FAREWELL);
    }

    private void delete(Database database) {
        for (var next = deletions.poll(); next != null; next = deletions.poll()) {
            try {
                database.deleteBefore(next.before());
                next.done().complete(null);
            } catch (IOException | RuntimeException e) {
                next.done().completeExceptionally(e);
            }
        }
    }

    private void pause(long afterFailure) {
        // After a failure a growing log is no reason to try earlier.
        boolean wakesEarly = afterFailure == 0;
        idle = true;
        if (!stopping
                && deletions.isEmpty()
                && !(wakesEarly && source.backlog().bytes() >= rules.bytes())) {
            LockSupport.parkNanos(this, wakesEarly ? rules.interval().toNanos() : afterFailure);
        }
        idle = false;
    }

    private void refuseDeletions() {
        for (var next = deletions.poll(); next != null; next = deletions.poll()) {
            next.done().completeExceptionally(new IOException("the store is closed"));
        }
    }

    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
        Threads.join(thread);
        ready.completeExceptionally(new StoreException("the store is closed"));
    }
}
