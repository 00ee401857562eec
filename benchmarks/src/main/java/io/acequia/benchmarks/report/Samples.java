package io.acequia.benchmarks.report;

import java.util.List;

/// Values that were measured again and again.
///
/// @param sorted from the least
record Samples(List<Double> sorted) {
    Samples {
        sorted = sorted.stream().sorted().toList();
    }

    /// Says whether nothing was measured.
    boolean isEmpty() {
        return sorted.isEmpty();
    }

    /// Returns the middle one; of an even number the mean of both.
    double median() {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /// Returns the least value that a share of all, 0 to 1, does not exceed.
    double quantile(double share) {
        int rank = (int) Math.ceil(share * sorted.size());
        return sorted.get(Math.max(rank, 1) - 1);
    }
}
