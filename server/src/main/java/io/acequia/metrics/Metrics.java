package io.acequia.metrics;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// Everything that can be measured here. Nothing is counted twice: whoever does the work keeps its
/// own plain figures, and they are read when somebody asks.
///
/// Costs nothing until the first [#write]: only then are the classes of Prometheus loaded.
public final class Metrics {
    private final List<Source<?>> sources = new CopyOnWriteArrayList<>();

    /// Adds a group of metrics.
    ///
    /// @param snapshots called once for each [#write], from any thread
    /// @throws IllegalArgumentException when a name is taken
    public synchronized <S> void register(Supplier<S> snapshots, MetricGroup<S> group) {
        var known = new ArrayList<>(descriptions().stream().map(Description::name).toList());
        for (var family : group.families()) {
            var name = family.description().name();
            if (known.contains(name)) {
                throw new IllegalArgumentException("metric registered twice: " + name);
            }
            known.add(name);
        }
        sources.add(new Source<>(snapshots, group.families()));
    }

    /// Returns what there is, in the order it was registered.
    public List<Description> descriptions() {
        return sources.stream()
                .flatMap(source -> source.families.stream())
                .map(Family::description)
                .toList();
    }

    /// Reads all metrics and writes them.
    ///
    /// @param format the format, of [Exposition#of]
    public void write(Exposition format, OutputStream out) throws IOException {
        var snapshots = new ArrayList<Reading<?>>();
        for (var source : sources) {
            snapshots.addAll(source.read());
        }
        PrometheusText.write(format, snapshots, out);
    }

    private record Source<S>(Supplier<S> snapshots, List<Family<S>> families) {
        List<Reading<S>> read() {
            var snapshot = snapshots.get();
            return families.stream().map(family -> new Reading<>(family, snapshot)).toList();
        }
    }

    /// A metric and the snapshot it is to be read from.
    record Reading<S>(Family<S> family, S snapshot) {}
}
