package io.acequia.store.embedded;

import io.acequia.store.Field;
import io.acequia.store.Micros;
import io.acequia.store.TopValue;
import io.acequia.store.TopValues;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Finds the most frequent values of fields.
///
/// The events of each series are counted once for all fields that series have.
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
                        .add(", c as materialized")
                        .add(" (select series, count(*) as times from e group by series) ");
        var fields = topValues.fields();
        for (int place = 0; place < fields.size(); place++) {
            sql.add(place == 0 ? "" : " union all ").add("(select ").add(place).add(" as place,");
            sql.add(" label, sum(times)::bigint as n from (").add(counts(fields.get(place)));
            sql.add(") where label is not null group by label order by n desc, label limit ");
            sql.add(topValues.limit()).add(")");
        }
        return runner.run(sql.add(" order by place, n desc, label"), this::read);
    }

    /// Counts by number first where the values are in a small table.
    private static String counts(Field field) {
        var column = FieldSql.column(field);
        return switch (FieldSql.place(field)) {
            case SERIES ->
                    "select " + column + " as label, times from c join series on id = c.series";
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

    private List<TopValue> read(ResultSet rows) throws SQLException {
        var values = new ArrayList<TopValue>();
        while (rows.next()) {
            var field = topValues.fields().get(rows.getInt(1));
            values.add(new TopValue(field, rows.getString(2), rows.getLong(3)));
        }
        return values;
    }
}
