package io.acequia.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.store.Aggregation;
import io.acequia.store.Field;
import io.acequia.store.Filter;
import io.acequia.store.Histogram;
import io.acequia.store.Outcome;
import io.acequia.store.Page;
import io.acequia.store.Search;
import io.acequia.store.TimeRange;
import io.acequia.store.TopValue;
import io.acequia.store.TopValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedStoreTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.EPOCH.plusNanos(Requests.NOW * 1_000));

    @TempDir private Path temporary = Path.of("");
    private FakeDatabase database = new FakeDatabase();

    private EmbeddedStore open() throws StoreException {
        return EmbeddedStore.open(temporary, EmbeddedSettings.DEFAULTS, CLOCK, () -> database);
    }

    private static void store(EmbeddedStore store, long first, int count) {
        var owner = Thread.currentThread();
        int[] durable = {0};
        try (var lane = store.lane(() -> LockSupport.unpark(owner))) {
            for (long key = first; key < first + count; key++) {
                assertTrue(lane.add(SimulatedStore.events(key), Requests.NOW - key, key, key));
            }
            lane.submit();
            while (durable[0] < count) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
                lane.drain(
                        (_, outcome) -> durable[0] += outcome instanceof Outcome.Durable ? 1 : 0);
            }
        }
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    @Test
    @DisplayName("What is acknowledged can be found soon after")
    void findsSoon() throws Exception {
        try (var store = open()) {
            store.whenReady().get();
            store(store, 1, 1);
            long start = System.nanoTime();
            await(() -> database.position() == 1);

            // A second is promised; a machine that tests other things as well gets more.
            assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(5));
            assertEquals(2, database.loaded().size());
        }
        assertTrue(database.closed);
    }

    @Test
    @DisplayName("Closing loads what is left and checkpoints, and the next start goes on there")
    void closesAndGoesOn() throws Exception {
        long secret;
        try (var store = open()) {
            secret = store.exchangeSecret();
            store(store, 1, 20);
        }
        assertEquals(20, database.requests());
        assertEquals(1, database.checkpoints);

        try (var store = open()) {
            assertEquals(secret, store.exchangeSecret());
            store(store, 21, 5);
            var statistics = store.statistics();
            assertEquals(5, statistics.requests());
            assertEquals(2, statistics.durableSequence());
        }

        assertEquals(25, database.requests());
        assertEquals(
                List.of("format", "lock", "log", "series"), new DirectoryFiles(temporary).names());
    }

    @Test
    @DisplayName("The log serves before the database is asked for; closed then, queries fail")
    void servesWithoutDatabase() throws Exception {
        var store = EmbeddedStore.openLog(temporary, EmbeddedSettings.DEFAULTS);
        try (store) {
            store(store, 1, 10);
            assertEquals(0, store.statistics().databaseBytes());
        }
        assertThrows(ExecutionException.class, () -> store.whenReady().get());

        EmbeddedStore.open(temporary, EmbeddedSettings.DEFAULTS).close(); // loads what is left
        try (var again = EmbeddedStore.open(temporary, EmbeddedSettings.DEFAULTS)) {
            again.whenReady().get();
            assertTrue(again.statistics().loadedSequence() > 0);
            assertEquals(again.statistics().durableSequence(), again.statistics().loadedSequence());
        }
    }

    @Test
    @DisplayName("The log serves while the database opens; queries wait for it")
    void servesBeforeTheDatabase() throws Exception {
        var opening = new CountDownLatch(1);
        DatabaseOpener slow =
                () -> {
                    try {
                        opening.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    return database;
                };
        try (var store = EmbeddedStore.open(temporary, EmbeddedSettings.DEFAULTS, CLOCK, slow)) {
            store(store, 1, 10);
            assertTrue(store.isWritable());
            assertFalse(store.whenReady().isDone());
            assertEquals(0, store.statistics().databaseBytes());
            var query = CompletableFuture.supplyAsync(() -> topValues(store));

            opening.countDown();

            assertEquals("rows", query.get().getFirst().value());
            assertEquals(4_096, store.statistics().databaseBytes());
        }
    }

    private static List<TopValue> topValues(EmbeddedStore store) {
        try {
            return store.topValues(
                    new TopValues(Filter.ALL, TimeRange.ALL, List.of(Field.TYPE), 1));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("All queries go to the database")
    void queries() throws IOException {
        try (var store = open()) {
            var range = new TimeRange(Instant.EPOCH, Instant.EPOCH.plusSeconds(60));
            var search = new Search(Filter.ALL, range, 1, new Page.Cursor("here"));
            assertTrue(store.search(search).events().isEmpty());
            assertTrue(
                    store.histogram(new Histogram(Filter.ALL, range, Duration.ofSeconds(1)))
                            .isEmpty());
            assertTrue(
                    store.aggregate(new Aggregation(Filter.ALL, range, null, null, List.of()))
                            .isEmpty());
            assertTrue(store.latest(Filter.ALL, 1).isEmpty());

            store.deleteBefore(Instant.EPOCH);

            assertEquals(List.of(Instant.EPOCH), database.deletions);
            assertEquals(Duration.ofSeconds(5), store.retryAfter());
        }
    }

    @Test
    @DisplayName("A deletion that fails says so, and one that comes too late as well")
    void failingDeletion() throws Exception {
        var store = open();
        store.whenReady().get();
        database.fail(1_000);
        assertThrows(IOException.class, () -> store.deleteBefore(Instant.EPOCH));
        database.fail(0);
        store.close();

        assertThrows(IOException.class, () -> store.deleteBefore(Instant.EPOCH));
    }

    @Test
    @DisplayName("A database that cannot be opened is reported; the log goes on until the end")
    void databaseThatDoesNotOpen() throws Exception {
        DatabaseOpener broken =
                () -> {
                    throw new UnsatisfiedLinkError("no native library");
                };
        try (var store = EmbeddedStore.open(temporary, EmbeddedSettings.DEFAULTS, CLOCK, broken)) {
            var failure = assertThrows(ExecutionException.class, () -> store.whenReady().get());
            assertInstanceOf(UnsatisfiedLinkError.class, failure.getCause());
            assertThrows(IOException.class, () -> store.latest(Filter.ALL, 1));
            store(store, 1, 10);
            assertTrue(store.statistics().lastError().contains("no native library"));
        }

        try (var store = open()) {
            store.whenReady().get();
        }
        assertEquals(10, database.requests());
    }

    private String failureToGetReady() throws Exception {
        try (var store = open()) {
            var failure = assertThrows(ExecutionException.class, () -> store.whenReady().get());
            return String.valueOf(
                    assertInstanceOf(StoreException.class, failure.getCause()).getMessage());
        }
    }

    @Test
    @DisplayName("A database that does not belong to the log is refused")
    void foreignDatabase() throws Exception {
        try (var store = open()) {
            store(store, 1, 10);
        }
        database.commit(500);
        assertTrue(failureToGetReady().startsWith("the database holds events up to frame 500 and"));
    }

    @Test
    @DisplayName("A database that is gone is refused when the log does not reach back")
    void databaseThatIsGone() throws Exception {
        var settings =
                new EmbeddedSettings(
                        1 << 16,
                        1 << 20,
                        null,
                        1_000,
                        Duration.ZERO,
                        Duration.ofMillis(10),
                        1 << 28,
                        1);
        try (var store = EmbeddedStore.open(temporary, settings, CLOCK, () -> database)) {
            for (int i = 0; i < 3; i++) {
                store(store, 1 + i * 2_000L, 1_500);
            }
        }
        try (var store = EmbeddedStore.open(temporary, settings, CLOCK, () -> database)) {
            store(store, 10_000, 1);
            await(() -> segments(store) == 1);
        }
        database = new FakeDatabase();
        assertTrue(
                failureToGetReady()
                        .startsWith("the database holds events up to frame 0 and the log starts"));
    }

    private static int segments(EmbeddedStore store) {
        try {
            return store.statistics().segments();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("A log that was moved away is begun anew behind what the database holds")
    void logThatWasMovedAway() throws Exception {
        try (var store = open()) {
            store(store, 1, 10);
            store(store, 11, 10);
        }
        assertEquals(2, database.position());
        Files.move(temporary.resolve("log"), temporary.resolve("damaged"));

        try (var store = open()) {
            store(store, 21, 10);
            assertEquals(3, store.statistics().durableSequence());
        }

        assertEquals(3, database.position());
        assertEquals(30, database.requests());
    }

    @Test
    @DisplayName("Requests are remembered across a restart as long as asked")
    void remembersRequests() throws Exception {
        try (var store = open()) {
            store(store, 1, 20);
        }
        try (var store = open()) {
            store(store, 21, 20);
            var keys = new ArrayList<Long>();
            store.recentExchanges(
                    Duration.ofSeconds(1),
                    (key, received) -> {
                        assertEquals(Requests.NOW - key, received);
                        keys.add(key);
                    });
            assertEquals(40, keys.size());
            keys.clear();
            store.recentExchanges(Duration.ofNanos(30_000), (key, _) -> keys.add(key));
            assertEquals(30, keys.size());
        }
    }

    @Test
    @DisplayName("A directory in use is refused; a failed start does not keep it")
    void refusesDirectoryInUse() throws IOException {
        try (var store = open()) {
            assertTrue(store.isWritable());
            assertThrows(StoreException.class, this::open);
        }
        Files.createFile(temporary.resolve("log").resolve(Segment.name(100)));
        var refusal = assertThrows(StoreException.class, this::open);
        assertTrue(String.valueOf(refusal.getMessage()).startsWith("frames 1 to 99 are missing"));
        Files.delete(temporary.resolve("log").resolve(Segment.name(100)));
        open().close();
    }

    @Test
    @DisplayName("A log that cannot be read is refused with the reason")
    void unreadableLog() throws IOException {
        open().close();
        Files.delete(temporary.resolve("log").resolve(Segment.name(1)));
        Files.delete(temporary.resolve("log"));
        Files.createFile(temporary.resolve("log"));

        var refusal = assertThrows(StoreException.class, this::open);

        assertTrue(String.valueOf(refusal.getMessage()).endsWith(": check the disk"));
    }

    @Test
    @DisplayName("Much is loaded at once, without waiting for the time of the next round")
    void loadsMuchAtOnce() throws Exception {
        var settings =
                new EmbeddedSettings(
                        1 << 26,
                        1 << 28,
                        null,
                        1_000_000,
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        1 << 28,
                        1);
        try (var store = EmbeddedStore.open(temporary, settings, CLOCK, () -> database)) {
            store.whenReady().get();
            for (int i = 0; i < 60; i++) {
                store(store, i * 2_000L, 2_000);
            }
            store(store, 1_000_000, 1);
            await(() -> database.position() > 0);
        }
        assertEquals(120_001, database.requests());
    }
}
