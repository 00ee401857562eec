package io.acequia.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.settings.StoreSettings.Kind;
import io.acequia.store.Events;
import io.acequia.store.Outcome;
import io.acequia.store.copy.MemoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("store copy")
class StoreCommandTest {
    @TempDir Path directory;

    private final FakeServer process = new FakeServer();
    private final MemoryStore embedded = new MemoryStore(1);
    private final MemoryStore cluster = new MemoryStore(2);

    private int copy(String from, String to, String... more) {
        process.stores = (kind, _) -> kind == Kind.EMBEDDED ? embedded : cluster;
        process.directory = directory;
        var arguments = new String[8 + more.length];
        var fixed =
                new String[] {
                    "store", "copy", "--from", from, "--to", to, "--data", "" + directory
                };
        System.arraycopy(fixed, 0, arguments, 0, 8);
        System.arraycopy(more, 0, arguments, 8, more.length);
        return process.run(arguments);
    }

    @Test
    @DisplayName("copies, and says in one line what it did")
    void copies() {
        cluster.with(Events.many(1_234, index -> Events.plain().later(index)));

        int first = copy("opensearch", "embedded");
        int second = copy("OpenSearch", "embedded", "--restart");

        assertEquals(ExitCode.OK, first, process.err.toString());
        assertEquals(ExitCode.OK, second, process.err.toString());
        assertEquals(cluster.events, embedded.events);
        var lines = process.out.toString().lines().toList();
        assertTrue(
                lines.getFirst()
                        .startsWith(
                                "opensearch to embedded: 1,234 events copied, 0 there already, 0"
                                        + " refused, in "),
                lines.getFirst());
        assertTrue(lines.getLast().contains(" 0 events copied, 1,234 there"), lines.getLast());
        assertEquals("", process.err.toString());
    }

    @Test
    @DisplayName("says why events were refused for ever, exit 3")
    void refused() {
        cluster.with(Events.many(3, index -> Events.plain().later(index)));
        embedded.fate = _ -> new Outcome.Rejected("too odd");

        int exitCode = copy("opensearch", "embedded");

        assertEquals(ExitCode.REFUSED, exitCode);
        assertTrue(
                process.err
                        .toString()
                        .contains(
                                "3 events were refused for ever, the first because:" + " too odd"),
                process.err.toString());
    }

    @Test
    @DisplayName("ends in order when it is asked to, exit 4, and goes on with the same command")
    void stopped() {
        cluster.with(Events.many(500, index -> Events.plain().later(index)));
        var asked = new AtomicBoolean();
        embedded.fate =
                _ -> {
                    if (asked.compareAndSet(false, true)) {
                        Thread.startVirtualThread(process.terminations.getFirst());
                    }
                    return new Outcome.Unavailable(Duration.ofSeconds(1));
                };

        int stopped = copy("opensearch", "embedded");
        embedded.fate = _ -> Outcome.DURABLE;
        int resumed = copy("opensearch", "embedded");

        assertEquals(ExitCode.SERVER_FAILED, stopped);
        assertTrue(process.err.toString().contains("goes on"), process.err.toString());
        assertEquals(ExitCode.OK, resumed);
        assertEquals(cluster.events, embedded.events);
    }

    @Test
    @DisplayName("a store that cannot be opened is exit 5, with its reason")
    void unreachable() {
        process.stores =
                (_, _) -> {
                    throw new IOException("nobody answers");
                };

        int exitCode =
                process.run(
                        "store", "copy", "--from", "opensearch", "--to", "embedded", "--data", "x");

        assertEquals(ExitCode.UNREACHABLE, exitCode);
        assertEquals("acequia: nobody answers\n", process.err.toString());
    }

    @Test
    @DisplayName("what makes no sense is exit 2")
    void usage() {
        assertEquals(ExitCode.USAGE, copy("embedded", "embedded"));
        assertTrue(process.err.toString().contains("are both embedded"), process.err.toString());
        assertEquals(ExitCode.USAGE, copy("embedded", "opensearch"));
        assertTrue(
                process.err.toString().contains("there is no store in " + directory),
                process.err.toString());
    }
}
