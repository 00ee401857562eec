package io.acequia.query;

import io.acequia.store.Field;
import io.acequia.store.Filter;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// Searches of a Monday at ten, and short names for what they mean.
final class Searches {
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final Filter A = origin("a"), B = origin("b"), C = origin("c"), D = origin("d");

    private Searches() {}

    static Filter filter(String text) {
        return switch (SearchSyntax.parse(text, NOW)) {
            case Parsed.Understood(var filter) -> filter;
            case Parsed.Mistake mistake -> throw new AssertionError(text + ": " + mistake);
        };
    }

    static Parsed.Mistake mistake(String text) {
        return switch (SearchSyntax.parse(text, NOW)) {
            case Parsed.Understood(var filter) -> throw new AssertionError(text + ": " + filter);
            case Parsed.Mistake mistake -> mistake;
        };
    }

    static Filter origin(String value) {
        return new Filter.Equal(Field.ORIGIN, value);
    }

    static Filter and(Filter... filters) {
        return new Filter.And(List.of(filters));
    }

    static Filter or(Filter... filters) {
        return new Filter.Or(List.of(filters));
    }

    static Filter not(Filter filter) {
        return new Filter.Not(filter);
    }

    /// A value without a field.
    static Filter anywhere(String value) {
        var fields =
                Stream.of(Field.NAMESPACE, Field.SENDER, Field.ORIGIN, Field.TYPE, Field.STRING);
        return new Filter.Or(fields.<Filter>map(field -> new Filter.Equal(field, value)).toList());
    }
}
