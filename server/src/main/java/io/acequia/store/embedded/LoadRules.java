package io.acequia.store.embedded;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// When the loader does what.
///
/// @param rows events that make a transaction large enough
/// @param bytes of frames that wait at which it starts before its time
/// @param interval longest time that frames wait
/// @param checkpointBytes bytes of frames that are loaded between two checkpoints
/// @param idle time without frames after which there is a checkpoint anyway
/// @param deduplicationWindow how long requests stay in the log
/// @param retention age at which events are deleted, absent when they are kept for ever
record LoadRules(
        int rows,
        long bytes,
        Duration interval,
        long checkpointBytes,
        Duration idle,
        Duration deduplicationWindow,
        @Nullable Duration retention) {

    /// Makes the rules that follow from settings; the rest was measured.
    static LoadRules of(EmbeddedSettings settings) {
        return new LoadRules(
                100_000,
                2 << 20,
                settings.loadInterval(),
                64 << 20,
                Duration.ofSeconds(5),
                settings.deduplicationWindow(),
                settings.retention());
    }
}
