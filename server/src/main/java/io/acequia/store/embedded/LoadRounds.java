package io.acequia.store.embedded;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The work of the loader, a round at a time: load what is durable, checkpoint, delete the segments
/// that nobody needs any more and the events that are too old. What fails is tried again after a
/// pause; nothing is lost meanwhile, since a segment stays until a checkpoint covers it.
final class LoadRounds {
    private static final System.Logger LOG = System.getLogger(LoadRounds.class.getName());
    private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(30);
    private static final long BETWEEN_RETENTIONS = TimeUnit.HOURS.toNanos(1);

    private final Database database;
    private final LoadSource source;
    private final LoadRules rules;
    private final LoadCounters counters;
    private final InstantSource clock;
    private final LongSupplier ticks;

    /// Absent before the first round and after a failure.
    private @Nullable LoadSession session;

    /// Sequence that the last checkpoint covers.
    private long checkpointed;

    /// Bytes of frames that were loaded since then.
    private long uncheckpointed;

    private long lastLoad;
    private long nextRetention;

    /// Nanoseconds of the pause after the last failure, 0 when all is well.
    private long pause;

    private long pausedUntil;

    LoadRounds(
            Database database,
            LoadSource source,
            LoadRules rules,
            LoadCounters counters,
            InstantSource clock,
            LongSupplier ticks) {
        this.database = database;
        this.source = source;
        this.rules = rules;
        this.counters = counters;
        this.clock = clock;
        this.ticks = ticks;
        lastLoad = ticks.getAsLong();
        nextRetention = lastLoad;
    }

    /// Does what is due, with one transaction at most.
    ///
    /// @return whether another transaction waits already
    boolean round() {
        if (untilNext() > 0) {
            return false;
        }
        try {
            boolean more = load();
            checkpointWhenDue();
            retainWhenDue();
            recovered();
            return more;
        } catch (IOException | RuntimeException e) {
            failed(e);
            return false;
        }
    }

    /// Returns the nanoseconds until a round is of use, 0 when one is at once.
    long untilNext() {
        return pause == 0 ? 0 : Math.max(0, pausedUntil - ticks.getAsLong());
    }

    /// Loads one transaction. Only a full one says that there is more: a log that never stops
    /// growing would otherwise be loaded in the smallest of pieces.
    private boolean load() throws IOException {
        var current = session();
        long start = ticks.getAsLong();
        if (!current.load(rules.rows())) {
            return false;
        }
        lastLoad = ticks.getAsLong();
        uncheckpointed += current.bytes();
        counters.loaded(database.position(), current.rows(), lastLoad - start);
        source.backlog().loaded(current.offset());
        return current.rows() >= rules.rows();
    }

    private LoadSession session() throws IOException {
        var current = session;
        if (current == null) {
            current =
                    new LoadSession(
                            database, source.log(), source.dictionary(), source.seriesFile());
            session = current;
        }
        return current;
    }

    private void checkpointWhenDue() throws IOException {
        boolean isIdle = ticks.getAsLong() - lastLoad >= rules.idle().toNanos();
        if (isIdle || uncheckpointed >= rules.checkpointBytes()) {
            checkpoint();
        }
        var horizon = clock.instant().minus(rules.deduplicationWindow());
        source.log().deleteCovered(checkpointed, ChronoUnit.MICROS.between(Instant.EPOCH, horizon));
    }

    private void checkpoint() throws IOException {
        long position = database.position();
        if (position > checkpointed) {
            database.checkpoint();
            checkpointed = position;
            uncheckpointed = 0;
        }
    }

    private void retainWhenDue() throws IOException {
        var retention = rules.retention();
        if (retention != null && ticks.getAsLong() - nextRetention >= 0) {
            database.deleteBefore(clock.instant().minus(retention));
            nextRetention = ticks.getAsLong() + BETWEEN_RETENTIONS;
        }
    }

    private void recovered() {
        if (pause > 0) {
            pause = 0;
            LOG.log(Level.INFO, "the database takes events again");
        }
    }

    private void failed(Exception cause) {
        counters.failed(cause);
        if (pause == 0) {
            LOG.log(
                    Level.ERROR,
                    "the database does not take events; they stay in the log and it is tried again",
                    cause);
        }
        pause = pause == 0 ? FIRST_PAUSE : Math.min(pause * 2, LONGEST_PAUSE);
        pausedUntil = ticks.getAsLong() + pause;
        close();
    }

    private void close() {
        var current = session;
        session = null;
        if (current != null) {
            try {
                current.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "a segment could not be closed after reading", e);
            }
        }
    }

    /// Loads what is left and checkpoints.
    ///
    /// @param goOn asked between transactions
    void finish(BooleanSupplier goOn) {
        try {
            while (goOn.getAsBoolean() && load()) {
                // Until all is loaded or the time is up.
            }
            checkpoint();
        } catch (IOException | RuntimeException e) {
            counters.failed(e);
            LOG.log(
                    Level.WARNING,
                    "the database did not take all events; the rest is loaded after the next start",
                    e);
        }
        close();
    }
}
