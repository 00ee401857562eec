package io.acequia.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.store.SeriesHash;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesFileTest {
    private static final long SECRET = 9;
    private final SeriesHash hash = new SeriesHash(SECRET);
    private final SimulatedDisk disk = new SimulatedDisk();
    private SimulatedFiles files = disk.directory("data");

    private SeriesDictionary dictionary() {
        return new SeriesDictionary(hash, 2_000_000, () -> 0);
    }

    private void define(SeriesDictionary dictionary, int from, int to) {
        var cache = new SeriesCache();
        for (int i = from; i < to; i++) {
            var events = Requests.request(64).event("probe" + i).number(1).events();
            assertEquals(i, dictionary.resolve(hash.of(events, 0), events, 0, cache));
        }
    }

    private static void assertDefined(int count, SeriesDictionary dictionary) {
        assertEquals(count, dictionary.size());
        for (int i = 0; i < count; i++) {
            assertEquals("probe" + i, dictionary.series(i).origin());
        }
    }

    /// Appends 2, 3 and 5 series.
    private void appendThrice() throws IOException {
        var dictionary = dictionary();
        try (var file = SeriesFile.open(files, SECRET, dictionary)) {
            for (int to : new int[] {2, 5, 10}) {
                define(dictionary, dictionary.size(), to);
                file.append(dictionary, to - 1);
                assertEquals(to, file.count());
            }
        }
    }

    @Test
    @DisplayName("What was appended is there after the next start, power cut or not")
    void keepsSeries() throws IOException {
        appendThrice();

        for (int seed = 0; seed < 20; seed++) {
            var dictionary = dictionary();
            var left = disk.afterPowerCut(new Random(seed)).directory("data");
            try (var file = SeriesFile.open(left, SECRET, dictionary)) {
                assertEquals(10, file.count());
            }
            assertDefined(10, dictionary);
        }
    }

    @Test
    @DisplayName("Series that are in the file are not appended again")
    void appendsOnce() throws IOException {
        appendThrice();
        int operations = disk.done.size();
        var dictionary = dictionary();

        try (var file = SeriesFile.open(files, SECRET, dictionary)) {
            operations = disk.done.size();
            file.append(dictionary, 9);
        }

        assertEquals(operations, disk.done.size());
    }

    @Test
    @DisplayName(
            "A file that is cut anywhere is read up to the last whole append, and goes on there")
    void readsCutFiles() throws IOException {
        appendThrice();
        byte[] whole = files.bytes(SeriesFile.NAME);
        for (int length = 0; length < whole.length; length++) {
            files.put(SeriesFile.NAME, Arrays.copyOf(whole, length));
            var dictionary = dictionary();
            int found;
            try (var file = SeriesFile.open(files, SECRET, dictionary)) {
                found = dictionary.size();
                assertTrue(found == 0 || found == 2 || found == 5);
                define(dictionary, found, 12);
                file.append(dictionary, 11);
            }
            var again = dictionary();
            SeriesFile.open(files, SECRET, again).close();
            assertDefined(12, again);
        }
    }

    @Test
    @DisplayName("A byte that changed is noticed unless it is in the last append")
    void noticesChanges() throws IOException {
        appendThrice();
        byte[] whole = files.bytes(SeriesFile.NAME).clone();
        int refused = 0;
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x10;
            files.put(SeriesFile.NAME, changed);
            var dictionary = dictionary();
            try (var file = SeriesFile.open(files, SECRET, dictionary)) {
                assertEquals(5, file.count(), "byte " + at);
            } catch (StoreException e) {
                assertTrue(String.valueOf(e.getMessage()).startsWith("data/series"));
                refused++;
            }
        }
        assertTrue(refused > whole.length / 3, "only " + refused);
    }

    @Test
    @DisplayName("The file of another data directory is refused")
    void refusesForeignFiles() throws IOException {
        appendThrice();

        var refusal =
                assertThrows(StoreException.class, () -> SeriesFile.open(files, 10, dictionary()));

        assertEquals(
                "data/series belongs to another data directory or has been renamed: move it away",
                refusal.getMessage());
    }

    @Test
    @DisplayName("An append that failed is repeated as a whole, behind what is durable")
    void repeatsFailedAppends() throws IOException {
        for (int n = 0; n < 3; n++) {
            var fresh = new SimulatedDisk();
            files = fresh.directory("data");
            var dictionary = dictionary();
            try (var file = SeriesFile.open(files, SECRET, dictionary)) {
                define(dictionary, 0, 5);
                file.append(dictionary, 4);
                define(dictionary, 5, 10);
                // The write or the force fails, and in the last round the cut as well.
                fresh.failOperations(n % 2, n == 2 ? 2 : 1);
                assertThrows(IOException.class, () -> file.append(dictionary, 9));
                assertEquals(5, file.count());

                file.append(dictionary, 9);
            }

            var again = dictionary();
            var left = fresh.afterPowerCut(new Random(n)).directory("data");
            SeriesFile.open(left, SECRET, again).close();
            assertDefined(10, again);
        }
    }

    @Test
    @DisplayName("A million series are read in a second or so of computing")
    void readsManySeries(@TempDir Path directory) throws IOException {
        var real = DirectoryFiles.in(directory);
        var dictionary = dictionary();
        define(dictionary, 0, 1_000_000);
        try (var file = SeriesFile.open(real, SECRET, dictionary())) {
            file.append(dictionary, 999_999);
        }
        var again = dictionary();

        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        SeriesFile.open(real, SECRET, again).close();
        var taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);

        assertEquals(1_000_000, again.size());
        assertTrue(taken.toMillis() < 3_000, "took " + taken);
    }
}
