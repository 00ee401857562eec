package io.acequia.store.copy;

import java.time.Duration;

/// Is told how a copy fares.
public interface CopyWitness {
    /// Called after each block of some thousand events.
    void at(CopyFigures figures);

    /// Called when the target has taken nothing for a while.
    ///
    /// @param waited since when
    /// @param limit after which the copy fails
    void waits(Duration waited, Duration limit);
}
