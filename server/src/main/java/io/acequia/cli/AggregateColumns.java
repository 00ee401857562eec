package io.acequia.cli;

import io.acequia.cli.rows.Column;
import io.acequia.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Which statistics `--aggregate` shows: `avg`, `min`, `max`, `sum`, `count`, `last`, and
/// percentiles such as `p95` or `p99.9`.
///
/// @param columns one for each
/// @param percentiles that have to be asked for, as the server takes them
record AggregateColumns(List<Column> columns, List<String> percentiles) {
    private static final Set<String> SIMPLE =
            new TreeSet<>(Set.of("avg", "min", "max", "sum", "count", "last"));

    AggregateColumns {
        columns = List.copyOf(columns);
        percentiles = List.copyOf(percentiles);
    }

    /// Reads the names of statistics.
    static AggregateColumns of(List<String> names) throws Failure {
        var columns = new ArrayList<Column>();
        var percentiles = new ArrayList<String>();
        for (var name : names) {
            if (name.matches("p\\d{1,2}(\\.\\d{1,6})?|p100")) {
                var percentile = canonical(name.substring(1));
                percentiles.add(percentile);
                columns.add(Column.number(name, "percentiles." + percentile));
            } else if (SIMPLE.contains(name)) {
                columns.add(Column.number(name, name));
            } else {
                throw unknown(name);
            }
        }
        return new AggregateColumns(columns, percentiles);
    }

    /// Returns the percentile as the server names it: 99 and 99.9 for 99.0 and 099.90.
    private static String canonical(String percentile) {
        var text = Double.toString(Double.parseDouble(percentile));
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static Failure unknown(String name) {
        var advice =
                Nearest.to(name, SIMPLE)
                        .map(near -> "did you mean " + near + "?")
                        .orElseGet(() -> "use " + String.join(", ", SIMPLE) + " or p95");
        return new Failure(ExitCode.USAGE, "--aggregate is " + name + "; " + advice);
    }
}
