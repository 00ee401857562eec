package io.acequia.settings;

/// Parts of the server that run in a process.
public enum Role {
    /// Receives events and stores them.
    COLLECTOR,
    /// Shows events to people, and answers questions.
    CONSOLE
}
