package io.acequia.query;

import io.acequia.query.promql.Labels;
import io.acequia.query.promql.SampleSource.SampleSink;
import io.acequia.store.SampleReceiver;
import io.acequia.store.SeriesName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Hands samples on with the labels of Prometheus, one at most for a millisecond.
///
/// Types that differ only in characters that names do not have, as in `a b` and `a-b`, become one
/// metric. Only the samples of such series are gathered, and put in order when all have come.
final class MergingSamples implements SampleReceiver {
    /// Most samples that are gathered.
    private static final int MOST = 1_000_000;

    private record Sample(long time, double value) {}

    private final SampleSink sink;
    private final Map<Labels, Integer> names = new HashMap<>();
    private final Map<Labels, List<Sample>> gathered = new LinkedHashMap<>();
    private List<Sample> gathering = List.of();
    private boolean gathers;
    private boolean wanted = true;
    private int count;

    /// The sample that is to be handed on unless another one of its millisecond comes.
    private boolean waits;

    private long time;
    private double value;

    MergingSamples(SampleSink sink) {
        this.sink = sink;
    }

    /// Says that samples of a series may come.
    ///
    /// @return true
    boolean expect(SeriesName name) {
        names.merge(StoredSamples.labels(name), 1, Integer::sum);
        return true;
    }

    @Override
    public void series(SeriesName name) {
        handOn();
        var labels = StoredSamples.labels(name);
        gathers = names.getOrDefault(labels, 0) > 1;
        if (gathers) {
            gathering = gathered.computeIfAbsent(labels, _ -> new ArrayList<>());
        } else {
            sink.series(labels);
        }
    }

    @Override
    public boolean sample(long micros, double sampled) {
        if (gathers) {
            gathering.add(new Sample(micros, sampled));
            return ++count <= MOST;
        }
        take(Math.floorDiv(micros, 1_000), sampled);
        return wanted;
    }

    private void take(long millis, double sampled) {
        if (millis != time) {
            handOn();
        }
        waits = true;
        time = millis;
        value = sampled;
    }

    private void handOn() {
        if (waits && wanted) {
            wanted = sink.sample(time, value);
        }
        waits = false;
    }

    /// Hands on what is left.
    ///
    /// @return whether there was room for what had to be gathered
    boolean finish() {
        handOn();
        for (var series : gathered.entrySet()) {
            sink.series(series.getKey());
            series.getValue().sort(Comparator.comparingLong(Sample::time));
            series.getValue().forEach(it -> take(Math.floorDiv(it.time, 1_000), it.value));
            handOn();
        }
        return count <= MOST;
    }
}
