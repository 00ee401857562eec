package io.acequia.store.embedded;

import io.acequia.event.Event;
import io.acequia.event.TimeSource;
import io.acequia.event.Value;
import io.acequia.store.Buckets;
import io.acequia.store.Filter;
import io.acequia.store.Micros;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Rows of events in SQL, and back again as events.
final class EventRows {
    /// What [#read] reads, of the columns `t` and `s`.
    static final String COLUMNS =
            "s.key, t.ts, t.lag, t.source, t.value, t.string, t.bool, lower(hex(t.data)) as hex";

    /// The series, with all keywords as one text. They have no control characters, so the separator
    /// is not in them and the texts are in the order of the keywords.
    static final String KEYS =
            "(select id, concat_ws(chr(31), namespace, sender, origin, type, coalesce(unit, ''))"
                    + " as key from series) as s";

    private static final String NUMBERS =
            "select series, ts, lag, source, value, null::varchar as string, null::boolean as bool,"
                    + " null::blob as data, rowid * 2 as tie from ";
    private static final String OTHERS =
            "select series, ts, lag, source, null::double as value, string, bool, data,"
                    + " rowid * 2 + 1 as tie from ";
    private static final String NONE =
            "select 0 as series, 0 as ts, 0 as lag, 0 as source, null::double as value,"
                    + " null::varchar as string, null::boolean as bool, null::blob as data,"
                    + " 0 as tie where false";
    private static final char SEPARATOR = 31;

    private EventRows() {}

    /// Starts a query with the rows of all kinds of values, named `e`.
    static Sql of(Partitions partitions, QueryRunner runner, Filter filter, long from, long to)
            throws IOException {
        var tables = new ArrayList<String>();
        for (var partition : partitions.within(from, to).newestFirst()) {
            if (partition.numbers()) {
                tables.add(NUMBERS + Partition.numbersTable(partition.day()));
            }
            if (partition.others()) {
                tables.add(OTHERS + Partition.othersTable(partition.day()));
            }
        }
        return of(tables, runner, filter, from, to);
    }

    /// Starts a query with the rows of numeric values, named `e`.
    static Sql ofNumbers(
            Partitions partitions, QueryRunner runner, Filter filter, long from, long to)
            throws IOException {
        return of(numbers(partitions, from, to), runner, filter, from, to);
    }

    /// Starts a query with the rows of numeric values, named `e`.
    ///
    /// @param condition of our own
    static Sql ofNumbers(Partitions partitions, String condition, long from, long to) {
        return begin(numbers(partitions, from, to), from, to).add(condition).add(") ");
    }

    private static List<String> numbers(Partitions partitions, long from, long to) {
        return partitions.within(from, to).newestFirst().stream()
                .filter(Partition::numbers)
                .map(partition -> NUMBERS + Partition.numbersTable(partition.day()))
                .toList();
    }

    private static Sql of(
            List<String> tables, QueryRunner runner, Filter filter, long from, long to)
            throws IOException {
        var sql = begin(tables, from, to);
        FilterSql.write(filter, sql, new SeriesRanges(runner)::write);
        return sql.add(") ");
    }

    private static Sql begin(List<String> tables, long from, long to) {
        return new Sql()
                .add("with e as not materialized (select * from (")
                .add(tables.isEmpty() ? NONE : String.join(" union all ", tables))
                .add(") where ts >= ")
                .add(from)
                .add(" and ts < ")
                .add(to)
                .add(" and ");
    }

    /// Adds the number of the interval that a row lies in.
    static void bucket(Buckets buckets, Sql sql) {
        sql.add("(ts - ").add(buckets.from()).add(") // ").add(buckets.width());
    }

    /// Reads the event of the row at hand.
    static Event read(ResultSet row) throws SQLException {
        var key = row.getString(1);
        var keywords = new ArrayList<String>(5);
        int start = 0;
        for (int end = key.indexOf(SEPARATOR); end >= 0; end = key.indexOf(SEPARATOR, start)) {
            keywords.add(key.substring(start, end));
            start = end + 1;
        }
        var unit = start == key.length() ? null : key.substring(start);
        var source = TimeSource.of(row.getInt(4));
        long timestamp = row.getLong(2);
        long lag = source == TimeSource.CLAMPED ? 0 : row.getLong(3);
        return new Event(
                keywords.get(0),
                keywords.get(1),
                keywords.get(2),
                keywords.get(3),
                value(row),
                unit,
                Micros.instant(timestamp),
                Micros.instant((Math.floorDiv(timestamp, 1_000) + lag) * 1_000),
                source);
    }

    private static Value value(ResultSet row) throws SQLException {
        double number = row.getDouble(5);
        if (!row.wasNull()) {
            return new Value.Numeric(number);
        }
        var text = row.getString(6);
        if (!row.wasNull()) {
            return new Value.Text(text);
        }
        boolean truth = row.getBoolean(7);
        return row.wasNull() ? new Value.Data(row.getString(8)) : new Value.Truth(truth);
    }
}
