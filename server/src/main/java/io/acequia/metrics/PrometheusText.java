package io.acequia.metrics;

import io.acequia.metrics.Metrics.Reading;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// Writes metrics by means of the Prometheus library, which also knows how to escape labels and how
/// to ask the JVM. The only class that touches the library, so that it is loaded with the first
/// scrape and not at the start.
final class PrometheusText {
    /// What the JVM can say cheaply; its thread metrics walk every thread and are left out.
    private static final PrometheusRegistry JVM = new PrometheusRegistry();

    static {
        JvmMemoryMetrics.builder().register(JVM);
        JvmGarbageCollectorMetrics.builder().register(JVM);
        JvmBufferPoolMetrics.builder().register(JVM);
        ProcessMetrics.builder().register(JVM);
    }

    private PrometheusText() {}

    static void write(Exposition format, List<Reading<?>> readings, OutputStream out)
            throws IOException {
        var all = new ArrayList<MetricSnapshot>();
        readings.forEach(reading -> all.add(snapshot(reading)));
        JVM.scrape().forEach(all::add);
        writer(format).write(out, new MetricSnapshots(all));
    }

    private static ExpositionFormatWriter writer(Exposition format) {
        return switch (format) {
            case PROMETHEUS -> PrometheusTextFormatWriter.create();
            case OPEN_METRICS -> OpenMetricsTextFormatWriter.create();
        };
    }

    private static <S> MetricSnapshot snapshot(Reading<S> reading) {
        var description = reading.family().description();
        return switch (reading.family()) {
            case Family.Distributions<S> family ->
                    histogram(description, family.samples().apply(reading.snapshot()));
            case Family.Numbers<S> family when description.kind() == Description.Kind.COUNTER ->
                    counter(description, family.samples().apply(reading.snapshot()));
            case Family.Numbers<S> family ->
                    gauge(description, family.samples().apply(reading.snapshot()));
        };
    }

    private static MetricSnapshot counter(Description description, List<Sample<Double>> samples) {
        var exposed = description.name();
        var builder =
                CounterSnapshot.builder()
                        // The library adds the suffix itself.
                        .name(exposed.substring(0, exposed.length() - "_total".length()))
                        .help(description.help());
        for (var sample : samples) {
            builder.dataPoint(
                    CounterSnapshot.CounterDataPointSnapshot.builder()
                            .labels(labels(description, sample))
                            .value(sample.value())
                            .build());
        }
        return builder.build();
    }

    private static MetricSnapshot gauge(Description description, List<Sample<Double>> samples) {
        var builder = GaugeSnapshot.builder().name(description.name()).help(description.help());
        for (var sample : samples) {
            builder.dataPoint(
                    GaugeSnapshot.GaugeDataPointSnapshot.builder()
                            .labels(labels(description, sample))
                            .value(sample.value())
                            .build());
        }
        return builder.build();
    }

    private static MetricSnapshot histogram(
            Description description, List<Sample<Distribution>> samples) {
        var builder = HistogramSnapshot.builder().name(description.name()).help(description.help());
        for (var sample : samples) {
            builder.dataPoint(
                    HistogramSnapshot.HistogramDataPointSnapshot.builder()
                            .labels(labels(description, sample))
                            .classicHistogramBuckets(buckets(sample.value()))
                            .sum(sample.value().sum())
                            .build());
        }
        return builder.build();
    }

    private static ClassicHistogramBuckets buckets(Distribution distribution) {
        var bounds = new ArrayList<>(distribution.upperBounds());
        bounds.add(Double.POSITIVE_INFINITY);
        return ClassicHistogramBuckets.of(bounds, distribution.counts());
    }

    private static Labels labels(Description description, Sample<?> sample) {
        return Labels.of(description.labels(), sample.labels());
    }
}
