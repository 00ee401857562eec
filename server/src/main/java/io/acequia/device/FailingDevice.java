package io.acequia.device;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What went wrong with the requests from one address.
///
/// @param address without port
/// @param sender the last one seen in an event from there, absent when none was
/// @param rejected requests that were answered with an error
/// @param clamped events whose claimed time could not be
/// @param duplicates requests that were repeats of an earlier one
/// @param first when something went wrong for the first time
/// @param last when something went wrong for the last time
/// @param requests the last ones that were refused, newest first
public record FailingDevice(
        String address,
        @Nullable String sender,
        long rejected,
        long clamped,
        long duplicates,
        Instant first,
        Instant last,
        List<RejectedRequest> requests) {
    public FailingDevice {
        requests = List.copyOf(requests);
    }
}
