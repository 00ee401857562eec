package io.acequia.store.embedded;

import io.acequia.event.Event;
import io.acequia.store.Filter;
import io.acequia.store.Micros;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Finds the newest matching event of each series. The newest time of each series is found first
/// and the rows of these times then: twice over the times, once over the rest.
///
/// @param filter which events
/// @param limit most events
record LatestQuery(Filter filter, int limit) implements Query<List<Event>> {
    @Override
    public List<Event> run(Partitions partitions, QueryRunner runner) throws IOException {
        var sql =
                EventRows.of(partitions, runner, filter, Micros.FIRST, Micros.LAST)
                        .add(", newest as (select series, max(ts) as ts from e group by series)")
                        .add(
                                " select "
                                        + EventRows.COLUMNS
                                        + " from (select e.*, row_number() over")
                        .add(" (partition by e.series order by e.tie desc) as place from e join")
                        .add(" newest on e.series = newest.series and e.ts = newest.ts) as t join ")
                        .add(EventRows.KEYS + " on s.id = t.series where place = 1")
                        .add(" order by s.key limit ")
                        .add(limit);
        return runner.run(sql, LatestQuery::read);
    }

    private static List<Event> read(ResultSet rows) throws SQLException {
        var events = new ArrayList<Event>();
        while (rows.next()) {
            events.add(EventRows.read(rows));
        }
        return events;
    }
}
