package io.acequia.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.access.Account;
import io.acequia.access.Accounts;
import io.acequia.access.Role;
import io.acequia.console.Events;
import io.acequia.console.MemoryStore;
import io.acequia.console.TestCertificate;
import io.acequia.console.TestConsole;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpOptionsTest {
    private static final String TOKEN = "a-secret-that-nobody-can-guess-at-all";
    @TempDir Path directory;

    @Test
    @DisplayName("A server with accounts is asked with a token")
    void token() throws Exception {
        var accounts = new Accounts(directory.resolve(Accounts.FILE));
        accounts.put(Account.withToken("cli", Role.VIEWER, Set.of(), TOKEN));
        var store = new MemoryStore();
        store.add(Events.temperature("probe1", 21.5, Events.TEN));
        try (var console = TestConsole.start(store, InstantSource.fixed(Events.TEN), directory)) {
            var http = "--http=localhost:" + console.port();

            var stranger = CommandRun.of(QueryCommand::new, http);
            var known = CommandRun.of(QueryCommand::new, http, "--token=" + TOKEN);

            assertEquals(ExitCode.REFUSED, stranger.code());
            assertTrue(stranger.err().contains("those who have an account"), stranger.err());
            assertEquals(ExitCode.OK, known.code(), known.err());
            assertTrue(known.out().contains("probe1"), known.out());
        }
    }

    @Test
    @DisplayName("A certificate is believed when --ca names who signed it, and otherwise not")
    void certificate() throws Exception {
        var files = TestCertificate.make(directory, "RSA", "-1d", 30).write(directory);
        var store = new MemoryStore().add(Events.temperature("probe1", 21.5, Events.TEN));
        var clock = InstantSource.fixed(Events.TEN);
        try (var console = TestConsole.start(store, clock, directory, files)) {
            var http = "--http=https://localhost:" + console.port();

            var stranger = CommandRun.of(QueryCommand::new, http);
            var known = CommandRun.of(QueryCommand::new, http, "--ca=" + files.chain());
            var broken = CommandRun.of(QueryCommand::new, http, "--ca=" + files.key());

            assertEquals(ExitCode.UNREACHABLE, stranger.code());
            assertTrue(stranger.err().contains("is not trusted"), stranger.err());
            assertEquals(ExitCode.OK, known.code(), known.err());
            assertTrue(known.out().contains("probe1"), known.out());
            assertEquals(ExitCode.USAGE, broken.code(), broken.err());
        }
    }
}
