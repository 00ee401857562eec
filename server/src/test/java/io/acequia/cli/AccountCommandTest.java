package io.acequia.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.access.Accounts;
import java.nio.file.Files;
import java.nio.file.Path;
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
