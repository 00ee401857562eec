package io.acequia.cli.rows;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Prints comma-separated values with a heading (RFC 4180). Text is not changed, only quoted: what
/// a device sent is what a program reads.
final class CsvPrinter implements RowPrinter {
    private static final String SPECIAL = ",\"\r\n";

    private final List<Column> columns;
    private final PrintWriter out;
    private boolean isHeaded;

    CsvPrinter(List<Column> columns, PrintWriter out) {
        this.columns = columns;
        this.out = out;
    }

    @Override
    public void print(List<Row> rows) {
        if (!isHeaded) {
            isHeaded = true;
            print(Column::title);
        }
        rows.forEach(row -> print(column -> column.of(row)));
    }

    private void print(Function<Column, String> field) {
        out.print(
                columns.stream()
                        .map(column -> quoted(field.apply(column)))
                        .collect(Collectors.joining(",", "", "\r\n")));
    }

    private static String quoted(String text) {
        boolean isPlain = text.chars().noneMatch(character -> SPECIAL.indexOf(character) >= 0);
        return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
