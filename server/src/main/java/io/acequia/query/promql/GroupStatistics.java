package io.acequia.query.promql;

/// What is known of the values of a group at each time, while they come row by row.
final class GroupStatistics {
    /// How many values are held for each time.
    static final int POINTS = 3;

    private final Aggregator aggregator;

    /// The result so far; for variances, the sum of squared differences.
    private final double[] values;

    /// The mean so far, for those that need it.
    private final double[] means;

    private final int[] counts;

    GroupStatistics(Aggregator aggregator, int count) {
        this.aggregator = aggregator;
        this.values = new double[count];
        this.means = new double[count];
        this.counts = new int[count];
    }

    void add(Row row) {
        for (int at = row.next(0); at >= 0; at = row.next(at + 1)) {
            add(at, row.value(at));
        }
    }

    private void add(int at, double value) {
        double before = values[at];
        int count = ++counts[at];
        boolean isFirst = count == 1;
        switch (aggregator) {
            case SUM -> values[at] = before + value;
            case MIN ->
                    values[at] = isFirst || value < before || Double.isNaN(before) ? value : before;
            case MAX ->
                    values[at] = isFirst || value > before || Double.isNaN(before) ? value : before;
            case COUNT -> values[at] = count;
            case GROUP -> values[at] = 1;
            case AVG, STDDEV, STDVAR -> moveMean(at, value, count);
            case QUANTILE, TOPK, BOTTOMK, COUNT_VALUES ->
                    throw new IllegalArgumentException(aggregator + " needs all rows");
        }
    }

    /// Welford's method. One value has no variance, and a mean that is infinite stays so, as in
    /// Prometheus.
    private void moveMean(int at, double value, int count) {
        if (count == 1) {
            means[at] = value;
            return;
        }
        boolean isOpposite = Double.isNaN(value) || value == -means[at];
        if (aggregator == Aggregator.AVG && Double.isInfinite(means[at]) && !isOpposite) {
            return;
        }
        double delta = value - means[at];
        means[at] += value / count - means[at] / count;
        values[at] += delta * (value - means[at]);
    }

    Row row(Labels labels) {
        var row = Row.empty(labels, values.length);
        for (int at = 0; at < values.length; at++) {
            if (counts[at] > 0) {
                row.set(at, result(at));
            }
        }
        return row;
    }

    private double result(int at) {
        return switch (aggregator) {
            case AVG -> means[at];
            case STDVAR -> values[at] / counts[at];
            case STDDEV -> Math.sqrt(values[at] / counts[at]);
            case SUM, MIN, MAX, COUNT, GROUP, QUANTILE, TOPK, BOTTOMK, COUNT_VALUES -> values[at];
        };
    }
}
