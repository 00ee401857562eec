package io.acequia.store.embedded;

import io.acequia.store.Buckets;
import io.acequia.store.Count;
import io.acequia.store.Histogram;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Counts events per interval of event time.
///
/// @param histogram what is asked
record HistogramQuery(Histogram histogram) implements Query<List<Count>> {
    @Override
    public List<Count> run(Partitions partitions, QueryRunner runner) throws IOException {
        var buckets = Buckets.of(histogram.range(), histogram.interval());
        var sql =
                EventRows.of(partitions, runner, histogram.filter(), buckets.from(), buckets.to())
                        .add("select ");
        EventRows.bucket(buckets, sql);
        var counts = new long[buckets.count()];
        return runner.run(
                sql.add(" as bucket, count(*) from e group by bucket"),
                rows -> {
                    fill(counts, rows);
                    return counts(buckets, counts);
                });
    }

    private static void fill(long[] counts, ResultSet rows) throws SQLException {
        while (rows.next()) {
            counts[rows.getInt(1)] = rows.getLong(2);
        }
    }

    private static List<Count> counts(Buckets buckets, long[] counts) {
        var list = new ArrayList<Count>(counts.length);
        for (int bucket = 0; bucket < counts.length; bucket++) {
            list.add(new Count(buckets.start(bucket), counts[bucket]));
        }
        return list;
    }
}
