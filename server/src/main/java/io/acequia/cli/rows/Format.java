package io.acequia.cli.rows;

import java.io.PrintWriter;

/// A form of output.
public enum Format {
    /// For people.
    TABLE,
    /// One JSON object in each line.
    JSONL,
    /// Comma-separated values.
    CSV;

    /// Returns what prints rows in this form.
    public RowPrinter printer(Columns columns, PrintWriter out) {
        return switch (this) {
            case TABLE -> new TablePrinter(columns.table(), out);
            case JSONL -> rows -> rows.forEach(row -> out.print(row.json() + '\n'));
            case CSV -> new CsvPrinter(columns.csv(), out);
        };
    }
}
