package io.acequia.cli.rows;

import java.util.List;

/// Prints rows.
@FunctionalInterface
public interface RowPrinter {
    /// Prints some more rows, after a heading when they are the first.
    void print(List<Row> rows);
}
