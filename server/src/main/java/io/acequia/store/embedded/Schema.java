package io.acequia.store.embedded;

/// The tables of the database: integers, appended to and never changed. No keys, no indexes, no
/// updates: they are what the replay of DuckDB's own log had bugs with.
final class Schema {
    /// Version of the tables; goes up when a program that knows only the old ones could not read
    /// them.
    static final int FORMAT = 1;

    /// A new database.
    static final String CREATE =
            "create table acequia (format integer);"
                    + " insert into acequia values ("
                    + FORMAT
                    + ");"
                    + " create table series (id integer, namespace varchar, sender varchar,"
                    + " origin varchar, type varchar, unit varchar);"
                    + " create table load_position (seq bigint)";

    private Schema() {}

    /// Returns the statement that makes the table of numeric values of a day.
    ///
    /// Columns: id of the series; event time in microseconds since 1970; milliseconds from it to
    /// the receipt, or for a clamped event from the claimed time to the receipt; number of the time
    /// source; value.
    static String createNumbers(int day) {
        return "create table "
                + Partition.numbersTable(day)
                + " (series integer, ts bigint, lag bigint, source utinyint, value double)";
    }

    /// Returns the statement that makes the table of other values of a day; one of the last three
    /// columns is not null.
    static String createOthers(int day) {
        return "create table "
                + Partition.othersTable(day)
                + " (series integer, ts bigint, lag bigint, source utinyint,"
                + " string varchar, bool boolean, data blob)";
    }
}
