package io.acequia.query.promql;

import java.util.LinkedHashMap;
import java.util.Map;

/// A source of samples that holds them in a map.
final class ListedSamples implements SampleSource {
    private final Map<Labels, double[]> series = new LinkedHashMap<>();
    private long step = 1;

    /// Adds a series with a value at 1970 and every `distance` milliseconds from then on.
    ListedSamples add(String metric, String origin, long distance, double... values) {
        series.put(Labels.of(Map.of(Labels.NAME, metric, "origin", origin)), values);
        step = distance;
        return this;
    }

    @Override
    public boolean select(Selection selection, SampleSink sink) {
        long count = 0;
        for (var one : series.entrySet()) {
            var labels = one.getKey();
            if (selection.matchers().stream().allMatch(it -> it.matches(labels.get(it.name())))) {
                sink.series(one.getKey());
                count += one.getValue().length;
                hand(one.getValue(), selection, sink);
            }
        }
        return count <= selection.most();
    }

    private void hand(double[] values, Selection selection, SampleSink sink) {
        for (int index = 0; index < values.length; index++) {
            long time = index * step;
            boolean inRange = time >= selection.from() && time <= selection.to();
            if (inRange && !sink.sample(time, values[index])) {
                return;
            }
        }
    }
}
