package io.acequia.console;

import java.util.Optional;

/// Says whether this process can do its job now.
@FunctionalInterface
public interface Readiness {
    /// Returns what stands in the way, in a few words for an operator; empty when nothing does. May
    /// block for a second or two.
    Optional<String> obstacle();

    /// Returns what only a new start of this process would end, such as a thread that hangs; empty
    /// when there is nothing of that kind. Does not block.
    default Optional<String> hang() {
        return Optional.empty();
    }
}
