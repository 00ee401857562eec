package io.acequia.cli.rows;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Prints aligned columns. Columns are as wide as the rows printed together need, and grow with
/// what comes later.
final class TablePrinter implements RowPrinter {
    private static final String GAP = "  ";

    private final List<Column> columns;
    private final PrintWriter out;
    private final int[] widths;
    private boolean isHeaded;

    TablePrinter(List<Column> columns, PrintWriter out) {
        this.columns = columns;
        this.out = out;
        this.widths = columns.stream().mapToInt(column -> column.title().length()).toArray();
    }

    @Override
    public void print(List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var lines = rows.stream().map(this::cells).toList();
        lines.forEach(this::widen);
        if (!isHeaded) {
            isHeaded = true;
            printLine(
                    columns.stream()
                            .map(column -> column.title().toUpperCase(Locale.ROOT))
                            .toList());
        }
        lines.forEach(this::printLine);
    }

    private List<String> cells(Row row) {
        Function<Column, String> cell = column -> TerminalText.of(column.of(row));
        return columns.stream().map(cell).toList();
    }

    private void widen(List<String> cells) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], width(cells.get(i)));
        }
    }

    private void printLine(List<String> cells) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            var padding = " ".repeat(Math.max(0, widths[i] - width(cells.get(i))));
            line.append(i == 0 ? "" : GAP);
            line.append(
                    columns.get(i).isNumber() ? padding + cells.get(i) : cells.get(i) + padding);
        }
        out.print(line.toString().stripTrailing() + '\n');
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
