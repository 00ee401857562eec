package io.acequia.store.opensearch;

import io.acequia.store.Field;
import io.acequia.store.Filter;
import io.acequia.store.Filter.All;
import io.acequia.store.Filter.And;
import io.acequia.store.Filter.Equal;
import io.acequia.store.Filter.Exists;
import io.acequia.store.Filter.Not;
import io.acequia.store.Filter.Or;
import io.acequia.store.Filter.Range;
import io.acequia.store.Filter.Wildcard;
import io.acequia.store.SeriesName;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Filters on fields of series, and the order of series, as the engines have them.
final class SeriesMatch {
    /// By namespace, sender, origin, type and unit, a missing unit first.
    static final Comparator<SeriesName> ORDER =
            Comparator.comparing(SeriesName::namespace, SeriesMatch::compare)
                    .thenComparing(SeriesName::sender, SeriesMatch::compare)
                    .thenComparing(SeriesName::origin, SeriesMatch::compare)
                    .thenComparing(SeriesName::type, SeriesMatch::compare)
                    .thenComparing(SeriesName::unit, Comparator.nullsFirst(SeriesMatch::compare));

    private SeriesMatch() {}

    /// Says whether a filter of series is true of one.
    static boolean matches(Filter filter, SeriesName name) {
        return switch (filter) {
            case All _ -> true;
            case And(var filters) -> filters.stream().allMatch(it -> matches(it, name));
            case Or(var filters) -> filters.stream().anyMatch(it -> matches(it, name));
            case Not(var inner) -> !matches(inner, name);
            case Exists(var field) -> value(field, name) != null;
            case Equal(var field, var text) -> text.equals(value(field, name));
            case Wildcard(var field, var pattern) -> {
                var value = value(field, name);
                yield value != null && isLike(pattern, value);
            }
            case Range range -> {
                var value = value(range.field(), name);
                yield value != null && isWithin(range, value);
            }
        };
    }

    private static @Nullable String value(Field field, SeriesName name) {
        return switch (field) {
            case NAMESPACE -> name.namespace();
            case SENDER -> name.sender();
            case ORIGIN -> name.origin();
            case TYPE -> name.type();
            case UNIT -> name.unit();
            case VALUE, STRING, BOOL, DATA, TIMESTAMP, RECEIVED, TIME_SOURCE ->
                    throw new IllegalArgumentException("not a field of series: " + field.label());
        };
    }

    private static boolean isWithin(Range range, String value) {
        var lower = range.lower();
        var upper = range.upper();
        return (lower == null || compare(value, lower) >= (range.lowerInclusive() ? 0 : 1))
                && (upper == null || compare(value, upper) <= (range.upperInclusive() ? 0 : -1));
    }

    /// Compares in the order of code points, which is that of UTF-8 and not that of `char`.
    static int compare(String one, String other) {
        int shorter = Math.min(one.length(), other.length());
        for (int index = 0; index < shorter; index++) {
            char left = one.charAt(index);
            char right = other.charAt(index);
            if (left != right) {
                boolean isHigh = Character.isSurrogate(left);
                return isHigh == Character.isSurrogate(right)
                        ? Character.compare(left, right)
                        : isHigh ? 1 : -1;
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    /// Says whether a pattern of [Wildcard] covers all of a text. Goes back to the last star only,
    /// so that no pattern takes more than the product of both lengths.
    private static boolean isLike(String pattern, String text) {
        int[] wanted = pattern.codePoints().toArray();
        int[] given = text.codePoints().toArray();
        int place = 0;
        int afterStar = -1;
        int restart = 0;
        int index = 0;
        while (index < given.length) {
            int width = width(wanted, place);
            if (place < wanted.length && wanted[place] == '*') {
                afterStar = ++place;
                restart = index;
            } else if (width > 0 && isAt(wanted, place, width, given[index])) {
                place += width;
                index++;
            } else if (afterStar >= 0) {
                place = afterStar;
                index = ++restart;
            } else {
                return false;
            }
        }
        while (place < wanted.length && wanted[place] == '*') {
            place++;
        }
        return place == wanted.length;
    }

    /// Returns how many code points of a pattern stand for the next one of a text, 0 at its end.
    private static int width(int[] pattern, int place) {
        if (place >= pattern.length) {
            return 0;
        }
        return pattern[place] == '\\' && place + 1 < pattern.length ? 2 : 1;
    }

    private static boolean isAt(int[] pattern, int place, int width, int character) {
        int wanted = pattern[place + width - 1];
        return wanted == character || (width == 1 && wanted == '?');
    }
}
