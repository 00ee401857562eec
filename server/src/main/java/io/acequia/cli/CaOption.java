package io.acequia.cli;

import io.acequia.tls.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// What `--ca` says: whose certificates a command believes.
public final class CaOption {
    private CaOption() {}

    /// Returns trust in those whom a PEM file holds, or in those whom the system knows.
    ///
    /// @param file what `--ca` says, absent when it is not given
    /// @throws Failure when the file holds no certificate
    public static SSLContext trust(@Nullable Path file) throws Failure {
        try {
            return file == null ? SSLContext.getDefault() : Trust.in(file);
        } catch (IOException | GeneralSecurityException e) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--ca " + file + " is no PEM file of a certificate: " + e.getMessage());
        }
    }
}
