package io.acequia.cli;

/// A server-sent event.
///
/// @param id the last one that the server said, in this message or before
/// @param event what kind, empty for the usual one
/// @param data the content; empty when the message only says an id
record SseMessage(String id, String event, String data) {}
