package io.acequia.store;

import java.time.Instant;

/// How many events there are in an interval of event time.
///
/// @param start first instant of the interval
/// @param count how many
public record Count(Instant start, long count) {}
