package io.acequia.store.embedded;

import io.acequia.event.EventBuffer;
import io.acequia.store.Lane;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// A lane into the log: a ring of batches that are filled, submitted, completed and drained in this
/// order.
///
/// ```text
///        drained      completed      taken       submitted   filling
///  ---------+-------------+------------+--------------+---------+-----
///   free    | outcomes    | in a group | submitted    | open    | free
/// ```
///
/// While a batch is on its way the next one fills, unless it gets large: so batches are as big as
/// the disk is slow.
final class EmbeddedLane implements Lane {
    private static final int RING = 8;

    private final WriteAheadLog log;
    private final Backlog backlog;
    private final GroupCommit commit;
    private final LaneSeries series;
    private final Runnable wakeUp;
    private final LongAdder refused;
    private final Batch[] ring = new Batch[RING];

    /// Batches that were ever submitted; counted by the owner, read by the thread of the log.
    private final AtomicLong submitted = new AtomicLong();

    /// Batches that were ever completed; counted by the thread of the log, read by the owner.
    private final AtomicLong completed = new AtomicLong();

    /// Batches that the thread of the log has ever taken; used by that thread only.
    private long taken;

    private volatile boolean closed;

    // Used by the owner only.
    private long filled;
    private long drained;
    private boolean open;
    private boolean wanted;
    private int generation;

    /// @param refused counts requests that were not taken
    EmbeddedLane(
            WriteAheadLog log,
            Backlog backlog,
            GroupCommit commit,
            LaneSeries series,
            Runnable wakeUp,
            LongAdder refused) {
        this.log = log;
        this.backlog = backlog;
        this.commit = commit;
        this.series = series;
        this.wakeUp = wakeUp;
        this.refused = refused;
        Arrays.setAll(ring, _ -> new Batch());
        generation = log.generation();
    }

    @Override
    public boolean add(EventBuffer events, long received, long exchangeKey, long ticket) {
        if (!log.isWritable() || backlog.isFull() || filled - drained == RING) {
            refused.increment();
            return false;
        }
        var batch = openBatch();
        if (!series.resolve(events, batch)) {
            refused.increment();
            return false;
        }
        RecordWriter.request(batch, events, series.ids(), received, exchangeKey);
        batch.request(ticket, events.size(), received);
        if (batch.isLarge()) {
            handOver();
        }
        return true;
    }

    private Batch openBatch() {
        var batch = batch(filled);
        if (!open) {
            open = true;
            int current = log.generation();
            if (current != generation) {
                // Definitions that this lane has written may have been refused.
                series.clear();
                generation = current;
            }
            batch.begin(current);
        }
        return batch;
    }

    private Batch batch(long number) {
        return ring[(int) number & (RING - 1)];
    }

    @Override
    public void submit() {
        if (!open || batch(filled).isEmpty()) {
            return;
        }
        if (filled == completed.get()) {
            handOver();
        } else {
            wanted = true;
        }
    }

    private void handOver() {
        open = false;
        wanted = false;
        filled++;
        submitted.set(filled);
        commit.wake();
    }

    @Override
    public int drain(Outcomes receiver) {
        int count = 0;
        for (long done = completed.get(); drained < done; drained++) {
            var batch = batch(drained);
            for (int request = 0; request < batch.requests(); request++) {
                receiver.accept(batch.ticket(request), batch.outcome());
            }
            count += batch.requests();
        }
        if (wanted) {
            submit();
        }
        return count;
    }

    @Override
    public void close() {
        closed = true;
        commit.wake();
    }

    /// Returns whether a batch waits to be taken. Like all that follows called by the thread of the
    /// log.
    boolean hasSubmitted() {
        return taken < submitted.get();
    }

    Batch take() {
        return batch(taken++);
    }

    /// Gives the batches that were taken back to the owner and wakes it.
    void completeTaken() {
        if (completed.get() < taken) {
            completed.set(taken);
            wakeUp.run();
        }
    }

    /// Returns whether the owner has given the lane up and nothing of it is on its way.
    boolean isGone() {
        return closed && !hasSubmitted();
    }
}
