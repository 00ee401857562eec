package io.acequia.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Times as people write them: ISO 8601, milliseconds since 1970, or relative to now.
///
/// `2026-11-23T10:00:00+01:00`, without a zone in UTC, a date alone is its first instant in UTC;
/// `1795428000000`; `now`, `now-1h`, `now-1d+30m` with the units of [DurationText].
public final class TimeText {
    private static final Pattern MILLIS = Pattern.compile("-?\\d{1,16}");
    private static final Pattern RELATIVE =
            Pattern.compile("now(?:[+-]" + DurationText.AMOUNT + "){0,8}");
    private static final Pattern SHIFT = Pattern.compile("([+-])" + DurationText.AMOUNT);
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

    /// Reads a time, empty when the text is none; never throws.
    public static Optional<Instant> parse(String text, Instant now) {
        return RELATIVE.matcher(text).matches() ? relative(text, now) : absolute(text);
    }

    /// Reads a time that is the same whenever it is read.
    static Optional<Instant> absolute(String text) {
        if (MILLIS.matcher(text).matches()) {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
        }
        try {
            var parsed = ISO.parseBest(text, Instant::from, LocalDateTime::from, LocalDate::from);
            return Optional.of(
                    switch (parsed) {
                        case LocalDate date -> date.atStartOfDay().toInstant(ZoneOffset.UTC);
                        case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
                        default -> Instant.from(parsed);
                    });
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> relative(String text, Instant now) {
        var time = now;
        var shifts = SHIFT.matcher(text);
        try {
            while (shifts.find()) {
                var amount = DurationText.of(shifts.group(2), shifts.group(3));
                time = shifts.group(1).equals("-") ? time.minus(amount) : time.plus(amount);
            }
            return Optional.of(time);
        } catch (DateTimeException | ArithmeticException _) {
            return Optional.empty();
        }
    }
}
