package io.acequia.store.opensearch;

import io.acequia.store.Lane;
import io.acequia.store.SeriesHash;
import io.acequia.store.opensearch.Nodes.Ask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Writes events to the cluster: lanes, the queue between, and the threads that send.
final class BulkWriter implements AutoCloseable {
    /// Bodies under way at most; more wait in the cluster and no longer here.
    private static final int SENDERS = 4;

    private static final long BETWEEN_PROBES = TimeUnit.SECONDS.toNanos(1);
    private static final Ask HEALTH = Ask.get("/_cluster/health?filter_path=status");
    private static final Duration PROBE = Duration.ofSeconds(5);

    private final Nodes nodes;
    private final IndexNames names;
    private final SeriesHash hash;
    private final BulkQueue queue;
    private final ClusterState state;
    private final BulkFigures.Counters counters = new BulkFigures.Counters();
    private final List<Thread> senders = new ArrayList<>();
    private final Thread probe;
    private final Duration timeout;
    private final AtomicInteger nextLane =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(256));

    /// @param secret that all collectors share
    BulkWriter(Nodes nodes, IndexNames names, OpenSearchSettings settings, long secret) {
        this.nodes = nodes;
        this.names = names;
        timeout = settings.timeout();
        hash = new SeriesHash(secret);
        // half of the time is left for the cluster
        var patience = timeout.dividedBy(2);
        queue = new BulkQueue(settings.backlog(), SENDERS, patience, System::nanoTime);
        state = new ClusterState(queue, System::nanoTime);
        for (int number = 1; number <= SENDERS; number++) {
            var sender = new BulkSender(queue, nodes, state, counters, settings, System::nanoTime);
            senders.add(Thread.ofPlatform().name("bulk-" + number).daemon().start(sender));
        }
        probe = Thread.ofVirtual().name("bulk-probe").start(this::probe);
    }

    Lane lane(Runnable wakeUp) {
        var writer = new DocumentWriter(names, hash, nextLane.getAndIncrement() & 0xff);
        return new BulkLane(queue, writer, wakeUp);
    }

    boolean isWritable() {
        return queue.isWritable();
    }

    Duration retryAfter() {
        return queue.retryAfter();
    }

    BulkFigures figures() {
        return counters.figures(queue);
    }

    /// Lets events in again when a cluster that was gone is back; nothing else would find out, as
    /// nothing is sent meanwhile.
    private void probe() {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(BETWEEN_PROBES);
                if (!queue.isWritable() && queue.bytes() == 0 && answers()) {
                    state.works();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            nodes.demand(HEALTH, PROBE);
            return true;
        } catch (EngineException e) {
            state.fails(String.valueOf(e.getMessage()));
            return false;
        }
    }

    /// Asks whether the cluster answers; says why not, empty when it does.
    Optional<String> obstacle() {
        try {
            nodes.demand(HEALTH, PROBE);
            return Optional.empty();
        } catch (EngineException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    /// Sends what waits, within the time that a request may wait, and ends.
    @Override
    public void close() {
        probe.interrupt();
        queue.close();
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            for (var sender : senders) {
                long left = Math.max(1, deadline - System.nanoTime());
                sender.join(Duration.ofNanos(left));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        senders.forEach(Thread::interrupt);
    }
}
