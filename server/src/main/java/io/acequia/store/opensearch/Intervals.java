package io.acequia.store.opensearch;

import io.acequia.store.Buckets;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Intervals of event time as an aggregation makes them: in whole milliseconds. Where a range
/// begins between two of them, its intervals are looked for from the earlier one on.
///
/// @param buckets what is asked
record Intervals(Buckets buckets) {
    private static final int MICROS = 1_000;

    /// @throws IllegalArgumentException when the width is no number of whole milliseconds
    Intervals {
        if (buckets.width() % MICROS != 0) {
            throw new IllegalArgumentException(
                    "interval is " + buckets.width() + " microseconds; use whole milliseconds");
        }
    }

    /// Returns the aggregation.
    ObjectNode histogram() {
        long width = buckets.width() / MICROS;
        return JsonNodeFactory.instance
                .objectNode()
                .put("field", "timestamp")
                .put("fixed_interval", width + "ms")
                .put("offset", Math.floorMod(first(), width) + "ms");
    }

    private long first() {
        return Math.floorDiv(buckets.from(), MICROS);
    }

    /// Returns the first microsecond of an interval as an engine cuts them; for the number of
    /// intervals, the end of the range.
    long from(int number) {
        if (number == 0) {
            return buckets.from();
        }
        return number == buckets.count()
                ? buckets.to()
                : first() * MICROS + number * buckets.width();
    }

    /// Returns the number of the interval that an engine names by its first millisecond.
    int number(long millis) {
        long number = Math.floorDiv(millis - first(), buckets.width() / MICROS);
        return Math.clamp(number, 0, buckets.count() - 1);
    }
}
