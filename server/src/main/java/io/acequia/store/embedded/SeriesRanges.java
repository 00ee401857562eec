package io.acequia.store.embedded;

import io.acequia.store.Filter;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Ranges of the numbers of series that meet a condition.
///
/// Looking up the series of ten million rows costs three times what reading them does, comparing
/// numbers costs next to nothing. The series of a namespace, of a device or all but a few have few
/// ranges, since they are numbered as they come.
final class SeriesRanges {
    /// With more of them a look-up for each row is cheaper.
    private static final int MOST = 8;

    private final QueryRunner runner;

    SeriesRanges(QueryRunner runner) {
        this.runner = runner;
    }

    private record Range(long first, long last) {}

    /// Adds the condition for rows of events, by ranges or by a look-up.
    ///
    /// @param filter of fields of series alone
    void write(Filter filter, Sql sql) throws IOException {
        var question = new Sql().add("select min(id), max(id) from (select id,");
        question.add(" id - row_number() over (order by id) as island from series where ");
        FilterSql.writeOfSeries(filter, question);
        question.add(") group by island order by 1 limit ").add(MOST + 1);
        var ranges = runner.run(question, SeriesRanges::read);
        if (ranges.size() > MOST) {
            lookUp(filter, sql);
        } else {
            write(ranges, sql);
        }
    }

    private static void write(List<Range> ranges, Sql sql) {
        sql.add("(");
        for (var range : ranges) {
            sql.add("series between ").add(range.first()).add(" and ").add(range.last());
            sql.add(" or ");
        }
        sql.add("false)");
    }

    /// Adds the condition for rows of events as a look-up in the table of series.
    static void lookUp(Filter filter, Sql sql) throws IOException {
        sql.add("series in (select id from series where ");
        FilterSql.writeOfSeries(filter, sql);
        sql.add(")");
    }

    private static List<Range> read(ResultSet rows) throws SQLException {
        var ranges = new ArrayList<Range>();
        while (rows.next()) {
            ranges.add(new Range(rows.getLong(1), rows.getLong(2)));
        }
        return ranges;
    }
}
