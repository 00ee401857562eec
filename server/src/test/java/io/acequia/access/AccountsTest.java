package io.acequia.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsTest {
    private static final String PASSWORD = "correct horse";

    @TempDir Path directory;

    private Path file() {
        return directory.resolve("below").resolve(Accounts.FILE);
    }

    private static Account viewer(String name, String token) {
        return Account.withToken(name, Role.VIEWER, Set.of("a", "b"), token.repeat(32));
    }

    @Test
    @DisplayName("What is put can be read again, in a file that only its owner reads")
    void keeps() throws IOException {
        var accounts = new Accounts(file());
        var ana = Account.withPassword("ana", Role.EDITOR, Set.of(), PASSWORD);
        accounts.put(ana);
        accounts.put(viewer("grafana", "secret"));

        assertEquals(List.of(ana, viewer("grafana", "secret")), new Accounts(file()).read());
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
        try (var files = Files.list(file().getParent())) {
            assertEquals(List.of(file()), files.toList());
        }
    }

    @Test
    @DisplayName("security S10: neither password nor token is in the file")
    void hidden() throws IOException {
        var accounts = new Accounts(file());
        accounts.put(Account.withPassword("ana", Role.EDITOR, Set.of(), PASSWORD));
        accounts.put(viewer("grafana", "secret-token"));

        var text = Files.readString(file());

        assertFalse(text.contains(PASSWORD));
        assertFalse(text.contains("secret-token"));
    }

    @Test
    @DisplayName("An account of the same name takes the place of the older one")
    void replaces() throws IOException {
        var accounts = new Accounts(file());
        accounts.put(viewer("grafana", "old"));
        accounts.put(viewer("grafana", "new"));

        assertEquals(List.of(viewer("grafana", "new")), accounts.read());
        assertTrue(accounts.remove("grafana"));
        assertFalse(accounts.remove("grafana"));
        assertEquals(List.of(), accounts.read());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"accounts\":[{}]}",
                "{\"accounts\":[{\"name\":\"a b\",\"role\":\"viewer\",\"secret\":\"sha256$x\"}]}",
                "{\"accounts\":[{\"name\":\"ana\",\"role\":\"god\",\"secret\":\"sha256$x\"}]}",
                "{\"accounts\":[{\"name\":\"ana\",\"role\":\"viewer\",\"secret\":\"password\"}]}"
            })
    @DisplayName("A file that is no list of accounts is named, with the next step")
    void broken(String text) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), text);

        var refusal = assertThrows(IOException.class, () -> new Accounts(file()).read());

        var message = String.valueOf(refusal.getMessage());
        assertTrue(message.startsWith(file() + " is no list of accounts"), message);
        assertTrue(message.endsWith("mend or remove it"), message);
    }

    @Test
    @DisplayName("A short password is refused; the same password has another hash each time")
    void passwords() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Account.withPassword("ana", Role.VIEWER, Set.of(), "123456789"));
        var first = Secrets.hash(PASSWORD);
        var second = Secrets.hash(PASSWORD);

        assertNotEquals(first, second);
        assertTrue(Secrets.matches(PASSWORD, first));
        assertTrue(Secrets.matches(PASSWORD, second));
        assertFalse(Secrets.matches(PASSWORD + " ", first));
        assertFalse(Secrets.matches(PASSWORD, "sha256$" + PASSWORD));
    }

    @Test
    @DisplayName("Tokens are 256 random bits")
    void tokens() {
        assertEquals(43, Account.newToken().length());
        assertNotEquals(Account.newToken(), Account.newToken());
    }
}
