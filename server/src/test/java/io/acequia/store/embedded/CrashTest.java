package io.acequia.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.store.Count;
import io.acequia.store.Filter;
import io.acequia.store.Histogram;
import io.acequia.store.TimeRange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
    private static final int ROUNDS = 8;

    @TempDir Path directory;

    @Test
    @DisplayName(
            "after kill -9 at any time every load up to the position is whole, no other is there")
    void killedWhileLoading() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed of the crash test: " + seed);
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            long committed = loadUntilKilled(Duration.ofMillis(random.nextInt(600)));

            assertWhole(committed);
        }
    }

    /// Returns the last sequence that the process said was committed.
    private long loadUntilKilled(Duration after) throws Exception {
        var process = DatabaseProcess.start("load", directory);
        try (var output = process.inputReader()) {
            assertEquals("open", output.readLine());
            long deadline = System.nanoTime() + after.toNanos();
            long last = 0;
            while (System.nanoTime() < deadline) {
                last = output.ready() ? Long.parseLong(output.readLine()) : last;
                LockSupport.parkNanos(1_000);
            }
            // Unlike the process, its handle leaves the output to be read.
            process.toHandle().destroyForcibly();
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                last = line.isEmpty() ? last : Long.parseLong(line);
            }
            return last;
        }
    }

    private void assertWhole(long committed) throws IOException {
        try (var database =
                DuckDatabase.open(directory, DatabaseProcess.SMALL, InstantSource.system())) {
            long position = database.position();
            assertTrue(position >= committed, () -> position + " < " + committed);
            var range =
                    new TimeRange(
                            DatabaseProcess.START,
                            DatabaseProcess.START.plus(Duration.ofDays(410)));
            var counts =
                    database
                            .histogram(new Histogram(Filter.ALL, range, Duration.ofHours(1)))
                            .stream()
                            .mapToLong(Count::count)
                            .toArray();
            assertTrue(position < counts.length, "more loads than the histogram has hours");
            for (int hour = 0; hour < counts.length; hour++) {
                boolean isLoaded = hour > 0 && hour <= position;
                assertEquals(isLoaded ? DatabaseProcess.rows(hour) : 0, counts[hour]);
            }
        }
    }
}
