package io.acequia.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.acequia.event.EventBuffer;
import io.acequia.store.Lane;
import io.acequia.store.SeriesHash;
import io.acequia.store.embedded.SimulatedStore.Setup;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EmbeddedLaneTest {
    private static final Setup ROOMY = Setup.SMALL.withSegment(1 << 24).withBacklog(1 << 26);

    private final SimulatedStore store = open(ROOMY);
    private final EmbeddedLane lane = store.lanes.getFirst();

    private static SimulatedStore open(Setup setup) {
        try {
            return SimulatedStore.open(new SimulatedDisk(), setup);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("A single request waits for nobody")
    void singleRequest() {
        store.add(0, 1);
        lane.submit();

        assertTrue(store.commit.commit());
        store.drain();

        assertEquals(Set.of(1L), store.ledger.acked);
        assertEquals(List.of(0), store.wakeUps);
        assertFalse(store.commit.commit());
    }

    @Test
    @DisplayName("What is not submitted is not stored")
    void notSubmitted() {
        store.add(0, 1);

        assertFalse(store.commit.commit());

        lane.close();
        assertTrue(store.ledger.acked.isEmpty());
    }

    @Test
    @DisplayName("Requests of a burst share a batch and a force, of all lanes together")
    void burst() {
        for (long key = 1; key <= 100; key++) {
            store.add((int) key % 2, key);
        }

        store.settle();

        assertEquals(100, store.ledger.acked.size());
        assertEquals(1, store.log.forces());
        assertEquals(2, store.segments.sequence());
        assertEquals(List.of(0, 1), store.wakeUps);
        assertEquals(100, store.commit.requests());
    }

    @Test
    @DisplayName(
            "While a batch is on its way the next one fills, and goes when the first is drained")
    void clocksItself() {
        store.add(0, 1);
        lane.submit();
        store.add(0, 2);
        lane.submit();
        store.add(0, 3);
        lane.submit();

        store.commit.commit();
        assertFalse(store.commit.commit());
        store.drain();
        assertEquals(Set.of(1L), store.ledger.acked);
        store.commit.commit();
        store.drain();

        assertEquals(Set.of(1L, 2L, 3L), store.ledger.acked);
        assertEquals(2, store.segments.sequence());
    }

    @Test
    @DisplayName("A batch that is finished but not drained does not hold up the next one")
    void submitsBehindFinishedBatch() {
        store.add(0, 1);
        lane.submit();
        store.commit.commit();

        store.add(0, 2);
        lane.submit();

        assertTrue(store.commit.commit());
        store.drain();
        assertEquals(Set.of(1L, 2L), store.ledger.acked);
    }

    /// Events of a request of about 64 KiB.
    private static EventBuffer large() {
        return Requests.request().event("large").text("x".repeat(60_000)).events();
    }

    @Test
    @DisplayName(
            "A large batch goes without being submitted; eight may be on their way, then the lane"
                    + " refuses until they are drained")
    void boundsWhatIsOnItsWay() {
        long key = 1;
        while (store.add(0, key, large())) {
            key++;
        }

        assertEquals(1 + 8 * 3, key);
        assertEquals(1, store.refused.sum());
        lane.submit();
        store.commit.commit();
        assertFalse(store.add(0, 100, large()));
        store.drain();
        assertEquals(24, store.ledger.acked.size());
        assertTrue(store.add(0, 101, large()));
    }

    @Test
    @DisplayName("A full backlog refuses until the database has caught up")
    void fullBacklog() throws IOException {
        var bounded = open(Setup.SMALL.withBacklog(2_000));
        long key = 1;
        while (bounded.store(key)) {
            key++;
        }

        assertTrue(bounded.backlog.bytes() >= 2_000);
        assertTrue(bounded.backlog.bytes() < 2_300);
        assertTrue(bounded.log.isWritable());
        bounded.load();
        assertEquals(0, bounded.backlog.bytes());
        assertTrue(bounded.store(key + 1));
        LedgerCheck.check(bounded, "backlog");
    }

    @Test
    @DisplayName("A request with one series too many is refused as a whole, others are not")
    void tooManySeries() {
        var bounded = open(Setup.SMALL.withMaxSeries(2));
        assertTrue(bounded.add(0, 0, Requests.number("probe0", 0)));

        var two = Requests.request().event("b").number(1).event("c").number(1).events();
        assertFalse(bounded.add(0, 2, two));
        assertTrue(bounded.add(0, 21, SimulatedStore.events(21)));
        bounded.settle();

        assertEquals(Set.of(0L, 21L), bounded.ledger.acked);
        assertEquals(2, bounded.dictionary.size());
        LedgerCheck.check(bounded, "series");
    }

    @Test
    @DisplayName(
            "A batch that was begun before a failure is refused, even if the log works again:"
                    + " it may rely on definitions that were refused")
    void refusesBatchesBegunBeforeFailure() throws IOException {
        store.add(0, 1);
        lane.submit();
        // The second one uses the same series and does not define it.
        store.add(0, 8);
        store.disk.failOperations(0, 1);
        store.commit.commit();
        store.probe();

        store.settle();

        assertEquals(Set.of(1L, 8L), store.ledger.refused);
        assertTrue(store.store(15));
        LedgerCheck.check(store.reopen(store.disk.afterKill()), "definitions");
    }

    @Test
    @DisplayName("Each lane defines the series it uses")
    void eachLaneDefines() throws IOException {
        store.add(0, 1);
        store.settle();
        long first = store.segments.size();
        store.add(1, 8);
        store.settle();
        long second = store.segments.size() - first;
        store.add(1, 15);
        store.settle();
        long third = store.segments.size() - first - second;

        assertTrue(second > third + 20, second + " and " + third);
    }

    @Test
    @DisplayName("A lane that is closed is forgotten when what it has submitted is done")
    void closes() throws IOException {
        store.add(0, 1);
        lane.submit();
        lane.close();
        assertFalse(lane.isGone());

        store.commit.commit();

        assertTrue(lane.isGone());
        assertEquals(List.of(1L), store.exchanges());
        assertTrue(store.add(1, 2));
        store.settle();
    }

    @Test
    @DisplayName("An owner that fails when it is woken does not harm the others")
    void failingOwner() {
        var failing =
                new EmbeddedLane(
                        store.log,
                        store.backlog,
                        store.commit,
                        new LaneSeries(store.dictionary, new SeriesHash(SimulatedStore.SECRET)),
                        () -> {
                            throw new IllegalStateException("simulated bug");
                        },
                        store.refused);
        store.commit.add(failing);
        failing.add(SimulatedStore.events(1), Requests.NOW, 1, 1);
        failing.submit();
        store.add(0, 2);

        store.settle();

        assertEquals(Set.of(2L), store.ledger.acked);
        assertEquals(1, failing.drain((_, _) -> {}));
    }

    @Test
    @DisplayName("In the steady state a lane allocates nothing")
    void allocatesNothing() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var requests = new EventBuffer[50];
        for (int i = 0; i < requests.length; i++) {
            requests[i] = SimulatedStore.events(i);
        }
        Lane.Outcomes ignored = (_, _) -> {};
        var rotating = open(Setup.SMALL.withSegment(1 << 16).withBacklog(1 << 26));
        var steady = rotating.lanes.getFirst();
        long allocated = 0;

        for (int round = 0; round < 2_000; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < requests.length; i++) {
                if (!steady.add(requests[i], Requests.NOW, i, i)) {
                    throw new AssertionError("refused");
                }
            }
            steady.submit();
            long during = threads.getCurrentThreadAllocatedBytes() - before;
            rotating.commit.commit();
            before = threads.getCurrentThreadAllocatedBytes();
            steady.drain(ignored);
            during += threads.getCurrentThreadAllocatedBytes() - before;
            allocated = round < 1_000 ? 0 : allocated + during;
        }

        // 50,000 requests; the compiler of the JVM may leave a trace of its work.
        assertTrue(allocated < 1_000, allocated + " bytes");
    }
}
