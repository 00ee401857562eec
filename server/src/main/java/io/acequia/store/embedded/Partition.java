package io.acequia.store.embedded;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/// A UTC day of event time and which tables it has.
///
/// @param day days since 1970, 2015-01-01 to 2199-12-31
/// @param numbers whether there is a table of numeric values
/// @param others whether there is a table of text, truth values and bytes
record Partition(int day, boolean numbers, boolean others) {
    private static final long MICROS = Duration.ofDays(1).toNanos() / 1_000;
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("uuuu_MM_dd");

    /// Earlier and later events, which ingest does not let through, go to the first and last day:
    /// so the number of tables has a bound whatever comes.
    private static final int FIRST = (int) LocalDate.of(2015, 1, 1).toEpochDay();

    private static final int LAST = (int) LocalDate.of(2199, 12, 31).toEpochDay();

    /// Returns the day of a time in microseconds since 1970.
    static int dayOf(long micros) {
        return Math.clamp(Math.floorDiv(micros, MICROS), FIRST, LAST);
    }

    /// Returns the name of the table of numeric values of a day.
    static String numbersTable(int day) {
        return "event_" + LocalDate.ofEpochDay(day).format(NAME);
    }

    /// Returns the name of the table of other values of a day.
    static String othersTable(int day) {
        return "other_" + LocalDate.ofEpochDay(day).format(NAME);
    }

    /// Returns the first microsecond after the day.
    long end() {
        return (day + 1) * MICROS;
    }
}
