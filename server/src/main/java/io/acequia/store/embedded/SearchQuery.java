package io.acequia.store.embedded;

import io.acequia.event.Event;
import io.acequia.store.Micros;
import io.acequia.store.Page;
import io.acequia.store.PagePlace;
import io.acequia.store.Search;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Finds events, newest first. Days are asked from the newest on, first one, then twice as many
/// each time, until the page is full: the newest page does not cost more when old days are kept.
///
/// @param search what is asked
record SearchQuery(Search search) implements Query<Page> {
    @Override
    public Page run(Partitions partitions, QueryRunner runner) throws IOException {
        var after = search.after();
        var place = after == null ? PagePlace.START : PagePlace.of(after);
        long from = Micros.notBefore(search.range().from());
        long to = Math.min(Micros.notBefore(search.range().to()), place.timestamp() + 1);
        var days = partitions.within(from, to).newestFirst();
        var found = new ArrayList<Found>();
        int asked = 0;
        while (asked < days.size() && found.size() <= search.limit()) {
            int next = Math.min(days.size(), 2 * asked + 1);
            var some = new Partitions(days.subList(asked, next));
            int limit = search.limit() + 1 - found.size();
            found.addAll(runner.run(sql(some, runner, place, from, to, limit), SearchQuery::found));
            asked = next;
        }
        return page(found);
    }

    private Sql sql(
            Partitions partitions,
            QueryRunner runner,
            PagePlace place,
            long from,
            long to,
            int limit)
            throws IOException {
        return EventRows.of(partitions, runner, search.filter(), from, to)
                .add("select " + EventRows.COLUMNS + ", t.tie from (select * from e where ts < ")
                .add(place.timestamp())
                .add(" or tie < ")
                .add(place.tie())
                .add(" order by ts desc, tie desc limit ")
                .add(limit)
                .add(") as t join " + EventRows.KEYS + " on s.id = t.series")
                .add(" order by t.ts desc, t.tie desc");
    }

    /// One more than asked for says that there is a next page.
    private Page page(List<Found> found) {
        var shown = found.subList(0, Math.min(found.size(), search.limit()));
        var events = shown.stream().map(Found::event).toList();
        return found.size() > search.limit()
                ? new Page(events, shown.getLast().place().cursor())
                : new Page(events, null);
    }

    private static List<Found> found(ResultSet rows) throws SQLException {
        var found = new ArrayList<Found>();
        while (rows.next()) {
            var place = new PagePlace(rows.getLong(2), rows.getLong(9), "");
            found.add(new Found(EventRows.read(rows), place));
        }
        return found;
    }

    private record Found(Event event, PagePlace place) {}
}
