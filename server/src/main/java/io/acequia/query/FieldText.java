package io.acequia.query;

import io.acequia.event.TimeSource;
import io.acequia.event.Value;
import io.acequia.query.TimeText.Span;
import io.acequia.store.Field;
import io.acequia.store.Filter;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which text a field can be compared with, and what the comparison is as a filter; empty when no
/// event can have such a value.
final class FieldText {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    /// Times outside of these years are not kept anywhere.
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z"),
            LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private FieldText() {}

    /// The field has this value; a time that is a day or another unit covers all of it.
    static Optional<Filter> equal(Field field, String text, Instant now) {
        return switch (field) {
            case NAMESPACE, SENDER, ORIGIN, TYPE, STRING, UNIT ->
                    Optional.of(new Filter.Equal(field, text));
            case DATA -> hexadecimal(text).map(it -> new Filter.Equal(field, it));
            case VALUE -> Optional.of(text).filter(FieldText::isNumber).map(it -> same(field, it));
            case BOOL -> Optional.of(text).filter(FieldText::isTruth).map(it -> same(field, it));
            case TIMESTAMP, RECEIVED -> span(text, now).map(it -> within(field, it));
            case TIME_SOURCE ->
                    Optional.of(text).filter(FieldText::isTimeSource).map(it -> same(field, it));
        };
    }

    /// The field matches this pattern.
    static Optional<Filter> matching(Field field, String pattern) {
        return switch (field) {
            case NAMESPACE, SENDER, ORIGIN, TYPE, STRING, UNIT, TIME_SOURCE ->
                    Optional.of(new Filter.Wildcard(field, pattern));
            case VALUE, BOOL, DATA, TIMESTAMP, RECEIVED -> Optional.empty();
        };
    }

    /// Says whether values of the field come one before the other.
    static boolean isOrdered(Field field) {
        return switch (field) {
            case NAMESPACE, SENDER, ORIGIN, TYPE, STRING, UNIT, VALUE, TIMESTAMP, RECEIVED -> true;
            case BOOL, DATA, TIME_SOURCE -> false;
        };
    }

    /// One end of a range, as [Filter.Range] wants it.
    record Edge(String text, boolean isInclusive) {}

    /// The lower end of a range of an ordered field: a day is excluded as a whole.
    static Optional<Edge> lower(Field field, String text, boolean isInclusive, Instant now) {
        if (!isTime(field)) {
            return edge(field, text, isInclusive);
        }
        return span(text, now)
                .map(span ->
                        isInclusive || span.isInstant()
                                ? new Edge(span.start().toString(), isInclusive)
                                : new Edge(span.end().toString(), true));
    }

    /// The upper end of a range of an ordered field: a day is included as a whole.
    static Optional<Edge> upper(Field field, String text, boolean isInclusive, Instant now) {
        if (!isTime(field)) {
            return edge(field, text, isInclusive);
        }
        return span(text, now)
                .map(span ->
                        isInclusive && !span.isInstant()
                                ? new Edge(span.end().toString(), false)
                                : new Edge(span.start().toString(), isInclusive));
    }

    private static Optional<Edge> edge(Field field, String text, boolean isInclusive) {
        return field == Field.VALUE && !isNumber(text)
                ? Optional.empty()
                : Optional.of(new Edge(text, isInclusive));
    }

    private static boolean isTime(Field field) {
        return field == Field.TIMESTAMP || field == Field.RECEIVED;
    }

    private static Optional<Span> span(String text, Instant now) {
        return TimeText.span(text, now)
                .filter(span -> !span.start().isBefore(EARLIEST) && !span.end().isAfter(LATEST));
    }

    private static Filter within(Field field, Span span) {
        var start = span.start().toString();
        return span.isInstant()
                ? same(field, start)
                : new Filter.Range(field, start, true, span.end().toString(), false);
    }

    private static Filter same(Field field, String text) {
        return new Filter.Equal(field, text);
    }

    /// Bytes are shown in Base64 and compared as [io.acequia.event.Value.Data] keeps them.
    private static Optional<String> hexadecimal(String base64) {
        try {
            return Optional.of(Value.Data.of(Base64.getDecoder().decode(base64)).hex());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches() && Double.isFinite(Double.parseDouble(text));
    }

    private static boolean isTruth(String text) {
        return text.equals("true") || text.equals("false");
    }

    private static boolean isTimeSource(String text) {
        return Arrays.stream(TimeSource.values()).anyMatch(it -> it.label().equals(text));
    }

    /// Describes what a field can be compared with.
    static String kind(Field field) {
        return switch (field) {
            case VALUE -> "a number, such as 21.5, or *";
            case BOOL -> "true, false or *";
            case TIMESTAMP, RECEIVED -> "a time, such as 2026-11-23T10:00:00Z or now-1h, or *";
            case TIME_SOURCE ->
                    Arrays.stream(TimeSource.values())
                            .map(TimeSource::label)
                            .collect(Collectors.joining(", "));
            case DATA -> "Base64, such as \"3q2+7w==\", or *";
            case NAMESPACE, SENDER, ORIGIN, TYPE, STRING, UNIT -> "text";
        };
    }
}
