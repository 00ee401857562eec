package io.acequia.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.store.Outcome;
import io.acequia.store.SeriesHash;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The thread of the log and several owners of lanes, on real files.
@Timeout(60)
class GroupCommitTest {
    private static final int LANES = 4;
    private static final int REQUESTS = 1_000;

    /// Stores requests one by one, each when the one before is done.
    private static void storeOneByOne(EmbeddedStore store, int number, AtomicLong durable) {
        var owner = Thread.currentThread();
        long[] outcomes = {0};
        try (var lane = store.lane(() -> LockSupport.unpark(owner))) {
            for (long key = 0; key < REQUESTS; key++) {
                var events = Requests.request(64).event("probe" + number).number(number).events();
                if (!lane.add(events, Requests.NOW, number * 10_000L + key, key)) {
                    throw new AssertionError("refused");
                }
                lane.submit();
                while (outcomes[0] <= key) {
                    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
                    lane.drain((ticket, outcome) -> {
                        if (ticket != outcomes[0] || !outcome.equals(Outcome.DURABLE)) {
                            throw new AssertionError(ticket + " " + outcome);
                        }
                        outcomes[0]++;
                    });
                }
                durable.incrementAndGet();
            }
        }
    }

    @Test
    @DisplayName("Lanes that wait at the same time share forces, and every outcome comes in order")
    void groups(@TempDir Path directory) throws Exception {
        var durable = new AtomicLong();
        var database = new FakeDatabase();
        long forces;
        try (var store =
                EmbeddedStore.open(
                        directory,
                        EmbeddedSettings.DEFAULTS,
                        InstantSource.system(),
                        () -> database)) {
            var owners = new ArrayList<Thread>();
            for (int i = 0; i < LANES; i++) {
                int number = i;
                owners.add(Thread.startVirtualThread(() -> storeOneByOne(store, number, durable)));
            }
            for (var owner : owners) {
                owner.join();
            }
            forces = store.statistics().forces();
        }

        assertEquals(LANES * REQUESTS, durable.get());
        assertEquals(LANES * REQUESTS, database.rows.size());
        assertTrue(forces < durable.get() * 3 / 4, forces + " forces");
    }

    /// Stores requests without waiting for any of them.
    private static void storeAtOnce(SimulatedStore store, GroupCommit commit, LongAdder acked) {
        var owner = Thread.currentThread();
        var lane =
                new EmbeddedLane(
                        store.log,
                        store.backlog,
                        commit,
                        new LaneSeries(store.dictionary, new SeriesHash(SimulatedStore.SECRET)),
                        () -> LockSupport.unpark(owner),
                        store.refused);
        commit.add(lane);
        long count = 0;
        for (long key = 0; key < REQUESTS; key++) {
            lane.add(SimulatedStore.events(key), Requests.NOW, key, key);
            lane.submit();
            count += lane.drain((_, _) -> acked.increment());
        }
        while (count < REQUESTS) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            count += lane.drain((_, _) -> acked.increment());
        }
    }

    @Test
    @DisplayName(
            "The slower the disk the larger the groups: a slow force does not make a queue of"
                    + " forces")
    void slowForce() throws Exception {
        var disk = new SimulatedDisk();
        var store = SimulatedStore.open(disk, SimulatedStore.Setup.SMALL.withSegment(1 << 24));
        disk.beforeForce(() -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20)));
        var commit =
                new GroupCommit(
                        store.log,
                        store.backlog,
                        new Outcome.Unavailable(Duration.ofSeconds(1)),
                        () -> {});
        commit.start();
        var acked = new LongAdder();
        var owners = new ArrayList<Thread>();
        for (int i = 0; i < LANES; i++) {
            owners.add(Thread.ofPlatform().start(() -> storeAtOnce(store, commit, acked)));
        }
        for (var owner : owners) {
            owner.join();
        }
        commit.close();

        assertEquals(LANES * REQUESTS, acked.sum());
        assertEquals(0, store.refused.sum());
        assertTrue(store.log.forces() < 60, store.log.forces() + " forces");
        assertEquals(LANES * REQUESTS, store.exchanges().size());
    }
}
