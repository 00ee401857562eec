package io.acequia.store;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What text in a [Filter] means as a value of a field.
public final class FieldValue {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern MILLISECONDS = Pattern.compile("-?\\d{1,15}");
    private static final DateTimeFormatter ISO_8601 =
            new DateTimeFormatterBuilder()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .optionalStart()
                    .appendLiteral('T')
                    .append(DateTimeFormatter.ISO_LOCAL_TIME)
                    .optionalStart()
                    .appendOffsetId()
                    .toFormatter(Locale.ROOT);

    private FieldValue() {}

    /// Says whether the values of a field are text, so that patterns apply.
    public static boolean isText(Field field) {
        return switch (field) {
            case NAMESPACE, SENDER, ORIGIN, TYPE, UNIT, STRING, DATA, TIME_SOURCE -> true;
            case VALUE, BOOL, TIMESTAMP, RECEIVED -> false;
        };
    }

    /// Returns what text means as a value of a field: a text, a double, a truth value, or a time in
    /// microseconds since 1970; empty when no event has such a value.
    public static Optional<Object> value(Field field, String text) {
        return switch (field) {
            case NAMESPACE, SENDER, ORIGIN, TYPE, UNIT, STRING, TIME_SOURCE -> Optional.of(text);
            case DATA -> Optional.of(text.toLowerCase(Locale.ROOT));
            case VALUE ->
                    NUMBER.matcher(text).matches()
                            ? Optional.of(Double.valueOf(text))
                            : Optional.empty();
            case BOOL ->
                    text.equals("true") || text.equals("false")
                            ? Optional.of(Boolean.valueOf(text))
                            : Optional.empty();
            case TIMESTAMP, RECEIVED -> micros(text);
        };
    }

    private static Optional<Object> micros(String text) {
        if (MILLISECONDS.matcher(text).matches()) {
            return Optional.of(Long.parseLong(text) * 1_000);
        }
        try {
            var parsed =
                    ISO_8601.parseBest(
                            text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            return Optional.of(Micros.of(instant(parsed)));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static Instant instant(TemporalAccessor parsed) {
        if (parsed instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        return parsed instanceof LocalDateTime time
                ? time.toInstant(ZoneOffset.UTC)
                : LocalDate.from(parsed).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
