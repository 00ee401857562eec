package io.acequia.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One event as it is stored and found again.
///
/// @param namespace tenant, 1 to 256 bytes of UTF-8 without control characters
/// @param sender who delivered it, same limits
/// @param origin what was measured, same limits
/// @param type quantity, same limits
/// @param value what was measured
/// @param unit unit as sent, absent when the device sent none
/// @param timestamp event time, microseconds kept
/// @param received when the first copy arrived, milliseconds kept
/// @param timeSource how the timestamp was found
public record Event(
        String namespace,
        String sender,
        String origin,
        String type,
        Value value,
        @Nullable String unit,
        Instant timestamp,
        Instant received,
        TimeSource timeSource) {

    /// Namespace of what the server says of itself; devices cannot write there.
    public static final String OWN_NAMESPACE = "acequia";
}
