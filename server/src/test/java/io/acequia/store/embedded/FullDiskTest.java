package io.acequia.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.store.Filter;
import io.acequia.store.Histogram;
import io.acequia.store.Micros;
import io.acequia.store.TimeRange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A limit on the size of the files that this process writes stands for a full disk. Needs the
/// command `prlimit` of Linux.
class FullDiskTest {
    private static final long MICROS = Micros.of(Instant.parse("2026-11-23T12:00:00Z"));
    private static final int ROWS = 30_000;
    private static final String MEBIBYTE = "1048576";

    @TempDir Path directory;
    private final Random random = new Random(1);
    private DuckDatabase database;

    @BeforeEach
    void open() throws IOException {
        database = DuckDatabase.open(directory, DatabaseSettings.DEFAULTS, InstantSource.system());
        load(1);
    }

    @AfterEach
    void close() throws Exception {
        limitFiles("unlimited");
        database.close();
    }

    @Test
    @DisplayName("a load that does not fit is not committed, and is when there is room again")
    void loadThatDoesNotFit() throws Exception {
        limitFiles("524288");

        var failed = assertThrows(IOException.class, () -> load(2));

        database.rollback();
        assertTrue(failed.toString().contains("the load was not committed: "));
        assertEquals(1, database.position());
        assertEquals(ROWS, count());
        limitFiles("unlimited");
        load(2);
        assertEquals(2 * ROWS, count());
    }

    @Test
    @DisplayName("after a checkpoint that does not fit, queries and later loads work")
    void checkpointThatDoesNotFit() throws Exception {
        load(2);
        limitFiles(MEBIBYTE);

        var failed = assertThrows(IOException.class, () -> database.checkpoint());

        assertTrue(failed.toString().contains("there was no checkpoint: "));
        assertEquals(2, database.position());
        assertEquals(2 * ROWS, count());
        limitFiles("unlimited");
        load(3);
        database.checkpoint();
        assertEquals(3 * ROWS, count());
    }

    @Test
    @DisplayName("a load is committed although the checkpoint that comes with it does not fit")
    void checkpointOfLoadThatDoesNotFit() throws Exception {
        load(2);
        load(3);
        database.close();
        var eager = new DatabaseSettings(64 << 20, 2, 1 << 30, 2, 1 << 20);
        database = DuckDatabase.open(directory, eager, InstantSource.system());
        assertTrue(database.size() > 1 << 20);
        limitFiles(MEBIBYTE);

        load(4);

        assertEquals(4, database.position());
        assertEquals(4 * ROWS, count());
    }

    private void load(long sequence) throws IOException {
        var times = new Times();
        var visitor = database.begin();
        visitor.series(new Series(0, "n", "s", "o", "t", null));
        for (int row = 0; row < ROWS; row++) {
            visitor.number(0, times.at(MICROS + random.nextInt(1_000_000)), random.nextDouble());
        }
        database.commit(sequence);
    }

    private long count() throws IOException {
        return database.histogram(
                        new Histogram(Filter.ALL, TimeRange.ALL, Duration.ofDays(110_000)))
                .getFirst()
                .count();
    }

    private static void limitFiles(String bytes) throws Exception {
        var self = String.valueOf(ProcessHandle.current().pid());
        var command = List.of("prlimit", "--pid", self, "--fsize=" + bytes + ":");
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
    }
}
