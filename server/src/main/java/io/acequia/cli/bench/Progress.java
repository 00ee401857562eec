package io.acequia.cli.bench;

/// Is told how far a run has come.
@FunctionalInterface
interface Progress {
    /// A run has come to `share`, 0 to 1.
    void at(double share, long nanos, Figures figures);

    /// Nobody looks.
    Progress NONE = (share, nanos, figures) -> {};
}
