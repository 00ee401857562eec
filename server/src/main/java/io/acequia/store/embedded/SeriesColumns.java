package io.acequia.store.embedded;

import io.acequia.store.SeriesName;
import java.util.Objects;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;

/// Rows of the table of series.
final class SeriesColumns {
    /// What is read here.
    static final String ALL = "id, namespace, sender, origin, type, unit";

    private final DuckDBDataChunkReader chunk;
    private final DuckDBReadableVector unit;

    SeriesColumns(DuckDBDataChunkReader chunk) {
        this.chunk = chunk;
        this.unit = chunk.vector(5);
    }

    long count() {
        return chunk.rowCount();
    }

    int id(long row) {
        return chunk.vector(0).getInt(row);
    }

    SeriesName name(long row) {
        return new SeriesName(
                text(1, row),
                text(2, row),
                text(3, row),
                text(4, row),
                unit.isNull(row) ? null : unit.getString(row));
    }

    private String text(int column, long row) {
        return Objects.requireNonNull(chunk.vector(column).getString(row));
    }
}
