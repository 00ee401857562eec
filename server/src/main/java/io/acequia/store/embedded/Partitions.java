package io.acequia.store.embedded;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Which days have events. Immutable: a load that adds one publishes a new list when it commits.
///
/// @param newestFirst the days in descending order
record Partitions(List<Partition> newestFirst) {
    private static final Pattern TABLE =
            Pattern.compile("(event|other)_(\\d{4})_(\\d\\d)_(\\d\\d)");

    Partitions {
        newestFirst = List.copyOf(newestFirst);
    }

    /// Reads the names of tables; what is not ours is left out.
    static Partitions of(ResultSet tableNames) throws SQLException {
        var partitions = new Partitions(List.of());
        while (tableNames.next()) {
            var name = TABLE.matcher(tableNames.getString(1));
            if (name.matches()) {
                var date = LocalDate.parse(name.replaceFirst("$2-$3-$4"));
                boolean numbers = name.group(1).equals("event");
                partitions = partitions.with((int) date.toEpochDay(), numbers);
            }
        }
        return partitions;
    }

    /// Says whether a day has the table of numeric values, or the other one.
    boolean has(int day, boolean numbers) {
        return newestFirst.stream()
                .anyMatch(known ->
                        known.day() == day && (numbers ? known.numbers() : known.others()));
    }

    /// Returns these and one more table.
    Partitions with(int day, boolean numbers) {
        var days = new TreeMap<Integer, Partition>();
        newestFirst.forEach(partition -> days.put(partition.day(), partition));
        days.merge(
                day,
                new Partition(day, numbers, !numbers),
                (old, added) ->
                        new Partition(
                                day,
                                old.numbers() || added.numbers(),
                                old.others() || added.others()));
        return new Partitions(new ArrayList<>(days.descendingMap().values()));
    }

    /// Returns those that may have events from `from` until before `to`, microseconds since 1970.
    Partitions within(long from, long to) {
        int first = Partition.dayOf(from);
        int last = Partition.dayOf(to - 1);
        return new Partitions(
                newestFirst.stream()
                        .filter(partition -> partition.day() >= first && partition.day() <= last)
                        .toList());
    }

    /// Returns those whose events are all older than `before`, microseconds since 1970.
    Partitions endedBy(long before) {
        return new Partitions(
                newestFirst.stream().filter(partition -> partition.end() <= before).toList());
    }

    /// Returns these without some.
    Partitions without(Partitions gone) {
        return new Partitions(
                newestFirst.stream()
                        .filter(partition -> !gone.newestFirst().contains(partition))
                        .toList());
    }
}
