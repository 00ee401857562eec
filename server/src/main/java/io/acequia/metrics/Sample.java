package io.acequia.metrics;

import java.util.List;

/// What a metric says for one combination of labels.
///
/// @param labels values of the labels, in the order of [Description#labels]
/// @param value a number, or a [Distribution] for a histogram
/// @param <V> what kind of value
public record Sample<V>(List<String> labels, V value) {
    public Sample {
        labels = List.copyOf(labels);
    }
}
