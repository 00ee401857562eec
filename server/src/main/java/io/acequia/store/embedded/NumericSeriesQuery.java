package io.acequia.store.embedded;

import io.acequia.store.Filter;
import io.acequia.store.Micros;
import io.acequia.store.SeriesName;
import io.acequia.store.TimeRange;
import java.io.IOException;
import java.util.function.Predicate;
import org.duckdb.DuckDBChunkedResult;

/// Finds the series that have a numeric value in a range of event time.
final class NumericSeriesQuery implements Query<Boolean> {
    private final Filter filter;
    private final TimeRange range;
    private final Predicate<SeriesName> receiver;

    /// Written by the query thread, read by who asks when it has ended.
    private volatile boolean begun;

    NumericSeriesQuery(Filter filter, TimeRange range, Predicate<SeriesName> receiver) {
        this.filter = filter;
        this.range = range;
        this.receiver = receiver;
    }

    /// Says whether the receiver was called.
    boolean hasBegun() {
        return begun;
    }

    @Override
    public Boolean run(Partitions partitions, QueryRunner runner) throws IOException {
        long from = Micros.notBefore(range.from());
        long to = Micros.notBefore(range.to());
        var sql =
                EventRows.ofNumbers(partitions, runner, filter, from, to)
                        .add("select " + SeriesColumns.ALL + " from series where id in")
                        .add(" (select distinct series from e)");
        return runner.stream(sql, this::read);
    }

    private boolean read(DuckDBChunkedResult chunks) {
        while (chunks.nextChunk()) {
            var columns = new SeriesColumns(chunks.chunk());
            for (long row = 0; row < columns.count(); row++) {
                begun = true;
                if (!receiver.test(columns.name(row))) {
                    return false;
                }
            }
        }
        return true;
    }
}
