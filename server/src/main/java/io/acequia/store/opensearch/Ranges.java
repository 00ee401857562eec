package io.acequia.store.opensearch;

import io.acequia.store.Field;
import io.acequia.store.FieldValue;
import io.acequia.store.Filter;
import io.acequia.store.Filter.Equal;
import io.acequia.store.Filter.Exists;
import io.acequia.store.Filter.Range;
import io.acequia.store.Micros;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes ranges of values as queries.
///
/// The engines tell -0.0 from 0.0, and fill up times with fewer digits than they keep in different
/// ways for each end of a range; nobody who asks wants either.
final class Ranges {
    /// The last microsecond of `date_nanos`, in the year 2262; the first is in 1970.
    static final long LAST = Long.MAX_VALUE / 1_000;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Ranges() {}

    /// Says whether an event can have a value.
    static boolean isPossible(Field field, String text) {
        var value = FieldValue.value(field, text);
        return value.isPresent()
                && !(value.get() instanceof Double number && Double.isInfinite(number));
    }

    /// Returns something simpler for a range that no value lies in, or truth values.
    static Filter meaning(Range range) {
        if (isNonsense(range.field(), range.lower()) || isNonsense(range.field(), range.upper())) {
            return SimpleFilter.NONE;
        }
        if (range.field() == Field.BOOL) {
            var within = Stream.of("false", "true").filter(truth -> has(range, truth)).toList();
            return switch (within.size()) {
                case 0 -> SimpleFilter.NONE;
                case 1 -> new Equal(Field.BOOL, within.getFirst());
                default -> new Exists(Field.BOOL);
            };
        }
        return range;
    }

    private static boolean isNonsense(Field field, @Nullable String bound) {
        return bound != null && FieldValue.value(field, bound).isEmpty();
    }

    private static boolean has(Range range, String truth) {
        var lower = range.lower();
        var upper = range.upper();
        return (lower == null || truth.compareTo(lower) >= (range.lowerInclusive() ? 0 : 1))
                && (upper == null || truth.compareTo(upper) <= (range.upperInclusive() ? 0 : -1));
    }

    /// Returns the query for a range whose bounds are values of the field.
    static ObjectNode of(Range range) {
        return switch (range.field()) {
            case TIMESTAMP, RECEIVED -> ofTimes(range);
            case VALUE -> ofNumbers(range);
            case NAMESPACE, SENDER, ORIGIN, TYPE, STRING, BOOL, DATA, UNIT, TIME_SOURCE ->
                    ofTexts(range);
        };
    }

    private static Object value(Field field, String text) {
        return FieldValue.value(field, text).orElseThrow();
    }

    private static ObjectNode ofTexts(Range range) {
        var bounds = JSON.objectNode();
        var lower = range.lower();
        var upper = range.upper();
        if (lower != null) {
            var name = range.lowerInclusive() ? "gte" : "gt";
            bounds.put(name, value(range.field(), lower).toString());
        }
        if (upper != null) {
            var name = range.upperInclusive() ? "lte" : "lt";
            bounds.put(name, value(range.field(), upper).toString());
        }
        return range(range.field(), bounds);
    }

    private static ObjectNode ofTimes(Range range) {
        var lower = range.lower();
        var upper = range.upper();
        long from = 0;
        long to = LAST;
        if (lower != null) {
            from = (long) value(range.field(), lower) + (range.lowerInclusive() ? 0 : 1);
        }
        if (upper != null) {
            to = (long) value(range.field(), upper) + (range.upperInclusive() ? 1 : 0);
        }
        return ofTime(range.field(), from, to);
    }

    /// Returns the query for a range of time.
    ///
    /// @param from first microsecond since 1970
    /// @param to first microsecond after the range
    static ObjectNode ofTime(Field field, long from, long to) {
        int unit = field == Field.TIMESTAMP ? 1 : 1_000; // `received` has milliseconds
        long first = Math.ceilDiv(Math.max(0, from), unit);
        long end = Math.ceilDiv(Math.min(LAST, to), unit);
        if (first >= end) {
            return nothing();
        }
        var bounds = JSON.objectNode();
        if (field == Field.TIMESTAMP) {
            bounds.put("gte", TIME.format(Micros.instant(first)));
            bounds.put("lt", TIME.format(Micros.instant(end)));
        } else {
            bounds.put("gte", first).put("lt", end).put("format", "epoch_millis");
        }
        return range(field, bounds);
    }

    private static ObjectNode nothing() {
        return JSON.objectNode().set("match_none", JSON.objectNode());
    }

    private static ObjectNode ofNumbers(Range range) {
        var lower = range.lower();
        var upper = range.upper();
        var bounds = JSON.objectNode();
        if (lower != null) {
            double bound = (double) value(Field.VALUE, lower);
            if (bound > Double.MAX_VALUE) {
                return nothing();
            }
            lower(bound, range.lowerInclusive(), bounds);
        }
        if (upper != null) {
            double bound = (double) value(Field.VALUE, upper);
            if (bound < -Double.MAX_VALUE) {
                return nothing();
            }
            upper(bound, range.upperInclusive(), bounds);
        }
        return range(Field.VALUE, bounds);
    }

    private static void lower(double bound, boolean isInclusive, ObjectNode bounds) {
        if (Double.isFinite(bound)) {
            double zero = isInclusive ? -0.0 : 0.0;
            bounds.put(isInclusive ? "gte" : "gt", bound == 0 ? zero : bound);
        }
    }

    private static void upper(double bound, boolean isInclusive, ObjectNode bounds) {
        if (Double.isFinite(bound)) {
            double zero = isInclusive ? 0.0 : -0.0;
            bounds.put(isInclusive ? "lte" : "lt", bound == 0 ? zero : bound);
        }
    }

    /// Returns the query for a number.
    static ObjectNode ofNumber(double number) {
        var bounds = JSON.objectNode();
        lower(number, true, bounds);
        upper(number, true, bounds);
        return range(Field.VALUE, bounds);
    }

    private static ObjectNode range(Field field, ObjectNode bounds) {
        var node = JSON.objectNode();
        node.putObject("range").set(field.label(), bounds);
        return node;
    }
}
