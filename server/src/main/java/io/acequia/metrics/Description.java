package io.acequia.metrics;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What a metric is called and what it means.
///
/// @param kind how it behaves
/// @param name as it is exposed: `acequia_`, the thing, the base unit, `_total` for a counter
/// @param help one sentence
/// @param labels names of its labels
public record Description(Kind kind, String name, String help, List<String> labels) {
    private static final Pattern NAME = Pattern.compile("acequia_[a-z][a-z0-9_]*[a-z0-9]");
    private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9_]*");

    /// Devices choose these values, so a label of them would make series without bound; `le` is
    /// taken by histograms.
    private static final Set<String> FORBIDDEN = Set.of("namespace", "sender", "origin", "le");

    /// How a metric behaves.
    public enum Kind {
        /// Only grows; starts at 0 with the process.
        COUNTER,
        /// Goes up and down.
        GAUGE,
        /// Counts values by size.
        HISTOGRAM;

        /// Returns the name as Prometheus spells it.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Description {
        labels = List.copyOf(labels);
        if (!NAME.matcher(name).matches() || (kind == Kind.COUNTER) != name.endsWith("_total")) {
            throw new IllegalArgumentException("not a name for a " + kind.label() + ": " + name);
        }
        for (var label : labels) {
            if (!LABEL.matcher(label).matches() || FORBIDDEN.contains(label)) {
                throw new IllegalArgumentException("not a label for " + name + ": " + label);
            }
        }
    }
}
