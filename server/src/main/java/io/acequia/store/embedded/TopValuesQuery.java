package io.acequia.store.embedded;

import io.acequia.store.Field;
import io.acequia.store.TopValue;
import io.acequia.store.TopValues;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Finds the most frequent values of a field.
///
/// @param topValues what is asked
record TopValuesQuery(TopValues topValues) implements Query<List<TopValue>> {
    @Override
    public List<TopValue> run(Partitions partitions, QueryRunner runner) throws IOException {
        var sql =
                EventRows.of(
                                partitions,
                                runner,
                                topValues.filter(),
                                Micros.notBefore(topValues.range().from()),
                                Micros.notBefore(topValues.range().to()))
                        .add("select label, sum(times)::bigint as n from (")
                        .add(counts(topValues.field()))
                        .add(
                                ") where label is not null group by label order by n desc, label limit ")
                        .add(topValues.limit());
        return runner.run(sql, TopValuesQuery::read);
    }

    /// Counts by number first where the values are in a small table.
    private static String counts(Field field) {
        var column = FieldSql.column(field);
        return switch (FieldSql.place(field)) {
            case SERIES ->
                    ("select " + column + " as label, times from (select series, count(*) as times")
                            + " from e group by series) as c join series on series.id = c.series";
            case TIME_SOURCE ->
                    "select label, times from (select source, count(*) as times from e group by"
                            + (" source) join " + FieldSql.TIME_SOURCES + " on number = source");
            case EVENT -> {
                if (field != Field.STRING && field != Field.BOOL) {
                    throw new IllegalArgumentException("no top values of " + field.label());
                }
                yield "select " + column + "::varchar as label, 1 as times from e";
            }
        };
    }

    private static List<TopValue> read(ResultSet rows) throws SQLException {
        var values = new ArrayList<TopValue>();
        while (rows.next()) {
            values.add(new TopValue(rows.getString(1), rows.getLong(2)));
        }
        return values;
    }
}
