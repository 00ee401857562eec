package io.acequia.store;

import java.time.Duration;

/// What became of the events of a request that were handed to a store.
public sealed interface Outcome {
    /// On disk: a crash of this process or machine no longer loses them.
    record Durable() implements Outcome {}

    /// The events themselves are at fault; sending them again will not help.
    record Rejected(String reason) implements Outcome {}

    /// The store could not take them now; the sender may try again after `retryAfter`.
    record Unavailable(Duration retryAfter) implements Outcome {}

    /// The one value of [Durable].
    Outcome DURABLE = new Durable();
}
