package io.acequia.store.embedded;

import io.acequia.event.Value;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/// Rows that are few or have text, appended one by one.
///
/// Each appender is flushed before it is closed: closing it alone hides a failure.
final class Appending {
    private Appending() {}

    static void series(List<Series> rows, DuckDBConnection connection) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (var appender = connection.createAppender("series")) {
            for (var row : rows) {
                appender.beginRow();
                appender.append(row.id())
                        .append(row.namespace())
                        .append(row.sender())
                        .append(row.origin())
                        .append(row.type())
                        .append(row.unit());
                appender.endRow();
            }
            appender.flush();
        }
    }

    static void others(List<Staging.OtherRow> rows, int day, DuckDBConnection connection)
            throws SQLException {
        try (var appender = connection.createAppender(Partition.othersTable(day))) {
            for (var row : rows) {
                if (row.day() == day) {
                    appender.beginRow();
                    appender.append(row.series())
                            .append(row.timestamp())
                            .append(row.lag())
                            .append((byte) row.source());
                    value(row.value(), appender);
                    appender.endRow();
                }
            }
            appender.flush();
        }
    }

    private static void value(Value value, DuckDBAppender appender) throws SQLException {
        switch (value) {
            case Value.Text(var text) -> appender.append(text).appendNull().appendNull();
            case Value.Truth(boolean truth) -> appender.appendNull().append(truth).appendNull();
            case Value.Data data -> appender.appendNull().appendNull().append(data.bytes());
            case Value.Numeric _ -> throw new IllegalStateException("numbers have their own table");
        }
    }
}
