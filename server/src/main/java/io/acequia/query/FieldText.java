package io.acequia.query;

import io.acequia.event.TimeSource;
import io.acequia.event.Value;
import io.acequia.query.Parsed.Mistake;
import io.acequia.query.Parsed.Understood;
import io.acequia.store.Field;
import io.acequia.store.Filter;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which text a field can be compared with.
final class FieldText {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private FieldText() {}

    static Parsed equal(Field field, String text, int column) {
        return inStoreForm(field, text)
                .<Parsed>map(value -> new Understood(new Filter.Equal(field, value)))
                .orElseGet(() -> wrongKind(field, column));
    }

    static Parsed matching(Field field, Token.Word word) {
        return switch (field) {
            case NAMESPACE, SENDER, ORIGIN, TYPE, STRING, UNIT, TIME_SOURCE ->
                    new Understood(new Filter.Wildcard(field, word.pattern()));
            case VALUE, BOOL, DATA, TIMESTAMP, RECEIVED -> wrongKind(field, word.column());
        };
    }

    /// Returns the text as [Filter] wants it, empty when no event can have it.
    private static Optional<String> inStoreForm(Field field, String text) {
        return switch (field) {
            case NAMESPACE, SENDER, ORIGIN, TYPE, STRING, UNIT -> Optional.of(text);
            case DATA -> hexadecimal(text);
            case VALUE -> Optional.of(text).filter(FieldText::isNumber);
            case BOOL -> Optional.of(text).filter(it -> it.equals("true") || it.equals("false"));
            case TIMESTAMP, RECEIVED -> TimeText.absolute(text).map(Instant::toString);
            case TIME_SOURCE -> Optional.of(text).filter(FieldText::isTimeSource);
        };
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

    private static boolean isTimeSource(String text) {
        return Arrays.stream(TimeSource.values()).anyMatch(it -> it.label().equals(text));
    }

    private static Mistake wrongKind(Field field, int column) {
        return new Mistake(column, "not a value of " + field.label(), kind(field));
    }

    private static String kind(Field field) {
        return switch (field) {
            case VALUE -> "a number, such as 21.5, or *";
            case BOOL -> "true, false or *";
            case TIMESTAMP, RECEIVED -> "a time, such as \"2026-11-23T10:00:00Z\", or *";
            case TIME_SOURCE ->
                    Arrays.stream(TimeSource.values())
                            .map(TimeSource::label)
                            .collect(Collectors.joining(", "));
            case DATA -> "Base64, such as \"3q2+7w==\", or *";
            case NAMESPACE, SENDER, ORIGIN, TYPE, STRING, UNIT -> "text";
        };
    }
}
