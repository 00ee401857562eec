package io.acequia.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.store.Filter;
import io.acequia.store.Micros;
import io.acequia.store.Search;
import io.acequia.store.TimeRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseFileTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123Z");

    @TempDir Path directory;
    private Path crashed;
    private Path file;
    private Path log;

    /// Leaves what a crash would leave: a checkpoint at frame 3, and frames 4 to 6 in DuckDB's log.
    @BeforeEach
    void crash() throws Exception {
        crashed = Files.createDirectory(directory.resolve("crashed"));
        file = crashed.resolve("events.duckdb");
        log = crashed.resolve("events.duckdb.wal");
        var running = directory.resolve("running");
        try (var database = open(running)) {
            load(database, 1, 3);
            database.checkpoint();
            load(database, 4, 6);
            Files.copy(running.resolve("events.duckdb"), file);
            Files.copy(running.resolve("events.duckdb.wal"), log);
        }
    }

    @Test
    @DisplayName("DuckDB's log is replayed, and gone after opening")
    void replay() throws Exception {
        assertStateAfterOpening(6);

        assertFalse(Files.exists(crashed.resolve("quarantine")));
    }

    @Test
    @DisplayName("a torn end of the log costs the last load as a whole")
    void tornLog() throws Exception {
        var bytes = Files.readAllBytes(log);
        Files.write(log, Arrays.copyOf(bytes, bytes.length - 10));

        assertStateAfterOpening(5);
    }

    @Test
    @DisplayName(
            "a damaged log goes to quarantine, and the position is that of the last checkpoint")
    void damagedLog() throws Exception {
        flip(log, (int) Files.size(log) / 2);

        assertStateAfterOpening(3);

        assertEquals(
                List.of("events.duckdb.wal.20261123T100000123Z"),
                names(crashed.resolve("quarantine")));
    }

    @Test
    @DisplayName("a log that DuckDB ignores without a word goes to quarantine too")
    void unrecognisedLog() throws Exception {
        flip(log, 0);

        assertStateAfterOpening(3);

        assertEquals(
                List.of("events.duckdb.wal.20261123T100000123Z"),
                names(crashed.resolve("quarantine")));
        assertStateAfterOpening(3);
    }

    @Test
    @DisplayName("a missing file is made anew at frame 0, and the log of the old one is kept")
    void missingFile() throws Exception {
        Files.delete(file);

        assertStateAfterOpening(0);

        assertEquals(1, names(crashed.resolve("quarantine")).size());
    }

    @Test
    @DisplayName("a crash while the file is made leaves none under its name")
    void unfinishedFile() throws Exception {
        Files.delete(log);
        Files.move(file, crashed.resolve("events.duckdb.new"));

        assertStateAfterOpening(0);

        assertFalse(Files.exists(crashed.resolve("events.duckdb.new")));
    }

    @Test
    @DisplayName("a damaged file is left as it is, and the message says what to do")
    void damagedFile() throws Exception {
        flip(file, 4_100);
        flip(log, (int) Files.size(log) / 2);
        var before = Files.readAllBytes(file);

        var refused = refused();

        assertTrue(refused.startsWith(file + " cannot be opened: "), refused);
        assertTrue(refused.endsWith("from what the write-ahead log still has"), refused);
        assertEquals(-1, Arrays.mismatch(before, Files.readAllBytes(file)));
        assertTrue(Files.exists(log));
    }

    @Test
    @DisplayName("a database whose tables cannot be read is refused, and let go")
    void unreadableTables() throws Exception {
        sql("alter table series rename to hidden");

        assertTrue(refused().startsWith(file + " cannot be opened: Catalog Error: "));

        sql("alter table hidden rename to series");
        assertStateAfterOpening(6);
    }

    @Test
    @DisplayName("a file of another kind is refused")
    void foreignFile() throws Exception {
        Files.writeString(file, "SQLite format 3".repeat(1_000));

        assertTrue(refused().contains("not a valid DuckDB database file"));
    }

    @Test
    @DisplayName("a directory in the place of the file is refused")
    void directoryInPlace() throws Exception {
        Files.delete(file);
        Files.createDirectory(file);

        assertTrue(refused().contains("; check the file"));
    }

    @Test
    @DisplayName("a database of something else is refused")
    void foreignDatabase() throws Exception {
        Files.delete(file);
        Files.delete(log);
        sql("create table other (id integer)");

        assertEquals(
                file + " is not a database of Acequia; choose another data directory", refused());
    }

    @Test
    @DisplayName("a database of a later format is refused")
    void laterFormat() throws Exception {
        sql("insert into acequia values (2)");

        assertEquals(
                file
                        + " has format 2 and this program reads format 1; start the newer program"
                        + " that wrote it",
                refused());
    }

    @Test
    @DisplayName("a database that another process has open is refused with its number")
    void lockedFile() throws Exception {
        var process = DatabaseProcess.start("hold", crashed);
        try (var output = process.inputReader()) {
            assertEquals("open", output.readLine());

            assertEquals(
                    file
                            + " is in use by another process (PID "
                            + process.pid()
                            + "); stop it first",
                    refused());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    @DisplayName(
            "a library that cannot be unpacked is told with the directory that must be writable")
    void missingLibrary() throws Exception {
        var nowhere = directory.resolve("nowhere");

        var process = DatabaseProcess.start("open", crashed, "-Djava.io.tmpdir=" + nowhere);

        try (var output = process.inputReader()) {
            var message = output.readLine();
            assertTrue(message.startsWith("the library of DuckDB for "), message);
            assertTrue(message.endsWith(nowhere + " must be writable"), message);
        } finally {
            process.waitFor();
        }
    }

    private DuckDatabase open(Path path) throws IOException {
        return DuckDatabase.open(path, DatabaseSettings.DEFAULTS, () -> NOW);
    }

    private String refused() {
        return String.valueOf(
                assertThrows(IOException.class, () -> open(crashed).close()).getMessage());
    }

    /// Asserts that there is one event for each frame up to the position, and that loads go on.
    private void assertStateAfterOpening(int position) throws IOException {
        try (var database = open(crashed)) {
            assertEquals(position, database.position());
            var found = database.search(new Search(Filter.ALL, TimeRange.ALL, 10));
            assertEquals(position, found.events().size());
            assertFalse(Files.exists(log));
        }
    }

    private static void load(DuckDatabase database, int first, int last) throws IOException {
        for (int sequence = first; sequence <= last; sequence++) {
            var visitor = database.begin();
            visitor.series(new Series(0, "n", "s", "o", "t", "u"));
            visitor.number(0, new Times().at(Micros.of(NOW) + sequence), sequence);
            database.commit(sequence);
        }
    }

    private static void flip(Path path, int position) throws IOException {
        var bytes = Files.readAllBytes(path);
        bytes[position] ^= 0x40;
        Files.write(path, bytes);
    }

    private static List<String> names(Path path) throws IOException {
        try (var files = Files.list(path)) {
            return files.map(each -> each.getFileName().toString()).toList();
        }
    }

    private void sql(String sql) throws Exception {
        try (var connection =
                        DuckDBConnection.newConnection(
                                "jdbc:duckdb:" + file, false, null, new Properties());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
