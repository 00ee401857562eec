package io.acequia.store.opensearch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who we are for the nodes: a user with a password, a token, or nobody. Files are read for each
/// connection attempt that needs them, so that a new password holds without a restart.
///
/// @param user for basic authentication
/// @param passwordFile holds the password of the user
/// @param tokenFile holds a token, in place of user and password
record Credentials(@Nullable String user, @Nullable Path passwordFile, @Nullable Path tokenFile) {

    /// Returns the value of the header `authorization`, empty without credentials.
    ///
    /// @throws IOException when a file cannot be read; the message names it and what to do
    Optional<String> header() throws IOException {
        if (tokenFile != null) {
            return Optional.of("Bearer " + secret(tokenFile, "store.opensearch.token-file"));
        }
        if (user == null) {
            return Optional.empty();
        }
        if (passwordFile == null) {
            throw new IOException(
                    "store.opensearch.user is "
                            + user
                            + ": name the file of its password in"
                            + " store.opensearch.password-file");
        }
        var pair = user + ":" + secret(passwordFile, "store.opensearch.password-file");
        var encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return Optional.of("Basic " + encoded);
    }

    private static String secret(Path file, String setting) throws IOException {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IOException("cannot read " + file + " (" + setting + "): " + e, e);
        }
    }

    boolean isNobody() {
        return user == null && tokenFile == null;
    }

    /// Returns what a message says of these, without a secret.
    String described() {
        if (tokenFile != null) {
            return "the token in " + tokenFile;
        }
        return user == null ? "somebody without a name" : "user " + user;
    }
}
