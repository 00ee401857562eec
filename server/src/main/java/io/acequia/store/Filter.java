package io.acequia.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which events are meant: a small tree of conditions on fields.
///
/// Text stands for every field as it is written on the wire: numbers as decimal text, times as ISO
/// 8601 or milliseconds since 1970, truth values as `true` and `false`.
public sealed interface Filter {
    /// Every event.
    record All() implements Filter {}

    /// The field has exactly this value.
    record Equal(Field field, String value) implements Filter {}

    /// The field matches a pattern in which `*` stands for any text and `?` for one character; a
    /// backslash takes the meaning from the character behind it.
    record Wildcard(Field field, String pattern) implements Filter {}

    /// The field lies between two bounds; an absent bound is open.
    record Range(
            Field field,
            @Nullable String lower,
            boolean lowerInclusive,
            @Nullable String upper,
            boolean upperInclusive)
            implements Filter {}

    /// The event has the field.
    record Exists(Field field) implements Filter {}

    /// All of the conditions hold; none at all means every event.
    record And(List<Filter> filters) implements Filter {
        public And {
            filters = List.copyOf(filters);
        }
    }

    /// At least one of the conditions holds.
    record Or(List<Filter> filters) implements Filter {
        public Or {
            filters = List.copyOf(filters);
        }
    }

    /// The condition does not hold; true as well for an event without the field.
    record Not(Filter filter) implements Filter {}

    /// The one value of [All].
    Filter ALL = new All();

    /// Says whether a condition on a field is part of a filter.
    static boolean names(Filter filter, Field field) {
        return switch (filter) {
            case All _ -> false;
            case Equal(var named, _) -> named == field;
            case Wildcard(var named, _) -> named == field;
            case Range(var named, _, _, _, _) -> named == field;
            case Exists(var named) -> named == field;
            case And(var filters) -> filters.stream().anyMatch(part -> names(part, field));
            case Or(var filters) -> filters.stream().anyMatch(part -> names(part, field));
            case Not(var inner) -> names(inner, field);
        };
    }

    /// Says whether all conditions are on fields that the events of a series have in common.
    static boolean isOfSeries(Filter filter) {
        return switch (filter) {
            case All _ -> true;
            case Equal(var field, _) -> field.isOfSeries();
            case Wildcard(var field, _) -> field.isOfSeries();
            case Range range -> range.field().isOfSeries();
            case Exists(var field) -> field.isOfSeries();
            case And(var filters) -> filters.stream().allMatch(Filter::isOfSeries);
            case Or(var filters) -> filters.stream().allMatch(Filter::isOfSeries);
            case Not(var inner) -> isOfSeries(inner);
        };
    }
}
