package io.acequia.cli;

import io.acequia.access.Accounts;
import io.acequia.access.Role;
import io.acequia.settings.SettingsException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `acequia account`: who may use the console.
@Command(
        name = "account",
        description = {
            "Say who may use the console and the HTTP API.",
            "Without accounts everybody on this machine may, and nobody on others. A server that"
                    + " runs sees a change within a second."
        })
final class AccountCommand {
    private final Surroundings surroundings;
    private final PasswordPrompt password;

    /// Asks for a password.
    @FunctionalInterface
    interface PasswordPrompt {
        /// Returns it, empty when none was given.
        String ask() throws Failure;
    }

    /// @param password asks a person, or reads standard input
    AccountCommand(Surroundings surroundings, PasswordPrompt password) {
        this.surroundings = surroundings;
        this.password = password;
    }

    /// Asks for a password on the terminal, twice, or reads the first line of standard input.
    static String promptForPassword() throws Failure {
        // Since Java 25 there is none again when input is redirected.
        var console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        return console.isPresent() ? twice(console.get()) : firstLine();
    }

    private static String twice(Console console) throws Failure {
        var first = new String(console.readPassword("Password: "));
        var second = new String(console.readPassword("Again: "));
        if (!first.equals(second)) {
            throw new Failure(ExitCode.USAGE, "the two passwords differ; try again");
        }
        return first;
    }

    private static String firstLine() {
        try {
            var line =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                            .readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Accounts accounts(SettingsOptions options) throws SettingsException {
        var settings = options.read(surroundings).settings();
        return new Accounts(settings.data().resolve(settings.http().accounts()));
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true, // later it would mix up the arguments
            description = {
                "Add an account, or give one another password.",
                "The password is asked for, or read from standard input or a file."
            })
    int add(
            @Parameters(paramLabel = "NAME", description = "Name to log in with.") String name,
            @Option(
                            names = "--role",
                            defaultValue = "editor",
                            description = "${COMPLETION-CANDIDATES} (default: editor).")
                    Role role,
            @Option(
                            names = "--namespace",
                            paramLabel = "NAME",
                            description = "Show this namespace only; again for each further one.")
                    Set<String> namespaces,
            @Mixin AccountSecret secret,
            @Mixin SettingsOptions options)
            throws Exception {
        var shown = namespaces == null ? new HashSet<String>() : namespaces;
        accounts(options)
                .put(secret.account(name, role, shown, password, surroundings.out()::println));
        return ExitCode.OK;
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Remove an account; its sessions end.")
    int remove(
            @Parameters(paramLabel = "NAME", description = "Name of the account.") String name,
            @Mixin SettingsOptions options)
            throws Exception {
        if (!accounts(options).remove(name)) {
            throw new Failure(ExitCode.USAGE, "there is no account " + name);
        }
        return ExitCode.OK;
    }

    @Command(name = "list", description = "List the accounts; secrets are not shown.")
    int list(@Mixin SettingsOptions options) throws Exception {
        for (var account : accounts(options).read()) {
            var namespaces =
                    account.namespaces().isEmpty()
                            ? "all namespaces"
                            : String.join(", ", account.namespaces().stream().sorted().toList());
            surroundings
                    .out()
                    .printf(
                            "%s\t%s\t%s\t%s%n",
                            account.name(),
                            account.role().label(),
                            account.isToken() ? "token" : "password",
                            namespaces);
        }
        return ExitCode.OK;
    }
}
