package io.acequia.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.store.embedded.SimulatedStore.Ledger;
import io.acequia.store.embedded.SimulatedStore.Setup;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LoadRoundsTest {
    private static SimulatedStore stored(int count) throws IOException {
        var store = SimulatedStore.open(new SimulatedDisk());
        store(store, 1, count);
        return store;
    }

    private static void store(SimulatedStore store, long first, int count) {
        for (long key = first; key < first + count; key++) {
            assertTrue(store.store(key));
        }
    }

    @Test
    @DisplayName("Everything durable is loaded in transactions of enough rows, with its position")
    void loads() throws IOException {
        var store = stored(40);

        store.load();

        LedgerCheck.check(store, "loaded");
        assertEquals(40, store.database.position());
        assertEquals(store.database.commits.size(), store.counters.transactions());
        assertEquals(store.database.rows.size(), store.counters.rows());
        assertEquals(40, store.counters.sequence());
        assertTrue(store.counters.transactions() >= 7);
        assertEquals(0, store.backlog.bytes());
        store.load();
        assertEquals(store.database.commits.size(), store.counters.transactions());
    }

    @Test
    @DisplayName("After a restart loading goes on where it was, in a database that is new as well")
    void goesOn() throws IOException {
        var store = stored(20);
        store.load();
        store(store, 21, 20);

        var same = store.reopen(store.disk.afterKill());
        LedgerCheck.check(same, "same database");
        var other =
                new SimulatedStore(
                        store.disk.afterKill(), new FakeDatabase(), store.ledger, Setup.SMALL);
        LedgerCheck.check(other, "new database");

        assertEquals(same.database.rows, other.database.rows);
        assertEquals(same.database.series, other.database.series);
    }

    @Test
    @DisplayName(
            "Whatever fails in the database is tried again, with growing pauses, and loaded once")
    void retries() throws IOException {
        for (int failures = 1; failures <= 8; failures++) {
            var store = stored(10);
            store.database.fail(failures);
            for (int i = 0; i < 12; i++) {
                store.load();
                store.pass(Duration.ofSeconds(31));
                assertTrue(store.store(100 + i));
            }

            LedgerCheck.check(store, failures + " failures");
            assertEquals(
                    "java.io.IOException: simulated failure of the database",
                    store.counters.lastError());
        }
    }

    @Test
    @DisplayName("Pauses after failures grow from one second to thirty")
    void pauses() throws IOException {
        var store = stored(1);
        store.database.fail(100);
        long[] seconds = {1, 2, 4, 8, 16, 30, 30};
        for (long pause : seconds) {
            store.load();
            assertEquals(TimeUnit.SECONDS.toNanos(pause), store.rounds.untilNext());
            int left = store.database.failures();
            store.load();
            assertEquals(left, store.database.failures());
            store.ticks += TimeUnit.SECONDS.toNanos(pause);
        }
        store.database.fail(0);

        store.load();

        assertEquals(0, store.rounds.untilNext());
        assertEquals(1, store.database.position());
    }

    @Test
    @DisplayName("A log that cannot be read now is read later")
    void retriesReading() throws IOException {
        var store = stored(40);
        store.disk.failOperations(3, 1);
        store.load();
        assertTrue(store.database.position() < 40);

        store.pass(Duration.ofSeconds(1));

        LedgerCheck.check(store, "read later");
    }

    @Test
    @DisplayName(
            "A checkpoint comes when enough was loaded, or when nothing comes any more, and once")
    void checkpoints() throws IOException {
        var store = stored(5);
        store.load();
        assertEquals(0, store.database.checkpoints);
        store.pass(Duration.ofSeconds(5));
        store.load();
        assertEquals(1, store.database.checkpoints);
        store.pass(Duration.ofSeconds(5));
        store.load();
        assertEquals(1, store.database.checkpoints);

        store(store, 6, 60);
        store.load();

        assertTrue(store.database.checkpoints > 1);
        assertTrue(store.segments.count() <= 2);
    }

    @Test
    @DisplayName("A round is one transaction, and says whether there is enough for another")
    void oneTransactionARound() throws IOException {
        var store = stored(7);

        assertTrue(store.rounds.round());
        assertEquals(1, store.counters.transactions());
        assertFalse(store.rounds.round());
        assertEquals(2, store.counters.transactions());
        assertFalse(store.rounds.round());
        assertEquals(2, store.counters.transactions());
        LedgerCheck.check(store, "two transactions");
    }

    @Test
    @DisplayName("A database that falls back to its checkpoint is loaded again from the log")
    void fallsBack() throws IOException {
        var store = stored(20);
        store.load();
        store.pass(Duration.ofSeconds(5));
        store.load();
        store(store, 21, 5);
        store.load();

        var reopened = store.reopen(store.disk.afterKill());
        reopened.database.fallBackToCheckpoint();

        assertEquals(20, reopened.database.position());
        LedgerCheck.check(reopened, "fallen back");
    }

    @Test
    @DisplayName("Old events are deleted at the start and every hour")
    void retains() throws IOException {
        var setup = new Setup(1_500, 256, 1 << 20, 1_000, 2, Duration.ZERO, Duration.ofDays(30));
        var store =
                new SimulatedStore(new SimulatedDisk(), new FakeDatabase(), new Ledger(), setup);
        Instant start = store.now;
        store.load();
        store.load();
        store.pass(Duration.ofMinutes(61));
        store.load();

        assertEquals(
                List.of(
                        start.minus(Duration.ofDays(30)),
                        start.minus(Duration.ofDays(30)).plus(Duration.ofMinutes(61))),
                store.database.deletions);
    }

    @Test
    @DisplayName("The farewell loads what is left and checkpoints; what it cannot load waits")
    void finishes() throws IOException {
        var store = stored(20);
        store.rounds.finish(() -> true);
        assertEquals(20, store.database.position());
        assertEquals(1, store.database.checkpoints);

        var hurried = stored(20);
        hurried.rounds.finish(() -> false);
        assertEquals(0, hurried.database.position());

        var failing = stored(20);
        failing.database.fail(1);
        failing.rounds.finish(() -> true);
        assertEquals(0, failing.database.position());
        assertFalse(failing.counters.lastError().isEmpty());
        LedgerCheck.check(failing.reopen(failing.disk.afterKill()), "after the farewell");
    }

    @Test
    @DisplayName(
            "The database gets no series that is not in the file of series: its id could get"
                    + " another meaning after a crash")
    void seriesFirst() throws IOException {
        for (int n = 0; n < 20; n++) {
            var store = SimulatedStore.open(new SimulatedDisk());
            // The first series is known and never durable, the second is.
            store.add(0, 1);
            store.add(1, 2);
            store.lanes.get(1).submit();
            store.commit.commit();
            store.disk.failOperations(n, 1);
            int before = store.disk.done.size();

            store.load();

            int known = store.database.series.size();
            assertTrue(known <= store.seriesFile.count(), "operation " + n);
            boolean reached = store.disk.done.size() > before + n;
            assertEquals(reached ? 0 : 2, known, "operation " + n);
            var reopened = store.reopen(store.disk.afterKill());
            assertTrue(reopened.store(3));
            LedgerCheck.check(reopened, "operation " + n);
        }
    }

    @Test
    @DisplayName("All kinds of values come to the database as they were sent")
    void allKinds() throws IOException {
        var store = SimulatedStore.open(new SimulatedDisk());
        var events =
                Requests.request()
                        .event("a")
                        .text("on")
                        .event("b")
                        .truth(true)
                        .event("c")
                        .data(new byte[] {1, 2})
                        .events();
        store.add(0, 1, events);
        store.settle();

        store.load();

        var values = store.database.rows.stream().map(FakeDatabase.Row::value).toList();
        assertEquals(List.of("on", true, List.of(2, 994)), values);
    }
}
