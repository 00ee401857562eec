package io.acequia.cli;

import java.util.Objects;

/// The version of the program.
final class Version {
    private Version() {}

    /// Returns what the manifest of the jar says, `development` without a jar.
    static String text() {
        return Objects.requireNonNullElse(
                Version.class.getPackage().getImplementationVersion(), "development");
    }
}
