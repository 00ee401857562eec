package io.acequia.cli;

import io.acequia.access.Account;
import io.acequia.access.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options that say where the secret of an account comes from; a password that is asked for when
/// there is none of them.
final class AccountSecret {
    @Option(
            names = "--token",
            description =
                    "For a program: print a secret, once, to send as Authorization: Bearer SECRET.")
    private boolean isNewToken;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Take the password from the first line of a file.")
    private @Nullable Path passwordFile; // null: not given

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "For a program: take its secret from the first line of a file.")
    private @Nullable Path tokenFile; // null: not given

    /// Makes an account.
    ///
    /// @param prompt asks for the password
    /// @param show takes a secret that was made up
    Account account(
            String name,
            Role role,
            Set<String> namespaces,
            AccountCommand.PasswordPrompt prompt,
            Consumer<String> show)
            throws Failure {
        try {
            if (isNewToken) {
                var secret = Account.newToken();
                show.accept(secret);
                return Account.withToken(name, role, namespaces, secret);
            }
            if (tokenFile != null) {
                return Account.withToken(name, role, namespaces, firstLine(tokenFile));
            }
            var password = passwordFile == null ? prompt.ask() : firstLine(passwordFile);
            return Account.withPassword(name, role, namespaces, password);
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }

    /// Returns the first line as editors and secrets of Kubernetes write one, with or without an
    /// end.
    private static String firstLine(Path file) throws Failure {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("").strip();
        } catch (IOException | UncheckedIOException e) {
            throw new Failure(ExitCode.USAGE, "cannot read " + file + ": " + e.getMessage());
        }
    }
}
