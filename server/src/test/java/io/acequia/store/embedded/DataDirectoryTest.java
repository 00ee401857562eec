package io.acequia.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir private Path temporary = Path.of("");

    private static String refusal(Path path) {
        return String.valueOf(
                assertThrows(StoreException.class, () -> DataDirectory.open(path, () -> 1))
                        .getMessage());
    }

    @Test
    @DisplayName("A directory that does not exist is made; its secret stays the same")
    void makesDirectory() throws IOException {
        var path = temporary.resolve("a/b");

        try (var directory = DataDirectory.open(path, () -> 0xabcL)) {
            assertTrue(directory.isNew());
            assertEquals(0xabcL, directory.secret());
        }

        try (var directory = DataDirectory.open(path, () -> 5)) {
            assertFalse(directory.isNew());
            assertEquals(0xabcL, directory.secret());
        }
        assertEquals(
                "acequia store, format 1\nsecret 0000000000000abc\n",
                Files.readString(path.resolve("format")));
    }

    @Test
    @DisplayName("A directory in use is refused with the process that uses it")
    void refusesSecondUse() throws IOException {
        try (var directory = DataDirectory.open(temporary, () -> 1)) {
            assertTrue(directory.isNew());
            assertEquals(
                    "data directory %s is in use by process %d: stop it or use another --data"
                            .formatted(temporary, ProcessHandle.current().pid()),
                    refusal(temporary));
        }
        DataDirectory.open(temporary, () -> 1).close();
    }

    /// Holds a directory until it is killed; run in a process of its own.
    static final class Holder {
        private Holder() {}

        /// Prints a line when it holds the directory, and ends with its input.
        public static void main(String[] arguments) throws IOException {
            try (var directory = DataDirectory.open(Path.of(arguments[0]), () -> 1)) {
                System.out.println(directory.secret());
                System.out.flush();
                System.in.readAllBytes();
            }
        }
    }

    @Test
    @Timeout(60)
    @DisplayName("A directory that another process uses is refused until that is killed")
    void refusesSecondProcess() throws Exception {
        var holder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Holder.class.getName(),
                                temporary.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var output = holder.inputReader(StandardCharsets.UTF_8)) {
            assertEquals("1", output.readLine());
            assertTrue(refusal(temporary).contains("in use by process " + holder.pid() + ":"));
        } finally {
            holder.destroyForcibly();
            assertTrue(holder.waitFor(30, TimeUnit.SECONDS));
        }

        DataDirectory.open(temporary, () -> 1).close();
    }

    @Test
    @DisplayName(
            "A directory with other files is refused and left alone; traces of a start are fine, and"
                    + " accounts of before the first")
    void refusesForeignDirectories() throws IOException {
        var foreign = Files.createDirectories(temporary.resolve("foreign"));
        Files.createFile(foreign.resolve("thesis.tex"));
        var traces = Files.createDirectories(temporary.resolve("traces"));
        Files.createFile(traces.resolve("lock"));
        Files.createFile(traces.resolve("format.new"));
        Files.createDirectory(traces.resolve("lost+found"));
        for (var before : List.of("accounts.json", "tls.crt", "tls.key", "acequia.yaml")) {
            Files.createFile(traces.resolve(before));
        }

        assertEquals(
                foreign
                        + " is not a data directory, it holds thesis.tex: name an empty one with"
                        + " --data",
                refusal(foreign));

        assertFalse(Files.exists(foreign.resolve("lock")));
        DataDirectory.open(traces, () -> 1).close();
        assertFalse(Files.exists(traces.resolve("format.new")));
    }

    @Test
    @DisplayName("A directory of a newer version is refused")
    void refusesNewerVersions() throws IOException {
        Files.writeString(
                temporary.resolve("format"), "acequia store, format 2\nsecret 0000000000000abc\n");

        assertEquals(
                "data directory "
                        + temporary
                        + " has format 2, this version reads up to 1: use a newer version of"
                        + " acequia",
                refusal(temporary));
    }

    @Test
    @DisplayName("A damaged format file is refused")
    void refusesDamagedFormat() throws IOException {
        Files.writeString(temporary.resolve("format"), "acequia");

        assertTrue(refusal(temporary).startsWith(temporary.resolve("format") + " is damaged"));
        Files.delete(temporary.resolve("format"));
        DataDirectory.open(temporary, () -> 1).close();
    }

    @Test
    @DisplayName("A path that cannot be a directory is refused with the reason")
    void refusesImpossiblePaths() throws IOException {
        var file = Files.createFile(temporary.resolve("file"));
        var locked = Files.createDirectories(temporary.resolve("locked"));
        Files.createDirectory(locked.resolve("lock"));

        assertTrue(refusal(file).matches("data directory .*file cannot be used, .*: choose .*"));
        assertTrue(refusal(file.resolve("below")).contains("cannot be used, "));
        assertTrue(refusal(locked).contains("Is a directory: choose another with --data"));
    }
}
