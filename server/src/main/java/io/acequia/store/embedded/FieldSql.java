package io.acequia.store.embedded;

import io.acequia.event.TimeSource;
import io.acequia.store.Field;
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

/// A field of an event as SQL sees it: where it is found, and what text means as a value of it.
final class FieldSql {
    /// The numbers and labels of [TimeSource] as a table.
    static final String TIME_SOURCES = timeSources();

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

    private FieldSql() {}

    /// Where the values of a field are.
    enum Place {
        /// In the table of series.
        SERIES,
        /// In the table of time sources.
        TIME_SOURCE,
        /// In the row of the event.
        EVENT
    }

    /// Says where the values of a field are.
    static Place place(Field field) {
        return switch (field) {
            case NAMESPACE, SENDER, ORIGIN, TYPE, UNIT -> Place.SERIES;
            case TIME_SOURCE -> Place.TIME_SOURCE;
            case VALUE, STRING, BOOL, DATA, TIMESTAMP, RECEIVED -> Place.EVENT;
        };
    }

    /// Returns the expression for a field in its place; null for an event without the field.
    static String column(Field field) {
        return switch (field) {
            case NAMESPACE -> "namespace";
            case SENDER -> "sender";
            case ORIGIN -> "origin";
            case TYPE -> "type";
            case UNIT -> "unit";
            case VALUE -> "value";
            case STRING -> "string";
            case BOOL -> "bool";
            case DATA -> "lower(hex(data))";
            case TIMESTAMP -> "ts";
            // Milliseconds are kept; a clamped event has the time of receipt as its timestamp.
            case RECEIVED -> "((ts // 1000 + case when source = 3 then 0 else lag end) * 1000)";
            case TIME_SOURCE -> "label";
        };
    }

    /// Says whether the values of a field are text, so that patterns apply.
    static boolean isText(Field field) {
        return switch (field) {
            case NAMESPACE, SENDER, ORIGIN, TYPE, UNIT, STRING, DATA, TIME_SOURCE -> true;
            case VALUE, BOOL, TIMESTAMP, RECEIVED -> false;
        };
    }

    /// Returns what text means as a value of a field; empty when no event has such a value.
    static Optional<Object> value(Field field, String text) {
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

    private static String timeSources() {
        var rows = new StringBuilder();
        for (var source : TimeSource.values()) {
            rows.append(rows.isEmpty() ? "" : ", ")
                    .append("(" + source.number() + ", '" + source.label() + "')");
        }
        return "(values " + rows + ") as time_source(number, label)";
    }
}
