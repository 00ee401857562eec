package io.acequia.metrics;

import java.util.ArrayList;
import java.util.List;

/// Values counted by size, as they were at one moment.
///
/// @param upperBounds the greatest value of each bucket but the last, ascending; the last one has
///   no bound
/// @param counts values of each bucket, one more than there are bounds
/// @param sum of all values, in the unit of the bounds
public record Distribution(List<Double> upperBounds, List<Long> counts, double sum) {
    public Distribution {
        upperBounds = List.copyOf(upperBounds);
        counts = List.copyOf(counts);
        if (counts.size() != upperBounds.size() + 1) {
            throw new IllegalArgumentException(
                    counts.size() + " buckets for " + upperBounds.size() + " bounds");
        }
    }

    /// Returns how many values there are.
    public long count() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /// Returns the values that were counted later than others; the sum stays that of all.
    ///
    /// @param earlier counts of the same buckets, none for all values
    public Distribution since(List<Long> earlier) {
        var later = new ArrayList<Long>(counts.size());
        for (int i = 0; i < counts.size(); i++) {
            later.add(counts.get(i) - (earlier.isEmpty() ? 0 : earlier.get(i)));
        }
        return new Distribution(upperBounds, later, sum);
    }

    /// Estimates the value that a share of all values does not exceed, as if those of a bucket were
    /// spread evenly in it; at most the greatest bound. NaN when there are no values.
    ///
    /// @param share 0 to 1
    public double quantile(double share) {
        double rank = share * count();
        double below = 0;
        double lower = 0;
        for (int i = 0; i < upperBounds.size(); i++) {
            long inBucket = counts.get(i);
            if (inBucket > 0 && below + inBucket >= rank) {
                return lower + (upperBounds.get(i) - lower) * (rank - below) / inBucket;
            }
            below += inBucket;
            lower = upperBounds.get(i);
        }
        return count() == 0 ? Double.NaN : lower;
    }

    /// Adds up what several threads counted.
    ///
    /// @param parts at least one, all with the same bounds
    public static Distribution sum(List<Distribution> parts) {
        var total = parts.getFirst();
        for (var part : parts.subList(1, parts.size())) {
            total = total.plus(part);
        }
        return total;
    }

    private Distribution plus(Distribution other) {
        if (!upperBounds.equals(other.upperBounds)) {
            throw new IllegalArgumentException("distributions with different bounds");
        }
        var counts = new ArrayList<Long>(this.counts.size());
        for (int i = 0; i < this.counts.size(); i++) {
            counts.add(this.counts.get(i) + other.counts.get(i));
        }
        return new Distribution(upperBounds, counts, sum + other.sum);
    }
}
