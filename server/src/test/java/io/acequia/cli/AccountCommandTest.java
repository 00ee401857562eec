package io.acequia.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.access.Accounts;
import io.acequia.access.Doorkeeper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountCommandTest {
    @TempDir Path directory;

    private final FakeServer process = new FakeServer();
    private String password = "correct horse";

    private int run(String... arguments) {
        process.directory = directory;
        return CommandRun.commandLine(new AccountCommand(process.surroundings(), () -> password))
                .setErr(process.surroundings().err())
                .execute(arguments);
    }

    private int add(String... arguments) {
        var all = new String[arguments.length + 3];
        all[0] = "add";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--data";
        all[arguments.length + 2] = directory.toString();
        return run(all);
    }

    @Test
    @DisplayName("Accounts are added, listed without secrets, and removed")
    void life() throws Exception {
        assertEquals(ExitCode.OK, add("ana"));
        assertEquals(ExitCode.OK, add("bo", "--role", "viewer", "--namespace", "b"));
        assertEquals(ExitCode.OK, run("list", "--data", directory.toString()));

        assertEquals(
                "ana\teditor\tpassword\tall namespaces\nbo\tviewer\tpassword\tb\n",
                process.out.toString());
        assertEquals(ExitCode.OK, run("remove", "ana", "--data", directory.toString()));
        assertEquals(1, new Accounts(directory.resolve(Accounts.FILE)).read().size());
    }

    @Test
    @DisplayName("The secret of a program is printed, once, and kept nowhere")
    void token() throws Exception {
        assertEquals(ExitCode.OK, add("grafana", "--role", "viewer", "--token"));

        var secret = process.out.toString().strip();
        assertEquals(43, secret.length());
        assertFalse(Files.readString(directory.resolve(Accounts.FILE)).contains(secret));
    }

    @Test
    @DisplayName("Secrets may come from files, whose last line ends or does not")
    void files() throws Exception {
        var secret = Files.writeString(directory.resolve("password"), "correct horse\n");
        var token = Files.writeString(directory.resolve("token"), "0123456789abcdef".repeat(2));

        assertEquals(ExitCode.OK, add("ana", "--password-file", "" + secret));
        assertEquals(ExitCode.OK, add("probe", "--role=viewer", "--token-file", "" + token));

        var accounts = new Accounts(directory.resolve(Accounts.FILE));
        var doorkeeper = new Doorkeeper(accounts, InstantSource.system());
        assertInstanceOf(
                Doorkeeper.Attempt.Welcome.class,
                doorkeeper.login("ana", "correct horse", "192.0.2.1"));
        var visitor = doorkeeper.admit("", "Bearer " + "0123456789abcdef".repeat(2));
        assertEquals("probe", visitor.orElseThrow().name());
    }

    @Test
    @DisplayName("A file without a usable secret is refused with the reason")
    void badFiles() throws Exception {
        var empty = Files.writeString(directory.resolve("empty"), "");
        var missing = directory.resolve("missing");

        assertEquals(ExitCode.USAGE, add("ana", "--password-file", "" + empty));
        assertEquals(ExitCode.USAGE, add("ana", "--token-file", "" + empty));
        assertEquals(ExitCode.USAGE, add("ana", "--token-file", "" + missing));

        var errors = process.err.toString();
        assertTrue(errors.contains("at least 10 characters"), errors);
        assertTrue(errors.contains("the secret of a program has at least 32 characters"), errors);
        assertTrue(errors.contains("cannot read " + missing), errors);
    }

    @Test
    @DisplayName("In the program, where every command has help, arguments stay in their places")
    void inTheProgram() throws Exception {
        var arguments =
                new String[] {
                    "account", "add", "bo", "--role", "viewer", "--token", "--data", "" + directory
                };

        assertEquals(ExitCode.OK, Commands.run(process.surroundings(), arguments));
        assertEquals(ExitCode.OK, Commands.run(process.surroundings(), "account", "add", "--help"));

        var account = new Accounts(directory.resolve(Accounts.FILE)).read().getFirst();
        assertEquals("bo", account.name());
        assertTrue(process.out.toString().contains("--namespace=NAME"), process.out.toString());
        assertEquals(
                ExitCode.OK,
                Commands.run(
                        process.surroundings(),
                        "account",
                        "remove",
                        "bo",
                        "--data",
                        "" + directory));
    }

    @Test
    @DisplayName("What cannot be is refused with the reason")
    void refused() {
        password = "short";

        assertEquals(ExitCode.USAGE, add("ana"));
        assertTrue(
                process.err.toString().contains("a password has at least 10 characters"),
                process.err.toString());
        assertEquals(ExitCode.USAGE, run("remove", "ana", "--data", directory.toString()));
        assertTrue(
                process.err.toString().contains("there is no account ana"), process.err.toString());
        password = "correct horse";
        assertEquals(ExitCode.USAGE, add("a b"));
    }
}
