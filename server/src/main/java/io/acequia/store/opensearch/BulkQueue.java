package io.acequia.store.opensearch;

import io.acequia.store.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Batches on their way from the lanes to the cluster.
///
/// What waits is sent together: a lone event at once, a burst in a few large bodies. While others
/// are being sent, little waits for more, for as long as they take divided by how many may be under
/// way; so bodies are as large as the cluster is slow. How many may be under way is halved when the
/// cluster cannot keep up, and grows back by one a second. What waits for longer than is of use to
/// anybody is refused, so that the cluster works for those who still listen.
///
/// While something waits, one of those who send watches over it or all are sending; who has sent
/// looks by itself. Nobody else is woken: that costs more than an event.
final class BulkQueue {
    /// Bound of a body: more costs memory and saves nothing.
    static final int MOST_EVENTS = 5_000;

    private static final long GROWTH = TimeUnit.SECONDS.toNanos(1);

    /// A batch and where it goes back to.
    record Waiting(BulkBatch batch, BulkLane lane) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final LongSupplier ticks;
    private final int mostSenders;
    private final long patience;
    private final LongAdder refused = new LongAdder();

    /// Bytes that wait or are being sent.
    private final AtomicLong bytes = new AtomicLong();

    /// Most of them; grows and shrinks with what the cluster takes.
    private volatile long limit;

    /// Whether the cluster takes events, as far as we know.
    private volatile boolean isWritable = true;

    // All that follows is guarded by the lock.
    private final BulkPace pace;
    private long refusedBefore;
    private int waitingEvents;
    private int waitingBytes;
    private int sending;
    private int allowed;
    private long lastSlowdown;
    private long usualNanos = TimeUnit.MILLISECONDS.toNanos(5);
    private boolean isClosed;

    /// @param most bytes that wait or are being sent, however fast the cluster is
    /// @param mostSenders most bodies under way
    /// @param patience how long a batch may wait until it is sent
    /// @param ticks nanoseconds of a clock that never jumps
    BulkQueue(long most, int mostSenders, Duration patience, LongSupplier ticks) {
        pace = new BulkPace(most);
        limit = pace.limit(ticks.getAsLong());
        this.patience = patience.toNanos();
        this.mostSenders = mostSenders;
        this.ticks = ticks;
        allowed = mostSenders;
    }

    /// Says whether a lane may add a request.
    ///
    /// @param unsent bytes that the lane keeps to itself
    boolean accepts(int unsent) {
        boolean accepts = isWritable && bytes.get() + unsent < limit;
        if (!accepts) {
            refused.increment();
        }
        return accepts;
    }

    boolean isWritable() {
        return isWritable;
    }

    void writable(boolean isNowWritable) {
        isWritable = isNowWritable;
    }

    long bytes() {
        return bytes.get();
    }

    long refused() {
        return refused.sum();
    }

    void add(BulkBatch batch, BulkLane lane) {
        long now = ticks.getAsLong();
        batch.submitted(now);
        lock.lock();
        try {
            limit = pace.limit(now);
            boolean isFirst = waiting.isEmpty();
            waiting.add(new Waiting(batch, lane));
            waitingEvents += batch.events();
            waitingBytes += batch.bytes();
            bytes.addAndGet(batch.bytes());
            if (isFirst || isFull()) {
                changed.signal(); // somebody waits for more of the others already
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits until there is something to send and takes it; empty when the queue was closed.
    List<Waiting> take() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                refuseOverdue();
                long pause = waiting.isEmpty() ? Long.MAX_VALUE : pause();
                if (pause <= 0) {
                    return takeSome();
                }
                if (isClosed && waiting.isEmpty()) {
                    return List.of();
                }
                changed.awaitNanos(pause);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Refuses what has waited for too long.
    private void refuseOverdue() {
        long now = ticks.getAsLong();
        while (!waiting.isEmpty() && now - waiting.getFirst().batch().submitted() > patience) {
            var overdue = next();
            overdue.batch().refuse(new Outcome.Unavailable(retryAfter()));
            refused.add(overdue.batch().requests());
            bytes.addAndGet(-overdue.batch().bytes());
            pace.slow(now);
            limit = pace.limit(now);
            overdue.lane().complete(overdue.batch());
        }
    }

    private Waiting next() {
        var next = waiting.removeFirst();
        waitingEvents -= next.batch().events();
        waitingBytes -= next.batch().bytes();
        return next;
    }

    /// Returns how long to wait for more, in nanoseconds.
    private long pause() {
        if (sending == 0 || isClosed) {
            return 0;
        }
        long now = ticks.getAsLong();
        if (allowed < mostSenders && now - lastSlowdown > GROWTH) {
            allowed++;
            lastSlowdown = now;
        }
        long waited = now - waiting.getFirst().batch().submitted();
        if (sending >= allowed) {
            return Math.max(1, patience - waited);
        }
        return isFull() ? 0 : usualNanos * sending / allowed - waited;
    }

    private boolean isFull() {
        return waitingEvents >= MOST_EVENTS || waitingBytes >= pace.body();
    }

    private List<Waiting> takeSome() {
        var taken = new ArrayList<Waiting>();
        int events = 0;
        int size = 0;
        while (!waiting.isEmpty()) {
            var first = waiting.getFirst().batch();
            events += first.events();
            size += first.bytes();
            if (!taken.isEmpty() && (events > MOST_EVENTS || size > pace.body())) {
                break;
            }
            taken.add(next());
        }
        sending++;
        if (!waiting.isEmpty()) {
            changed.signal();
        }
        return taken;
    }

    /// Says that what was taken has met its outcomes, and gives it back.
    ///
    /// @param nanos how long the cluster took
    /// @param couldKeepUp whether it took everything at once
    void done(List<Waiting> taken, long nanos, boolean couldKeepUp) {
        long size = 0;
        for (var each : taken) {
            size += each.batch().bytes();
        }
        lock.lock();
        try {
            sending--;
            bytes.addAndGet(-size);
            usualNanos += (nanos - usualNanos) / 8;
            long now = ticks.getAsLong();
            if (!couldKeepUp) {
                allowed = Math.max(1, allowed / 2);
                lastSlowdown = now;
            }
            pace.took(couldKeepUp ? size : 0, nanos, now);
            long refusals = refused.sum();
            if (!couldKeepUp || (pace.isSlow(now) && refusals != refusedBefore)) {
                pace.slow(now);
            }
            refusedBefore = refusals;
            limit = pace.limit(now);
        } finally {
            lock.unlock();
        }
        taken.forEach(each -> each.lane().complete(each.batch()));
    }

    /// Lets those who send end once nothing waits.
    void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Returns how many bodies are under way.
    int sending() {
        lock.lock();
        try {
            return sending;
        } finally {
            lock.unlock();
        }
    }

    /// Returns how long a sender that was refused should stay away.
    Duration retryAfter() {
        return Duration.ofSeconds(isWritable ? 5 : 15);
    }
}
