package io.acequia.codec;

/// What became of the body of a request.
public sealed interface Decoded {
    /// The one answer to every good body, so that a good body allocates nothing.
    Decoded ACCEPTED = new Accepted();

    /// The events are in the buffer.
    record Accepted() implements Decoded {}

    /// The body is not what it claims to be; nothing of it counts.
    ///
    /// @param reason at most 64 bytes of ASCII that name the field or the position, and never
    ///   repeat what was sent
    record Malformed(String reason) implements Decoded {}

    /// There are more events than one request may carry; nothing of it counts.
    ///
    /// @param limit most events in one request
    record TooManyEvents(int limit) implements Decoded {}
}
