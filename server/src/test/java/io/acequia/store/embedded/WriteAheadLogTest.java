package io.acequia.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.store.embedded.SimulatedDisk.Operation;
import io.acequia.store.embedded.SimulatedStore.Setup;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WriteAheadLogTest {
    private static SimulatedStore stored(int count, Setup setup) throws IOException {
        var store = SimulatedStore.open(new SimulatedDisk(), setup);
        for (long key = 1; key <= count; key++) {
            assertTrue(store.store(key));
        }
        return store;
    }

    private static List<String> files(SimulatedStore store) {
        return store.disk.directory("log").files();
    }

    @Test
    @DisplayName("A group takes one write and one force as long as there is room ahead")
    void costOfGroup() throws IOException {
        var store = SimulatedStore.open(new SimulatedDisk());
        int before = store.disk.done.size();

        assertTrue(store.store(1));

        var done = store.disk.done.subList(before, store.disk.done.size());
        assertEquals(List.of(Operation.WRITE, Operation.FORCE), done);
    }

    @Test
    @DisplayName("A full segment is followed by the next, named by its first frame")
    void rotates() throws IOException {
        var store = stored(40, Setup.SMALL);

        assertEquals(files(store).size(), store.segments.count());
        assertTrue(store.segments.count() >= 3);
        for (var name : files(store)) {
            long first = Segment.first(name).orElseThrow();
            assertEquals(name, store.segments.holding(first).name());
        }
        assertEquals(40, store.exchanges().size());
        LedgerCheck.check(store.reopen(store.disk.afterKill()), "rotated");
    }

    @Test
    @DisplayName("A closed segment has no room behind its last frame")
    void trimsSegments() throws IOException {
        var store = stored(40, Setup.SMALL);
        store.log.close();

        long size = 0;
        for (var name : files(store)) {
            size += store.disk.directory("log").bytes(name).length;
        }

        assertEquals(store.segments.size(), size);
        assertFalse(store.log.isWritable());
    }

    @Test
    @DisplayName("Restarts without requests leave one segment")
    void restartsWithoutRequests() throws IOException {
        var store = stored(1, Setup.SMALL);
        for (int i = 0; i < 5; i++) {
            store = store.reopen(store.disk.afterKill());
        }

        assertEquals(List.of(Segment.name(1), Segment.name(2)), files(store));
        assertEquals(List.of(1L), store.exchanges());
    }

    @Test
    @DisplayName("Segments stay until a checkpoint covers them, the last one for ever")
    void deletesCoveredSegments() throws IOException {
        var store = stored(40, Setup.SMALL);
        store.segments.deleteCovered(0, Long.MAX_VALUE);
        assertEquals(1, store.segments.firstSequence());
        long second = Segment.first(files(store).get(1)).orElseThrow();

        store.segments.deleteCovered(second - 2, Long.MAX_VALUE);
        assertEquals(1, store.segments.firstSequence());
        store.segments.deleteCovered(second - 1, Long.MAX_VALUE);
        assertEquals(second, store.segments.firstSequence());
        store.segments.deleteCovered(40, Long.MAX_VALUE);

        assertEquals(1, store.segments.count());
        assertEquals(1, files(store).size());
        assertThrows(IOException.class, () -> store.segments.holding(1));
        assertTrue(store.store(41));
    }

    @Test
    @DisplayName("Segments stay as long as their requests may be repeated")
    void keepsSegmentsForDeduplication() throws IOException {
        var setup = Setup.SMALL.withWindow(Duration.ofSeconds(247));
        var store = stored(40, setup);
        int count = store.segments.count();
        store.load();
        store.pass(Duration.ofSeconds(10));
        store.load();
        assertTrue(store.database.checkpoints > 0);
        assertEquals(count, store.segments.count());

        store.pass(Duration.ofSeconds(238));
        store.load();

        assertEquals(1, store.segments.count());
        var reopened = store.reopen(store.disk.afterKill());
        assertTrue(reopened.store(41));
        LedgerCheck.check(reopened, "deleted");
    }

    @Test
    @DisplayName("A segment that cannot be deleted is deleted later, and those behind it too")
    void retriesDeletion() throws IOException {
        var store = stored(40, Setup.SMALL);
        int count = files(store).size();
        store.disk.failOperations(0, 2);

        store.segments.deleteCovered(40, Long.MAX_VALUE);
        store.segments.deleteCovered(40, Long.MAX_VALUE);
        assertEquals(count, files(store).size());
        store.segments.deleteCovered(40, Long.MAX_VALUE);

        assertEquals(1, files(store).size());
    }

    @Test
    @DisplayName("Recent requests are those of the segments that may have them")
    void readsRecentSegments() throws IOException {
        var store = stored(40, Setup.SMALL);
        var keys = store.exchanges();
        assertEquals(40, keys.size());
        assertEquals(keys.stream().sorted().toList(), keys);

        try (var reader = store.segments.readSince(Requests.NOW + 1)) {
            assertFalse(reader.hasNext());
        }
        try (var reader = store.segments.readSince(Requests.NOW)) {
            assertTrue(reader.hasNext());
        }
    }

    @Test
    @DisplayName("A frame that is damaged on the disk while it is read is an error with its place")
    void damagedWhileRead() throws IOException {
        var store = stored(5, Setup.SMALL);
        store.disk.directory("log").bytes(Segment.name(1))[60] ^= 1;

        var damage = assertThrows(IOException.class, store::exchanges);

        assertEquals(Segment.name(1) + " is damaged at byte 32", damage.getMessage());
    }

    @Test
    @DisplayName("A bug while writing is a failure like any other")
    void bugWhileWriting() throws IOException {
        var store = SimulatedStore.open(new SimulatedDisk());
        store.disk.beforeForce(() -> {
            throw new IllegalStateException("simulated bug");
        });
        assertFalse(store.store(1));
        store.disk.beforeForce(() -> {});

        store.probe();

        assertTrue(store.store(2));
        assertTrue(store.log.lastError().contains("simulated bug"));
        assertEquals(Collections.emptyList(), store.wakeUps.stream().filter(n -> n > 0).toList());
    }
}
