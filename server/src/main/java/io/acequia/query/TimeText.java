package io.acequia.query;

import io.acequia.text.DurationText;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Times as people write them: ISO 8601, milliseconds since 1970, or relative to now.
///
/// `2026-11-23T10:00:00+01:00`, without a zone in UTC, a date alone is its day in UTC;
/// `1795428000000`; `now`, `now-1h`, `now-1d+30m` with the units of [DurationText], `now/d` for
/// today in UTC, `now-1w/w` for last week, from Monday on.
public final class TimeText {
    private static final Pattern MILLIS = Pattern.compile("-?\\d{1,16}");
    private static final String STEP = "([+-])(\\d{1,12}(?:ms|[smhdw]))|/([smhdw])";
    private static final Pattern RELATIVE = Pattern.compile("now(?:" + STEP + "){0,8}");
    private static final Pattern STEPS = Pattern.compile(STEP);
    private static final DateTimeFormatter ISO =
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .append(DateTimeFormatter.ISO_LOCAL_DATE)
                    .optionalStart()
                    .appendLiteral('T')
                    .append(DateTimeFormatter.ISO_LOCAL_TIME)
                    .optionalStart()
                    .appendOffsetId()
                    .toFormatter(Locale.ROOT)
                    .withChronology(IsoChronology.INSTANCE)
                    // Or else 30 February would quietly be the 28th.
                    .withResolverStyle(ResolverStyle.STRICT);

    private TimeText() {}

    /// What a text names: an instant, or a day or another unit as a whole.
    ///
    /// @param start its first instant
    /// @param end the first instant behind it; the start when it is an instant
    record Span(Instant start, Instant end) {
        static Span at(Instant instant) {
            return new Span(instant, instant);
        }

        static Span of(Instant start, Duration length) {
            return new Span(start, start.plus(length));
        }

        boolean isInstant() {
            return start.equals(end);
        }
    }

    /// Reads a time, of a day its first instant; empty when the text is none. Never throws.
    public static Optional<Instant> parse(String text, Instant now) {
        return span(text, now).map(Span::start);
    }

    /// Reads a time as long as it was written, empty when the text is none.
    static Optional<Span> span(String text, Instant now) {
        try {
            if (RELATIVE.matcher(text).matches()) {
                return Optional.of(relative(text, now));
            }
            return Optional.of(
                    MILLIS.matcher(text).matches()
                            ? Span.at(Instant.ofEpochMilli(Long.parseLong(text)))
                            : absolute(text));
        } catch (DateTimeException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    private static Span absolute(String text) {
        var parsed = ISO.parseBest(text, Instant::from, LocalDateTime::from, LocalDate::from);
        return switch (parsed) {
            case LocalDate date ->
                    Span.of(date.atStartOfDay().toInstant(ZoneOffset.UTC), Duration.ofDays(1));
            case LocalDateTime local -> Span.at(local.toInstant(ZoneOffset.UTC));
            default -> Span.at(Instant.from(parsed));
        };
    }

    private static Span relative(String text, Instant now) {
        var span = Span.at(now);
        var steps = STEPS.matcher(text);
        while (steps.find()) {
            span = step(span.start, steps.group(1), steps.group(2), steps.group(3));
        }
        return span;
    }

    /// @param unit to round down to; absent in a step that adds or subtracts
    private static Span step(Instant time, String sign, String length, @Nullable String unit) {
        if (unit != null) {
            return rounded(time, unit);
        }
        var amount =
                DurationText.parse(length).orElseThrow(() -> new ArithmeticException("too long"));
        return Span.at(sign.equals("-") ? time.minus(amount) : time.plus(amount));
    }

    private static Span rounded(Instant time, String unit) {
        return switch (unit) {
            case "s" -> rounded(time, ChronoUnit.SECONDS);
            case "m" -> rounded(time, ChronoUnit.MINUTES);
            case "h" -> rounded(time, ChronoUnit.HOURS);
            case "d" -> rounded(time, ChronoUnit.DAYS);
            default -> week(time);
        };
    }

    private static Span rounded(Instant time, ChronoUnit unit) {
        return Span.of(time.truncatedTo(unit), unit.getDuration());
    }

    private static Span week(Instant time) {
        var monday =
                LocalDate.ofInstant(time, ZoneOffset.UTC)
                        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return Span.of(monday.atStartOfDay().toInstant(ZoneOffset.UTC), Duration.ofDays(7));
    }
}
