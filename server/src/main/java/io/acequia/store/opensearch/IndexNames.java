package io.acequia.store.opensearch;

import io.acequia.store.opensearch.OpenSearchSettings.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Names of indices: `<prefix>-<group>-<period>`, as in `acequia-events-2026.11`.
///
/// The group is `events`, or a namespace that was given indices of its own. Any namespace a device
/// names would do otherwise, and each index costs the cluster memory for ever.
final class IndexNames {
    private static final String SHARED = "events";
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final Pattern GROUP = Pattern.compile("[a-z0-9][a-z0-9_]{0,62}");
    private static final DateTimeFormatter MONTH = format("uuuu.MM");
    private static final DateTimeFormatter DAY = format("uuuu.MM.dd");

    private final String prefix;
    private final Period period;
    private final Set<String> namespaces;
    private final Pattern names;

    /// @param namespaces that get indices of their own; lower-case letters, digits and `_`
    IndexNames(String prefix, Period period, Set<String> namespaces) {
        this.prefix = prefix;
        this.period = period;
        this.namespaces = namespaces;
        for (var namespace : namespaces) {
            if (!GROUP.matcher(namespace).matches() || namespace.equals(SHARED)) {
                throw new IllegalArgumentException(
                        ("namespace %s cannot have an index of its own: use up to 63 lower-case"
                                        + " letters, digits and _, not %s")
                                .formatted(namespace, SHARED));
            }
        }
        names =
                Pattern.compile(
                        Pattern.quote(prefix) + "-[a-z0-9_]+-(\\d{4})\\.(\\d{2})(?:\\.(\\d{2}))?");
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    /// Returns the group that a namespace belongs to: itself, or the one it shares with others.
    String group(String namespace) {
        return namespaces.contains(namespace) ? namespace : SHARED;
    }

    /// Returns the index for events of a group at a time.
    String of(String group, Instant time) {
        return prefix + "-" + group + "-" + (period == Period.DAY ? DAY : MONTH).format(time);
    }

    /// Returns when the period of [#of] that a time is in began and when it ends, microseconds
    /// since 1970.
    long[] bounds(long micros) {
        var day = LocalDate.ofEpochDay(Math.floorDiv(micros, MICROS_PER_DAY));
        var first = period == Period.DAY ? day : day.withDayOfMonth(1);
        var next = period == Period.DAY ? day.plusDays(1) : first.plusMonths(1);
        return new long[] {first.toEpochDay() * MICROS_PER_DAY, next.toEpochDay() * MICROS_PER_DAY};
    }

    /// Returns the pattern of all indices with events, for searches and templates.
    String pattern() {
        return prefix + "-*-2*";
    }

    /// Returns the index for what all collectors have in common.
    String shared() {
        return prefix + "-shared";
    }

    /// Returns when the period of an index ends; empty when the name is none of [#of].
    Optional<Instant> end(String index) {
        var match = names.matcher(index);
        if (!match.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(match.group(1));
        int month = Integer.parseInt(match.group(2));
        var end =
                match.group(3) == null
                        ? LocalDate.of(year, month, 1).plusMonths(1)
                        : LocalDate.of(year, month, Integer.parseInt(match.group(3))).plusDays(1);
        return Optional.of(end.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
