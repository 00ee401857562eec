package io.acequia.store;

import org.jspecify.annotations.Nullable;

/// What events of a series have in common.
///
/// @param namespace tenant
/// @param sender who delivered them
/// @param origin what was measured
/// @param type quantity
/// @param unit unit as sent, absent when the device sent none
public record SeriesName(
        String namespace, String sender, String origin, String type, @Nullable String unit) {}
