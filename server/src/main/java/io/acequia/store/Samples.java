package io.acequia.store;

import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Asks for the numeric values of series, as they are.
///
/// @param filter which series; conditions on fields of the series only
/// @param chosen which of these; asked once for each
/// @param range of event time
/// @param instants when the values are needed for some instants only; all are when absent
/// @param most values; more are refused
public record Samples(
        Filter filter,
        Predicate<SeriesName> chosen,
        TimeRange range,
        @Nullable Instants instants,
        long most) {
    public Samples {
        if (most < 1) {
            throw new IllegalArgumentException("most is " + most + "; use at least 1");
        }
    }

    /// Instants at equal distances, the first of which is `range.from()` and `window` later, and
    /// the window before each that values are needed of, its ends included. A store may hand over
    /// others as well.
    ///
    /// @param step from one instant to the next, 1 ms or more
    /// @param window how long, whole milliseconds
    public record Instants(Duration step, Duration window) {
        public Instants {
            if (step.toMillis() < 1 || window.isNegative()) {
                throw new IllegalArgumentException("step " + step + ", window " + window);
            }
        }
    }
}
