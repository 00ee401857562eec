package io.acequia.store.embedded;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.PrimitiveIterator;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/// Numeric events on their way into the database: columns of primitives, which the database fetches
/// through a table function of SQL. That costs less than half of the driver's row-wise appender,
/// which is told each value by a call of its own (0.27 against 0.70 µs of CPU for a row).
///
/// Confined to the thread that loads; the database fetches while that thread waits for it.
final class NumberRows implements DuckDBTableFunction<Object, Object, Object> {
    private static final int CAPACITY = 1 << 16;
    private static final String FUNCTION = "acequia_number_rows";

    private final int[] series = new int[CAPACITY];
    private final long[] timestamps = new long[CAPACITY];
    private final long[] lags = new long[CAPACITY];
    private final byte[] sources = new byte[CAPACITY];
    private final double[] values = new double[CAPACITY];
    private final int[] days = new int[CAPACITY];
    private final BitSet distinctDays = new BitSet();
    private int size;

    /// What [#apply] hands over: the rows of one day from `next` on.
    private int fetchedDay;

    private int next;
    private int[] chosen = new int[0];

    /// Makes the rows known to SQL.
    NumberRows(DuckDBConnection connection) throws SQLException {
        try (var builder = DuckDBFunctions.tableFunction()) {
            builder.withName(FUNCTION).withFunction(this).register(connection);
        }
    }

    void add(int id, long timestamp, long lag, int source, double value) {
        series[size] = id;
        timestamps[size] = timestamp;
        lags[size] = lag;
        sources[size] = (byte) source;
        values[size] = value;
        int day = Partition.dayOf(timestamp);
        days[size++] = day;
        distinctDays.set(day);
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean isFull() {
        return size == CAPACITY;
    }

    void clear() {
        size = 0;
        distinctDays.clear();
    }

    /// Returns the days that there are rows of.
    PrimitiveIterator.OfInt days() {
        return distinctDays.stream().iterator();
    }

    /// Inserts the rows of a day into their table.
    void insert(int day, Statement statement) throws SQLException {
        fetchedDay = day;
        statement.execute(
                "insert into " + Partition.numbersTable(day) + " select * from " + FUNCTION + "()");
    }

    @Override
    public Object bind(DuckDBTableFunctionBindInfo columns) {
        columns.addResultColumn("series", DuckDBColumnType.INTEGER)
                .addResultColumn("ts", DuckDBColumnType.BIGINT)
                .addResultColumn("lag", DuckDBColumnType.BIGINT)
                .addResultColumn("source", DuckDBColumnType.UTINYINT)
                .addResultColumn("value", DuckDBColumnType.DOUBLE);
        return this;
    }

    @Override
    public Object init(DuckDBTableFunctionInitInfo info) {
        next = 0;
        return this;
    }

    @Override
    public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) {
        int count = choose(Math.toIntExact(chunk.capacity()));
        var seriesColumn = chunk.vector(0);
        var timestampColumn = chunk.vector(1);
        var lagColumn = chunk.vector(2);
        var sourceColumn = chunk.vector(3);
        var valueColumn = chunk.vector(4);
        for (int row = 0; row < count; row++) {
            seriesColumn.setInt(row, series[chosen[row]]);
        }
        for (int row = 0; row < count; row++) {
            timestampColumn.setLong(row, timestamps[chosen[row]]);
        }
        for (int row = 0; row < count; row++) {
            lagColumn.setLong(row, lags[chosen[row]]);
        }
        for (int row = 0; row < count; row++) {
            sourceColumn.setUint8(row, sources[chosen[row]]);
        }
        for (int row = 0; row < count; row++) {
            valueColumn.setDouble(row, values[chosen[row]]);
        }
        return count;
    }

    private int choose(int most) {
        if (chosen.length < most) {
            chosen = new int[most];
        }
        int count = 0;
        for (; next < size && count < most; next++) {
            if (days[next] == fetchedDay) {
                chosen[count++] = next;
            }
        }
        return count;
    }
}
