package io.acequia.store;

/// A value of a field and how many events have it.
///
/// @param field whose value it is
/// @param value as it is written on the wire
/// @param count how many events
public record TopValue(Field field, String value, long count) {}
