package io.acequia.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.access.Doorkeeper.Attempt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorkeeperTest {
    private static final String TOKEN = "a-secret-that-nobody-can-guess-at-all";
    private static final String PASSWORD = "correct horse";
    private static final String HOME = "127.0.0.1";

    @TempDir Path directory;

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-23T10:00:00Z"));
    private Accounts accounts;

    @BeforeEach
    void accounts() {
        accounts = new Accounts(directory.resolve(Accounts.FILE));
    }

    private Doorkeeper doorkeeper() throws IOException {
        return new Doorkeeper(accounts, now::get);
    }

    private void later(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    private static Account ana() {
        return Account.withPassword("ana", Role.EDITOR, Set.of("a"), PASSWORD);
    }

    private static String login(Doorkeeper doorkeeper) {
        return assertInstanceOf(Attempt.Welcome.class, doorkeeper.login("ana", PASSWORD, HOME))
                .token();
    }

    @Test
    @DisplayName("Without accounts everybody comes in; with the first one nobody unknown does")
    void locks() throws IOException {
        var doorkeeper = doorkeeper();
        assertEquals(Optional.of(Visitor.ANYBODY), doorkeeper.admit("", ""));

        accounts.put(ana());
        later(Duration.ofSeconds(1));

        assertFalse(doorkeeper.isOpen());
        assertEquals(Optional.empty(), doorkeeper.admit("", ""));
        assertEquals(Optional.empty(), doorkeeper.admit("no-such-session", ""));
    }

    @Test
    @DisplayName("A door that is shut to strangers opens to the first account only")
    void isShut() throws IOException {
        var doorkeeper = new Doorkeeper(accounts, now::get, false);
        assertFalse(doorkeeper.isOpen());
        assertFalse(doorkeeper.knowsSomebody());
        assertEquals(Optional.empty(), doorkeeper.admit("", ""));

        accounts.put(Account.withToken("grafana", Role.VIEWER, Set.of(), TOKEN));
        later(Duration.ofSeconds(1));

        assertTrue(doorkeeper.knowsSomebody());
        assertEquals(Optional.empty(), doorkeeper.admit("", ""));
        assertTrue(doorkeeper.admit("", "Bearer " + TOKEN).isPresent());
    }

    @Test
    @DisplayName("A lost or broken file opens the door to nobody")
    void staysLocked() throws IOException {
        accounts.put(Account.withToken("grafana", Role.VIEWER, Set.of(), TOKEN));
        var doorkeeper = doorkeeper();
        Files.writeString(directory.resolve(Accounts.FILE), "{");
        later(Duration.ofSeconds(1));
        assertTrue(doorkeeper.admit("", "Bearer " + TOKEN).isPresent(), "as it was before");

        Files.delete(directory.resolve(Accounts.FILE));
        later(Duration.ofSeconds(1));

        assertFalse(doorkeeper.isOpen());
        assertEquals(Optional.empty(), doorkeeper.admit("", ""));
    }

    @Test
    @DisplayName("A session ends after 12 hours, and when its user says so")
    void sessions() throws IOException {
        accounts.put(ana());
        var doorkeeper = doorkeeper();
        var first = login(doorkeeper);
        var second = login(doorkeeper);
        assertEquals(
                Optional.of(new Visitor("ana", Role.EDITOR, Set.of("a"))),
                doorkeeper.admit(first, ""));

        doorkeeper.logout(first);
        assertEquals(Optional.empty(), doorkeeper.admit(first, ""));
        later(Duration.ofHours(12).minusSeconds(1));
        assertTrue(doorkeeper.admit(second, "").isPresent());
        later(Duration.ofSeconds(1));
        assertEquals(Optional.empty(), doorkeeper.admit(second, ""));
    }

    @Test
    @DisplayName("security S9: another password, or none any more, ends the sessions at once")
    void changed() throws IOException {
        accounts.put(ana());
        var doorkeeper = doorkeeper();
        var session = login(doorkeeper);

        accounts.put(ana());
        later(Duration.ofSeconds(1));

        assertEquals(Optional.empty(), doorkeeper.admit(session, ""));
    }

    @Test
    @DisplayName("A program shows its token as Bearer, or as the password of Basic")
    void tokens() throws IOException {
        accounts.put(Account.withToken("grafana", Role.VIEWER, Set.of(), TOKEN));
        accounts.put(ana());
        var doorkeeper = doorkeeper();
        var grafana = Optional.of(new Visitor("grafana", Role.VIEWER, Set.of()));

        assertEquals(grafana, doorkeeper.admit("", "Bearer " + TOKEN));
        assertEquals(grafana, doorkeeper.admit("", basic("anything:" + TOKEN)));
        assertEquals(Optional.empty(), doorkeeper.admit("", "Bearer secre"));
        assertEquals(Optional.empty(), doorkeeper.admit("", "Bearer "));
        assertEquals(Optional.empty(), doorkeeper.admit("", basic("ana:" + PASSWORD)));
        assertEquals(Optional.empty(), doorkeeper.admit("", "Basic %%%"));
        assertInstanceOf(Attempt.Wrong.class, doorkeeper.login("grafana", TOKEN, HOME));
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("After five wrong attempts an address waits, longer each time, others do not")
    void throttled() throws IOException {
        accounts.put(ana());
        var doorkeeper = doorkeeper();
        for (int i = 0; i < 5; i++) {
            assertInstanceOf(Attempt.Wrong.class, doorkeeper.login("ana", "wrong " + i, HOME));
        }

        var refusal =
                assertInstanceOf(Attempt.TooMany.class, doorkeeper.login("ana", PASSWORD, HOME));
        assertEquals(Duration.ofSeconds(1), refusal.pause());
        assertInstanceOf(Attempt.Welcome.class, doorkeeper.login("ana", PASSWORD, "::1"));

        later(Duration.ofSeconds(1));
        assertInstanceOf(Attempt.Wrong.class, doorkeeper.login("nobody", PASSWORD, HOME));
        refusal = assertInstanceOf(Attempt.TooMany.class, doorkeeper.login("ana", PASSWORD, HOME));
        assertEquals(Duration.ofSeconds(2), refusal.pause());

        later(Duration.ofSeconds(2));
        assertInstanceOf(Attempt.Welcome.class, doorkeeper.login("ana", PASSWORD, HOME));
        assertInstanceOf(Attempt.Wrong.class, doorkeeper.login("ana", "wrong", HOME));
    }

    @Test
    @DisplayName("No pause is longer than five minutes")
    void longestPause() {
        var throttle = new Throttle(now::get);
        for (int i = 0; i < 100; i++) {
            throttle.failed(HOME);
        }

        assertEquals(Duration.ofMinutes(5), throttle.wait(HOME));
    }
}
