package io.acequia.store.embedded;

import io.acequia.store.Aggregate;
import io.acequia.store.Aggregation;
import io.acequia.store.Buckets;
import io.acequia.store.Field;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Computes statistics of numeric values per group and interval.
///
/// Group and interval are one number while rows are gathered; the group's text joins afterwards.
///
/// Percentiles are found by counting equal values and then walking along the counts in order:
/// exact, and unlike a function that keeps all values it needs no memory for each row. Measurements
/// repeat themselves, so there are few different values; many are slower, but still go.
///
/// @param aggregation what is asked
record AggregationQuery(Aggregation aggregation) implements Query<List<Aggregate>> {
    private static final String STATISTICS =
            "count(*) as n, avg(value) as mean, min(value) as least, max(value) as greatest,"
                    + " sum(value) as total, arg_max(value, ts) as latest";
    private static final String STATISTICS_OF_COUNTS =
            "any_value(n) as n, sum(value * times) / any_value(n) as mean, min(value) as least,"
                    + " max(value) as greatest, sum(value * times) as total,"
                    + " arg_max(value, ts) as latest";

    /// Columns of the result before the percentiles.
    private static final int PERCENTILES = 9;

    @Override
    public List<Aggregate> run(Partitions partitions, QueryRunner runner) throws IOException {
        var buckets = Buckets.of(aggregation.range(), aggregation.interval());
        var sql =
                EventRows.ofNumbers(
                        partitions, runner, aggregation.filter(), buckets.from(), buckets.to());
        groups(sql);
        sql.add(", v as (select ts, value, number * ").add(buckets.count()).add(" + ");
        EventRows.bucket(buckets, sql);
        sql.add(" as place from e join g on " + rowsOfGroup() + ")");
        if (aggregation.percentiles().isEmpty()) {
            sql.add(", a as (select place, " + STATISTICS + " from v group by place)");
        } else {
            percentiles(sql);
        }
        sql.add(" select label, place % ").add(buckets.count()).add(" as bucket, a.* from a join");
        sql.add(" (select distinct number, label from g) on number = place // ");
        sql.add(buckets.count()).add(" order by label, bucket");
        return runner.run(sql, rows -> read(rows, buckets));
    }

    /// Names the groups and gives them numbers.
    private void groups(Sql sql) {
        var field = aggregation.groupBy();
        if (field == null) {
            sql.add(", g as (select 0 as number, '' as label)");
            return;
        }
        var label = "coalesce(" + FieldSql.column(field) + ", '')";
        sql.add(", g as (select id, dense_rank() over (order by " + label + ") - 1 as number, ");
        sql.add(label + " as label from ");
        switch (FieldSql.place(field)) {
            case SERIES -> sql.add("series)");
            case TIME_SOURCE ->
                    sql.add("(select number as id, label from " + FieldSql.TIME_SOURCES + "))");
            case EVENT ->
                    throw new IllegalArgumentException("there are no groups by " + field.label());
        }
    }

    private String rowsOfGroup() {
        var field = aggregation.groupBy();
        if (field == null) {
            return "true";
        }
        return field == Field.TIME_SOURCE ? "g.id = e.source" : "g.id = e.series";
    }

    private void percentiles(Sql sql) {
        sql.add(", c as (select place, value, count(*) as times, max(ts) as ts from v");
        sql.add(" group by place, value), r as (select *, sum(times) over (partition by place");
        sql.add(
                " order by value rows unbounded preceding) as upto, (sum(times) over (partition by");
        sql.add(" place))::bigint as n from c), a as (select place, " + STATISTICS_OF_COUNTS);
        for (double percentile : aggregation.percentiles()) {
            double fraction = percentile / 100;
            sql.add(", min(value) filter (upto > floor((n - 1) * ").add(fraction);
            sql.add(")), min(value) filter (upto > ceil((n - 1) * ").add(fraction).add("))");
        }
        sql.add(" from r group by place)");
    }

    private List<Aggregate> read(ResultSet rows, Buckets buckets) throws SQLException {
        var aggregates = new ArrayList<Aggregate>();
        while (rows.next()) {
            long count = rows.getLong(4);
            aggregates.add(
                    new Aggregate(
                            rows.getString(1),
                            buckets.start(rows.getInt(2)),
                            count,
                            rows.getDouble(5),
                            rows.getDouble(6),
                            rows.getDouble(7),
                            rows.getDouble(8),
                            rows.getDouble(9),
                            percentiles(rows, count)));
        }
        return aggregates;
    }

    /// Interpolates between the two values around each percentile.
    private List<Double> percentiles(ResultSet rows, long count) throws SQLException {
        var percentiles = new ArrayList<Double>();
        int column = PERCENTILES;
        for (double percentile : aggregation.percentiles()) {
            double rank = (count - 1) * (percentile / 100);
            double below = rows.getDouble(++column);
            double above = rows.getDouble(++column);
            percentiles.add(below + (above - below) * (rank - Math.floor(rank)));
        }
        return percentiles;
    }
}
