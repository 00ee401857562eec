package io.acequia.metrics;

import io.acequia.metrics.Description.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// Metrics that are read from one snapshot, so that they agree with each other.
///
/// ```java
/// static final MetricGroup<Figures> GROUP =
///         new MetricGroup<Figures>()
///                 .gauge("acequia_store_series", "Series known.", Figures::series)
///                 .counter("acequia_requests_total", "Requests answered.",
///                         List.of("path", "code"), Figures::requests);
/// ```
///
/// @param <S> the snapshot
public final class MetricGroup<S> {
    private final List<Family<S>> families = new ArrayList<>();

    /// Adds a counter without labels.
    public MetricGroup<S> counter(String name, String help, ToDoubleFunction<S> value) {
        return counter(name, help, List.of(), single(value));
    }

    /// Adds a counter with labels.
    public MetricGroup<S> counter(
            String name,
            String help,
            List<String> labels,
            Function<S, List<Sample<Double>>> samples) {
        return add(
                new Family.Numbers<>(new Description(Kind.COUNTER, name, help, labels), samples));
    }

    /// Adds a gauge without labels.
    public MetricGroup<S> gauge(String name, String help, ToDoubleFunction<S> value) {
        return gauge(name, help, List.of(), single(value));
    }

    /// Adds a gauge with labels.
    public MetricGroup<S> gauge(
            String name,
            String help,
            List<String> labels,
            Function<S, List<Sample<Double>>> samples) {
        return add(new Family.Numbers<>(new Description(Kind.GAUGE, name, help, labels), samples));
    }

    /// Adds a histogram without labels.
    public MetricGroup<S> histogram(
            String name, String help, Function<S, Distribution> distribution) {
        return histogram(
                name,
                help,
                List.of(),
                snapshot -> List.of(new Sample<>(List.of(), distribution.apply(snapshot))));
    }

    /// Adds a histogram with labels.
    public MetricGroup<S> histogram(
            String name,
            String help,
            List<String> labels,
            Function<S, List<Sample<Distribution>>> samples) {
        return add(
                new Family.Distributions<>(
                        new Description(Kind.HISTOGRAM, name, help, labels), samples));
    }

    private MetricGroup<S> add(Family<S> family) {
        families.add(family);
        return this;
    }

    private static <S> Function<S, List<Sample<Double>>> single(ToDoubleFunction<S> value) {
        return snapshot -> List.of(new Sample<>(List.of(), value.applyAsDouble(snapshot)));
    }

    List<Family<S>> families() {
        return List.copyOf(families);
    }
}
