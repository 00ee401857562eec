package io.acequia.store.embedded;

import io.acequia.store.Outcome;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/// Gathers what the lanes have submitted into groups, has each made durable with one force, and
/// wakes the lanes. A group is whatever has come while the one before was forced: a single batch
/// waits for nobody, many share a force.
final class GroupCommit implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(GroupCommit.class.getName());

    private final WriteAheadLog log;
    private final Backlog backlog;
    private final Outcome unavailable;
    private final Runnable afterCommit;
    private final Thread thread =
            Thread.ofPlatform().name("acequia-log").daemon().unstarted(this::run);

    /// Open lanes, copied on each change; changed under the lock of this object.
    private volatile EmbeddedLane[] lanes = new EmbeddedLane[0];

    /// Whether the thread is about to park; set by it, reset by whoever wakes it.
    private volatile boolean idle;

    private volatile boolean stopping;

    // The group at hand, used by the thread of the log only.
    private Batch[] batches = new Batch[16];
    private ByteBuffer[] frames = new ByteBuffer[16];
    private int count;

    // Counted by the thread of the log, read by all.
    private final LongAdder requests = new LongAdder();
    private final LongAdder events = new LongAdder();

    /// @param unavailable outcome of what cannot be written
    /// @param afterCommit called by the thread of the log when it has grown
    GroupCommit(
            WriteAheadLog log,
            Backlog backlog,
            Outcome.Unavailable unavailable,
            Runnable afterCommit) {
        this.log = log;
        this.backlog = backlog;
        this.unavailable = unavailable;
        this.afterCommit = afterCommit;
    }

    void start() {
        thread.start();
    }

    synchronized void add(EmbeddedLane lane) {
        var more = Arrays.copyOf(lanes, lanes.length + 1);
        more[lanes.length] = lane;
        lanes = more;
    }

    private synchronized void removeClosed() {
        lanes = Arrays.stream(lanes).filter(lane -> !lane.isGone()).toArray(EmbeddedLane[]::new);
    }

    /// Says that a lane has submitted something.
    void wake() {
        if (idle) {
            idle = false;
            LockSupport.unpark(thread);
        }
    }

    private void run() {
        try {
            while (!stopping || hasWork()) {
                if (!commit()) {
                    log.probe();
                    pause();
                }
            }
        } finally {
            // Should this thread die of an error, nobody may believe that events can be stored.
            log.close();
        }
    }

    private void pause() {
        idle = true;
        if (!hasWork() && !stopping) {
            LockSupport.parkNanos(this, log.untilProbe());
        }
        idle = false;
    }

    private boolean hasWork() {
        for (var lane : lanes) {
            if (lane.hasSubmitted()) {
                return true;
            }
        }
        return false;
    }

    /// Completes all batches that have been submitted.
    ///
    /// @return whether there were any
    boolean commit() {
        boolean gathered = gather();
        if (count > 0) {
            long received = Long.MIN_VALUE;
            for (int i = 0; i < count; i++) {
                frames[i] = batches[i].frame();
                received = Math.max(received, batches[i].newest());
            }
            complete(log.append(frames, count, received));
        }
        if (gathered) {
            wakeLanes();
        }
        return gathered;
    }

    private boolean gather() {
        boolean gathered = false;
        boolean writable = log.isWritable();
        int generation = log.generation();
        count = 0;
        for (var lane : lanes) {
            while (lane.hasSubmitted()) {
                gathered = true;
                var batch = lane.take();
                if (writable && batch.generation() == generation) {
                    group(batch);
                } else {
                    batch.complete(unavailable);
                }
            }
        }
        return gathered;
    }

    private void group(Batch batch) {
        if (count == batches.length) {
            batches = Arrays.copyOf(batches, count * 2);
            frames = Arrays.copyOf(frames, count * 2);
        }
        batches[count++] = batch;
    }

    private void complete(boolean durable) {
        for (int i = 0; i < count; i++) {
            batches[i].complete(durable ? Outcome.DURABLE : unavailable);
        }
        if (durable) {
            for (int i = 0; i < count; i++) {
                requests.add(batches[i].requests());
                events.add(batches[i].events());
            }
            backlog.grown();
            afterCommit.run();
        }
    }

    private void wakeLanes() {
        boolean anyGone = false;
        for (var lane : lanes) {
            try {
                lane.completeTaken();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "the owner of a lane could not be woken", e);
            }
            anyGone |= lane.isGone();
        }
        if (anyGone) {
            removeClosed();
        }
    }

    long requests() {
        return requests.sum();
    }

    long events() {
        return events.sum();
    }

    /// Completes what has been submitted and ends. Lanes should be drained by then: what they
    /// submit afterwards stays without an outcome.
    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
        Threads.join(thread);
        log.close();
    }
}
