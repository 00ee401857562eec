package io.acequia.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.store.embedded.SimulatedDisk.Operation;
import io.acequia.store.embedded.SimulatedStore.Ledger;
import io.acequia.store.embedded.SimulatedStore.Setup;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// A ledger of requests against everything a disk can do. See [SimulatedDisk].
class LogFaultsTest {
    private static final int REQUESTS = 60;
    private static final int SEEDS = 1_000;

    /// Sends requests over two lanes, now and then loads, and goes on whatever fails.
    private static void traffic(SimulatedStore store, long first, int count, Random random) {
        for (long key = first; key < first + count; key++) {
            store.add(random.nextInt(2), key);
            if (random.nextInt(3) > 0) {
                store.lanes.forEach(EmbeddedLane::submit);
                store.commit.commit();
            }
            if (random.nextInt(3) > 0) {
                store.drain();
            }
            if (random.nextInt(4) == 0) {
                store.load();
            }
            if (random.nextInt(4) == 0) {
                store.pass(Duration.ofSeconds(2));
                store.log.probe();
            }
        }
    }

    @Test
    @DisplayName(
            "Whichever operation fails once: the store goes on, and after a restart acknowledged"
                    + " requests are there once and refused ones are not")
    void anyOperationFailsOnce() throws IOException {
        var failed = EnumSet.noneOf(Operation.class);
        boolean reached = true;
        for (int n = 0; reached; n++) {
            var disk = new SimulatedDisk();
            disk.failOperations(n, 1);
            var store = openAnyway(disk);

            traffic(store, 1, REQUESTS, new Random(n));
            store.settle();
            store.probe();

            String message = "operation " + n;
            assertTrue(store.store(1_000), message);
            reached = disk.done.size() > n;
            if (reached) {
                failed.add(disk.done.get(n));
            }
            var killed = store.reopen(store.disk.afterKill());
            LedgerCheck.check(killed, message + ", killed");
            var cut = store.reopen(store.disk.afterPowerCut(new Random(n)));
            LedgerCheck.check(cut, message + ", power cut");
        }
        assertEquals(EnumSet.allOf(Operation.class), failed);
    }

    /// Opens a store, with a second start when the first one meets a failure.
    private static SimulatedStore openAnyway(SimulatedDisk disk) throws IOException {
        try {
            return SimulatedStore.open(disk);
        } catch (IOException _) {
            return SimulatedStore.open(disk.afterKill());
        }
    }

    @Test
    @DisplayName("Whichever write is short: nothing is lost and nothing is refused")
    void anyWriteIsShort() throws IOException {
        boolean reached = true;
        for (int n = 0; reached; n++) {
            var disk = new SimulatedDisk();
            disk.shortenOperation(n);
            var store = SimulatedStore.open(disk);

            traffic(store, 1, REQUESTS, new Random(7));
            store.settle();

            reached = disk.done.size() > n;
            assertEquals(REQUESTS, store.ledger.acked.size(), "operation " + n);
            var cut = store.reopen(store.disk.afterPowerCut(new Random(n)));
            LedgerCheck.check(cut, "operation " + n);
        }
    }

    @Test
    @DisplayName(
            "A write that stops at whichever byte is refused, and recovers to the last whole batch")
    void writeStopsAnywhere() throws IOException {
        long first = bytesOf(2);
        long both = bytesOf(2, 3);
        for (int bytes = 0; bytes <= both; bytes++) {
            var store = SimulatedStore.open(new SimulatedDisk());
            assertTrue(store.store(1));
            store.disk.failAfterBytes(bytes);
            store.add(0, 2);
            store.add(1, 3);

            store.settle();

            assertEquals(Set.of(2L, 3L), store.ledger.refused);
            // Not even the cut worked, so whole batches of what was refused may be there.
            var whole = bytes < first ? List.of(1L) : List.of(1L, 2L);
            var expected = bytes < both ? whole : List.of(1L, 2L, 3L);
            assertEquals(expected, store.reopen(store.disk.afterKill()).exchanges());
        }
    }

    /// Returns how many bytes the batches of some requests take behind request 1.
    private static long bytesOf(long... keys) throws IOException {
        var store = SimulatedStore.open(new SimulatedDisk());
        assertTrue(store.store(1));
        long before = store.segments.size();
        for (long key : keys) {
            store.add((int) key % 2, key);
        }
        store.settle();
        return store.segments.size() - before;
    }

    @Test
    @DisplayName("Whichever operation is the last before everything fails: nothing is lost")
    void everythingFailsFromSomeOperationOn() throws IOException {
        boolean reached = true;
        for (int n = 10; reached; n++) {
            var disk = new SimulatedDisk();
            var store = SimulatedStore.open(disk);
            disk.failOperations(n, Integer.MAX_VALUE / 2);

            traffic(store, 1, REQUESTS, new Random(n));
            reached = disk.done.size() > n + 10;
            disk.repair();
            store.probe();
            store.settle();

            String message = "operation " + n;
            assertTrue(store.store(1_000), message);
            LedgerCheck.check(store.reopen(disk.afterPowerCut(new Random(n))), message);
        }
    }

    @Test
    @DisplayName(
            "Crashes, power cuts and failures at random times, several in a row: acknowledged"
                    + " requests are there once, refused ones are not")
    void randomCrashes() throws IOException {
        int powerCuts = 0;
        int refusals = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var setup = Setup.SMALL.withSegment(500 + random.nextInt(3_000));
            var disk = new SimulatedDisk();
            var store = new SimulatedStore(disk, new FakeDatabase(), new Ledger(), setup);
            int lives = 1 + random.nextInt(5);
            for (int life = 0; life < lives; life++) {
                if (random.nextInt(3) == 0) {
                    store.disk.failOperations(random.nextInt(60), 1);
                }
                traffic(store, 1 + life * 1_000L, random.nextInt(REQUESTS), random);
                store.disk.repair();
                boolean powerCut = random.nextBoolean();
                powerCuts += powerCut ? 1 : 0;
                store =
                        store.reopen(
                                powerCut
                                        ? store.disk.afterPowerCut(random)
                                        : store.disk.afterKill());
                if (powerCut && random.nextBoolean()) {
                    store.database.fallBackToCheckpoint();
                }
                LedgerCheck.check(store, "seed " + seed + ", life " + life);
            }
            refusals += store.ledger.refused.size();
        }
        assertTrue(powerCuts > SEEDS, "only " + powerCuts + " power cuts");
        assertTrue(refusals > SEEDS / 10, "only " + refusals + " refusals");
    }

    @Test
    @DisplayName("A disk that is full refuses, and stores again once there is room")
    void fullDisk() throws IOException {
        var store = SimulatedStore.open(new SimulatedDisk(), Setup.SMALL.withSegment(1 << 20));
        assertTrue(store.store(1));
        store.disk.capacity(1_000);

        traffic(store, 2, REQUESTS, new Random(1));
        store.settle();

        assertFalse(store.log.isWritable());
        assertFalse(store.store(501));
        assertTrue(store.log.lastError().contains("No space left"));
        store.disk.repair();
        store.probe();
        assertTrue(store.log.isWritable());
        assertTrue(store.store(502));
        LedgerCheck.check(store.reopen(store.disk.afterPowerCut(new Random(1))), "full disk");
    }

    @Test
    @DisplayName("A disk that is full at the start can be read, and stores once there is room")
    void fullDiskAtTheStart() throws IOException {
        var before = SimulatedStore.open(new SimulatedDisk());
        assertTrue(before.store(1));
        var disk = before.disk.afterKill();
        disk.capacity(0);

        var store = before.reopen(disk);

        assertFalse(store.store(2));
        assertEquals(List.of(1L), store.exchanges());
        disk.repair();
        store.probe();
        assertTrue(store.store(3));
        LedgerCheck.check(store, "full disk");
    }

    @Test
    @DisplayName("After a failure the log waits a second before it tries to write again")
    void waitsBeforeItProbes() throws IOException {
        var store = SimulatedStore.open(new SimulatedDisk());
        store.disk.failOperations(0, 1);
        assertFalse(store.store(1));

        store.ticks += 999_999_999;
        store.log.probe();

        assertFalse(store.log.isWritable());
        assertEquals(1, store.log.untilProbe());
        store.ticks++;
        store.log.probe();
        assertTrue(store.log.isWritable());
        assertEquals(Long.MAX_VALUE, store.log.untilProbe());
    }

    @Test
    @DisplayName("Refused events that could not be cut off are hidden by the next segment")
    void refusedFramesThatStay() throws IOException {
        var store = SimulatedStore.open(new SimulatedDisk());
        assertTrue(store.store(1));
        // The write works; the force, the cut and its force fail.
        store.disk.failOperations(1, 2);

        assertFalse(store.store(2));
        store.probe();
        assertTrue(store.store(3));

        for (int seed = 0; seed < 50; seed++) {
            var reopened = store.reopen(store.disk.afterPowerCut(new Random(seed)));
            LedgerCheck.check(reopened, "seed " + seed);
        }
    }
}
