package io.acequia.cli.kit;

import io.acequia.cli.ExitCode;
import io.acequia.cli.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;

/// The value of the header `Authorization`, empty for a stranger.
///
/// @param header such as `Basic …`
record SignIn(String header) {
    static final SignIn STRANGER = new SignIn("");

    boolean isStranger() {
        return header.isEmpty();
    }

    /// Signs in with a password, which a file holds.
    static SignIn withPassword(String user, Path file) throws Failure {
        var pair = user + ":" + secret("--password-file", file);
        return new SignIn(
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    /// Signs in with a token, which a file holds.
    ///
    /// @param scheme of HTTP authentication, `Bearer` or what the product has of its own
    static SignIn withToken(String scheme, String option, Path file) throws Failure {
        return new SignIn(scheme + " " + secret(option, file));
    }

    /// Returns what a file holds without the line break at its end.
    private static String secret(String option, Path file) throws Failure {
        try {
            var text = Files.readString(file).strip();
            if (text.isEmpty() || text.lines().count() > 1) {
                throw new Failure(
                        ExitCode.USAGE,
                        option + " " + file + " must hold one line and nothing else");
            }
            return text;
        } catch (NoSuchFileException e) {
            throw new Failure(
                    ExitCode.USAGE,
                    option + " " + file + " does not exist; write the secret into it");
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.USAGE,
                    option + " " + file + " cannot be read: " + e.getMessage() + "; see its owner");
        }
    }

    @Override
    public String toString() {
        return isStranger() ? "stranger" : "***";
    }
}
