package io.acequia.store.embedded;

import io.acequia.store.Micros;
import io.acequia.store.SampleReceiver;
import io.acequia.store.Samples;
import io.acequia.store.SeriesName;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.duckdb.DuckDBChunkedResult;

/// Hands over numeric values, series by series.
///
/// The series are chosen first, so that only numbers are compared and read in the rows of values.
/// The values are counted before they are sorted: what is refused costs a scan at most.
final class SamplesQuery implements Query<Boolean> {
    private final Samples samples;
    private final SampleReceiver receiver;

    /// Written by the query thread, read by who asks when it has ended.
    private volatile boolean begun;

    SamplesQuery(Samples samples, SampleReceiver receiver) {
        this.samples = samples;
        this.receiver = receiver;
    }

    /// Says whether the receiver was called.
    boolean hasBegun() {
        return begun;
    }

    @Override
    public Boolean run(Partitions partitions, QueryRunner runner) throws IOException {
        var chosen = chosen(runner);
        if (chosen.isEmpty()) {
            return true;
        }
        long count =
                runner.run(rows(partitions, chosen).add("select count(*) from e"), this::count);
        if (count > samples.most()) {
            return false;
        }
        return count == 0
                || runner.stream(
                        rows(partitions, chosen)
                                .add("select series, ts, value from e order by series, ts, tie"),
                        chunks -> read(chunks, chosen));
    }

    private Map<Integer, SeriesName> chosen(QueryRunner runner) throws IOException {
        var sql = new Sql().add("select " + SeriesColumns.ALL + " from series where ");
        FilterSql.writeOfSeries(samples.filter(), sql);
        return runner.stream(
                sql,
                chunks -> {
                    Map<Integer, SeriesName> chosen = new HashMap<>();
                    while (chunks.nextChunk()) {
                        var columns = new SeriesColumns(chunks.chunk());
                        for (long row = 0; row < columns.count(); row++) {
                            var name = columns.name(row);
                            if (samples.chosen().test(name)) {
                                chosen.put(columns.id(row), name);
                            }
                        }
                    }
                    return chosen;
                });
    }

    /// The rows of the chosen series, named `e`.
    private Sql rows(Partitions partitions, Map<Integer, SeriesName> chosen) {
        long from = Micros.notBefore(samples.range().from());
        long to = Micros.notBefore(samples.range().to());
        var ids = chosen.keySet().stream().sorted().map(String::valueOf);
        var instants = samples.instants();
        var needed = instants == null ? "" : needed(from, instants);
        return EventRows.ofNumbers(
                partitions,
                "series in (" + ids.collect(Collectors.joining(",")) + ")" + needed,
                from,
                to);
    }

    /// Leaves out what lies between the windows. They begin a step apart, the first with the range.
    private static String needed(long from, Samples.Instants instants) {
        long step = Micros.of(instants.step());
        // The last millisecond of a window is part of it.
        long window = Micros.of(instants.window()) + 1_000;
        return window >= step ? "" : " and (ts - " + from + ") % " + step + " < " + window;
    }

    private long count(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getLong(1);
    }

    private boolean read(DuckDBChunkedResult chunks, Map<Integer, SeriesName> chosen) {
        int current = -1;
        while (chunks.nextChunk()) {
            var chunk = chunks.chunk();
            var series = chunk.vector(0);
            var times = chunk.vector(1);
            var values = chunk.vector(2);
            for (long row = 0; row < chunk.rowCount(); row++) {
                int id = series.getInt(row);
                if (id != current) {
                    begun = true;
                    receiver.series(Objects.requireNonNull(chosen.get(id)));
                    current = id;
                }
                if (!receiver.sample(times.getLong(row), values.getDouble(row))) {
                    return true;
                }
            }
        }
        return true;
    }
}
