package io.acequia.store.opensearch;

import io.acequia.event.EventBuffer;
import io.acequia.store.Lane;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The way of one thread to the cluster: batches are filled, given to the queue, and come back with
/// their outcomes, in the order in which the cluster has answered.
final class BulkLane implements Lane {
    /// A batch of this many bytes is given away before the burst is over.
    private static final int LARGE = 128 * 1024;

    /// Bytes of empty batches that are kept for later.
    private static final int MOST_FREE = 4 << 20;

    private final BulkQueue queue;
    private final DocumentWriter writer;
    private final Runnable wakeUp;
    private final ArrayDeque<BulkBatch> free = new ArrayDeque<>();
    private final ConcurrentLinkedQueue<BulkBatch> completed = new ConcurrentLinkedQueue<>();
    private BulkBatch open = new BulkBatch();
    private int freeBytes;

    BulkLane(BulkQueue queue, DocumentWriter writer, Runnable wakeUp) {
        this.queue = queue;
        this.writer = writer;
        this.wakeUp = wakeUp;
    }

    @Override
    public boolean add(EventBuffer events, long received, long exchangeKey, long ticket) {
        if (!queue.accepts(open.bytes())) {
            return false;
        }
        writer.write(events, received, exchangeKey, open);
        open.request(ticket);
        if (open.bytes() >= LARGE) {
            submit();
        }
        return true;
    }

    @Override
    public void submit() {
        if (open.requests() == 0) {
            return;
        }
        queue.add(open, this);
        open = empty();
    }

    private BulkBatch empty() {
        var kept = free.poll();
        if (kept == null) {
            return new BulkBatch();
        }
        freeBytes -= kept.capacity();
        return kept;
    }

    @Override
    public int drain(Outcomes receiver) {
        int count = 0;
        for (var batch = completed.poll(); batch != null; batch = completed.poll()) {
            for (int request = 0; request < batch.requests(); request++) {
                receiver.accept(batch.ticket(request), batch.outcome(request));
            }
            count += batch.requests();
            batch.clear();
            if (freeBytes < MOST_FREE) {
                free.push(batch);
                freeBytes += batch.capacity();
            }
        }
        return count;
    }

    /// Gives a batch back to the owner of the lane. Called by those who send.
    void complete(BulkBatch batch) {
        completed.add(batch);
        wakeUp.run();
    }

    @Override
    public void close() {
        open.clear();
    }
}
