package io.acequia.cli.rows;

import java.util.List;

/// Which columns a kind of answer has.
///
/// @param table for people
/// @param csv for programs: every member on its own
public record Columns(List<Column> table, List<Column> csv) {
    /// The columns of events.
    public static final Columns EVENTS =
            new Columns(
                    List.of(
                            Column.text("timestamp"),
                            Column.text("namespace"),
                            Column.text("sender"),
                            Column.text("origin"),
                            new Column("type", List.of("payload.type"), false),
                            new Column(
                                    "value",
                                    List.of(
                                            "payload.value",
                                            "payload.string",
                                            "payload.bool",
                                            "payload.data"),
                                    true),
                            new Column("unit", List.of("payload.unit"), false)),
                    List.of(
                            Column.text("namespace"),
                            Column.text("sender"),
                            Column.text("origin"),
                            Column.text("payload.type"),
                            Column.text("payload.value"),
                            Column.text("payload.string"),
                            Column.text("payload.bool"),
                            Column.text("payload.data"),
                            Column.text("payload.unit"),
                            Column.text("timestamp"),
                            Column.text("received"),
                            Column.text("time_source")));

    /// The columns of failing devices, with the last request of each that was refused.
    public static final Columns FAILING =
            new Columns(
                    List.of(
                            Column.text("last"),
                            Column.text("address"),
                            Column.text("sender"),
                            Column.number("rejected", "rejected"),
                            Column.number("clamped", "clamped"),
                            Column.number("repeated", "duplicates"),
                            new Column("code", List.of("requests.code"), false),
                            new Column("reason", List.of("requests.reason"), false),
                            new Column("payload", List.of("requests.payload"), false)),
                    List.of(
                            Column.text("address"),
                            Column.text("sender"),
                            Column.text("rejected"),
                            Column.text("clamped"),
                            Column.text("duplicates"),
                            Column.text("first"),
                            Column.text("last"),
                            Column.text("requests.time"),
                            Column.text("requests.method"),
                            Column.text("requests.path"),
                            Column.text("requests.code"),
                            Column.text("requests.reason"),
                            Column.text("requests.payload")));

    public Columns {
        table = List.copyOf(table);
        csv = List.copyOf(csv);
    }

    /// The same columns for people and programs.
    public static Columns of(List<Column> columns) {
        return new Columns(columns, columns);
    }
}
