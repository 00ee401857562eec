package io.acequia.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.store.embedded.SimulatedStore.Setup;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LogRecoveryTest {
    private static final Setup ONE_SEGMENT = Setup.SMALL.withSegment(1 << 20);
    private static final String FIRST = Segment.name(1);

    /// Stores requests 1 to `count`, each in a group of its own, nothing loaded.
    private static SimulatedStore stored(int count, Setup setup) throws IOException {
        var store = SimulatedStore.open(new SimulatedDisk(), setup);
        for (long key = 1; key <= count; key++) {
            assertTrue(store.store(key));
        }
        return store;
    }

    private static List<Long> keys(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    /// Opens the log with other bytes in a segment.
    private static List<Long> recovered(SimulatedStore store, String name, byte[] bytes)
            throws IOException {
        var disk = store.disk.afterKill();
        disk.directory("log").put(name, bytes);
        return store.reopen(disk).exchanges();
    }

    private static String refusal(SimulatedStore store, String name, byte[] bytes) {
        return String.valueOf(
                assertThrows(StoreException.class, () -> recovered(store, name, bytes))
                        .getMessage());
    }

    @Test
    @DisplayName("A log that is cut at any byte recovers to the last whole batch before it")
    void cutAtEveryByte() throws IOException {
        var store = SimulatedStore.open(new SimulatedDisk(), ONE_SEGMENT);
        var segment = store.segments.holding(1);
        long[] ends = new long[16];
        for (int key = 1; key <= 15; key++) {
            assertTrue(store.store(key));
            ends[key] = segment.durableLength();
        }
        byte[] whole = store.disk.directory("log").bytes(FIRST);
        int last = 0;

        for (int length = SegmentHeader.LENGTH; length <= ends[15]; length++) {
            while (last < 15 && ends[last + 1] <= length) {
                last++;
            }
            assertEquals(
                    keys(last), recovered(store, FIRST, Arrays.copyOf(whole, length)), "" + length);
            byte[] zeros = Arrays.copyOf(whole, whole.length);
            Arrays.fill(zeros, length, zeros.length, (byte) 0);
            assertEquals(keys(last), recovered(store, FIRST, zeros), length + " and zeros");
        }
        assertEquals(15, last);
    }

    @Test
    @DisplayName("A last write of several batches that is torn anywhere loses nothing before it")
    void tornLastGroup() throws IOException {
        var store = stored(5, ONE_SEGMENT);
        long before = store.segments.holding(1).durableLength();
        store.add(0, 6);
        store.add(1, 7);
        store.settle();
        byte[] whole = store.disk.directory("log").bytes(FIRST);
        long end = store.segments.holding(1).durableLength();

        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            byte[] torn = whole.clone();
            for (int at = (int) before; at < end; at += 8) {
                if (random.nextInt(8) == 0) {
                    Arrays.fill(torn, at, (int) Math.min(end, at + 8L), (byte) 0);
                }
            }
            int found = recovered(store, FIRST, torn).size();
            assertTrue(found >= 5 && found <= 7, "seed " + seed + " found " + found);
        }
    }

    @Test
    @DisplayName("A log with one wrong bit is refused with file and place, or loses the last batch")
    void flippedBits() throws IOException {
        var store = stored(12, ONE_SEGMENT);
        byte[] whole = store.disk.directory("log").bytes(FIRST);
        int end = (int) store.segments.holding(1).durableLength();
        int refused = 0;
        for (int bit = 0; bit < end * 8; bit += 3) {
            byte[] changed = whole.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            try {
                assertEquals(keys(11), recovered(store, FIRST, changed), "bit " + bit);
            } catch (StoreException e) {
                String message = String.valueOf(e.getMessage());
                assertTrue(message.startsWith("log/" + FIRST + " is damaged at byte"), message);
                refused++;
            }
        }
        assertTrue(refused > end, "only " + refused);
    }

    @Test
    @DisplayName("A wrong byte in a segment that is not the last is refused wherever it is")
    void flippedByteInOlderSegment() throws IOException {
        var store = stored(40, Setup.SMALL);
        byte[] whole = store.disk.directory("log").bytes(FIRST);
        assertTrue(store.segments.count() > 2);

        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            String message = refusal(store, FIRST, changed);
            assertTrue(message.startsWith("log/" + FIRST + " is damaged"), message);
        }
    }

    @Test
    @DisplayName("A segment that is missing is refused")
    void missingSegment() throws IOException {
        var store = stored(40, Setup.SMALL);
        var disk = store.disk.afterKill();
        var names = disk.directory("log").files();
        disk.directory("log").remove(names.get(1));

        var refusal = assertThrows(StoreException.class, () -> store.reopen(disk));

        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.matches("frames \\d+ to \\d+ are missing between .*\\.wal: put .*"));
    }

    @Test
    @DisplayName("A log whose first segment is gone refuses events that nobody defines")
    void missingDefinitions() throws IOException {
        var store = stored(40, Setup.SMALL);
        var disk = store.disk.afterKill();
        disk.directory("log").remove(FIRST);

        var refusal = assertThrows(StoreException.class, () -> store.reopen(disk));

        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains("is not defined: put the file \"series\" back"), message);
    }

    @Test
    @DisplayName("A last segment without a whole header is made again")
    void tornHeader() throws IOException {
        var store = stored(5, ONE_SEGMENT);
        String next = Segment.name(6);
        for (int length = 0; length <= SegmentHeader.LENGTH; length++) {
            byte[] torn = Arrays.copyOf(new byte[] {'A', 'C', 'E'}, length);
            assertEquals(keys(5), recovered(store, next, torn));
        }
    }

    @Test
    @DisplayName(
            "Segments of another directory or a newer version are refused, other files ignored")
    void foreignFiles() throws IOException {
        var store = stored(5, ONE_SEGMENT);
        byte[] foreign = bytes(new SegmentHeader(1, 1, 6));
        byte[] newer = bytes(new SegmentHeader(2, SimulatedStore.SECRET, 6));
        byte[] renamed = bytes(new SegmentHeader(1, SimulatedStore.SECRET, 7));
        String next = Segment.name(6);

        assertTrue(refusal(store, next, foreign).contains("belongs to another data directory"));
        assertTrue(
                refusal(store, next, newer).contains("has format 2, this version reads up to 1"));
        assertTrue(refusal(store, next, renamed).contains("or has been renamed"));
        assertEquals(keys(5), recovered(store, "notes.txt", new byte[] {1}));
    }

    private static byte[] bytes(SegmentHeader header) {
        byte[] bytes = new byte[SegmentHeader.LENGTH];
        header.encode().get(bytes);
        return bytes;
    }

    @Test
    @DisplayName("A whole frame of senseless records is refused")
    void senselessRecords() throws IOException {
        var store = stored(1, ONE_SEGMENT);
        var frame = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
        new FrameSeal(SimulatedStore.SECRET).seal(frame, 1, true);
        byte[] segment = Arrays.copyOf(bytes(new SegmentHeader(1, SimulatedStore.SECRET, 1)), 52);
        frame.get(segment, 32, 20);

        String message = refusal(store, FIRST, segment);

        assertEquals(
                "log/"
                        + FIRST
                        + ": a record of no known kind at byte 4 of the frame, which ends at"
                        + " 52",
                message);
    }

    @Test
    @DisplayName("Payloads cannot pass for frames: without the secret there is no checksum")
    void payloadsAreNoFrames() throws IOException {
        var store = SimulatedStore.open(new SimulatedDisk(), ONE_SEGMENT);
        var fake = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
        new FrameSeal(0).seal(fake, 2, true);
        var events = Requests.request().event("a").data(fake.array()).events();
        store.add(0, 3, events);
        store.settle();
        byte[] whole = store.disk.directory("log").bytes(FIRST);
        byte[] torn = Arrays.copyOf(whole, (int) store.segments.holding(1).durableLength() - 1);

        assertEquals(List.of(), recovered(store, FIRST, torn));
    }

    @Test
    @DisplayName(
            "What a killed process left unforced is forced before the database gets it: a power cut"
                    + " after the restart loses nothing of it")
    void killThenPowerCut() throws IOException {
        for (int seed = 0; seed < 30; seed++) {
            var store = stored(3, ONE_SEGMENT);
            SimulatedDisk[] killed = new SimulatedDisk[1];
            store.disk.beforeForce(() -> killed[0] = store.disk.afterKill());
            store.store(4);
            var restarted = store.reopen(killed[0]);
            assertEquals(keys(4), restarted.exchanges());
            restarted.load();

            var last = restarted.reopen(restarted.disk.afterPowerCut(new Random(seed)));

            LedgerCheck.check(last, "seed " + seed);
            assertEquals(keys(4), last.exchanges());
        }
    }
}
