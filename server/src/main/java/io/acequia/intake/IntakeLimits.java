package io.acequia.intake;

/// What one request may carry.
///
/// @param maxPayload bytes of its body
/// @param maxEvents events in it
public record IntakeLimits(int maxPayload, int maxEvents) {}
