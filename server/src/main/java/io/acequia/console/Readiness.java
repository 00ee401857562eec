package io.acequia.console;

import java.util.Optional;

/// Says whether this process can do its job now.
@FunctionalInterface
public interface Readiness {
    /// Returns what stands in the way, in a few words for an operator; empty when nothing does. May
    /// block for a second or two.
    Optional<String> obstacle();
}
