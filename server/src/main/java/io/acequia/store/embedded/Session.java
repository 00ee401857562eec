package io.acequia.store.embedded;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.BitSet;
import org.duckdb.DuckDBConnection;

/// The database from one opening to the next: a failed checkpoint makes DuckDB unusable until it is
/// opened again, and then another session takes over.
///
/// One thread at a time writes; any may read what is volatile and use [#queries].
final class Session implements AutoCloseable {
    private static final Duration LONGEST_QUERY = Duration.ofSeconds(30);
    private static final Logger LOG = System.getLogger(Session.class.getName());

    /// Most rows in the table of positions before a checkpoint leaves only the last one.
    private static final long MOST_POSITIONS = 100_000;

    private final DuckDBConnection connection;
    private final QueryRunner queries;
    private final Staging staging;

    /// What is committed. Written by the thread that writes, read by any.
    private volatile Partitions partitions;

    private volatile long position;
    private volatile int lastSeries;

    /// The partitions with those of the transaction at hand.
    private Partitions loading;

    private boolean isTransactionOpen;
    private long positions;

    /// Takes over a connection that has just been opened, and closes it in the end.
    Session(DuckDBConnection connection, int queries) throws SQLException {
        this.connection = connection;
        this.partitions = read("select table_name from duckdb_tables() order by 1", Partitions::of);
        this.loading = partitions;
        this.position = read("select coalesce(max(seq), 0) from load_position", Session::number);
        this.positions = read("select count(*) from load_position", Session::number);
        var known = read("select id from series", Session::ids);
        this.lastSeries = known.length() - 1;
        this.staging = new Staging(new NumberRows(connection), known, this::flush);
        this.queries = new QueryRunner(connection, queries, LONGEST_QUERY);
    }

    Partitions partitions() {
        return partitions;
    }

    long position() {
        return position;
    }

    int lastSeries() {
        return lastSeries;
    }

    QueryRunner queries() {
        return queries;
    }

    /// Says whether DuckDB still does what it is told.
    boolean isAlive() {
        try {
            return read("select 1", Session::number) == 1;
        } catch (SQLException unusable) {
            return false;
        }
    }

    /// Returns where the records of the next transaction go. The transaction itself is opened when
    /// the first of them are written.
    LogVisitor begin() {
        rollback();
        return staging;
    }

    void commit(long sequence) throws SQLException {
        flush();
        staging.check();
        openTransaction();
        execute("insert into load_position values (" + sequence + ")");
        execute("commit");
        isTransactionOpen = false;
        position = sequence;
        positions++;
        long strays = staging.accept();
        if (strays > 0) {
            LOG.log(Level.WARNING, "left out {0} events whose series is unknown", strays);
        }
        lastSeries = staging.lastSeries();
        if (!loading.equals(partitions)) {
            partitions = loading;
            checkpointAfterTables();
        }
    }

    void rollback() {
        staging.reset();
        loading = partitions;
        if (isTransactionOpen) {
            isTransactionOpen = false;
            try {
                execute("rollback");
            } catch (SQLException ended) {
                LOG.log(Level.DEBUG, "the transaction had ended: {0}", SqlError.text(ended));
            }
        }
    }

    void checkpoint() throws SQLException {
        if (positions > MOST_POSITIONS) {
            execute(
                    "create or replace table load_position as select max(seq) as seq from load_position");
            positions = 1;
        }
        execute("checkpoint");
    }

    void deleteBefore(long before) throws SQLException {
        var all = partitions;
        var old = all.endedBy(before);
        if (old.newestFirst().isEmpty()) {
            return;
        }
        // Queries that begin now do not know the old tables any more.
        partitions = all.without(old);
        loading = partitions;
        try {
            openTransaction();
            for (var partition : old.newestFirst()) {
                execute("drop table if exists " + Partition.numbersTable(partition.day()));
                execute("drop table if exists " + Partition.othersTable(partition.day()));
            }
            execute("commit");
            isTransactionOpen = false;
        } catch (SQLException failed) {
            partitions = all;
            throw failed;
        }
        checkpointAfterTables();
    }

    /// The log of DuckDB should not have statements that make or drop tables for long: their replay
    /// is where its bugs were. A running query that still sees a dropped table prevents a
    /// checkpoint; the next one does it then.
    private void checkpointAfterTables() {
        try {
            execute("checkpoint");
        } catch (SQLException refused) {
            LOG.log(Level.INFO, "no checkpoint now: {0}", SqlError.text(refused));
        }
    }

    /// Writes what is staged. The transaction has to be opened in SQL: what the driver calls a
    /// transaction does not cover its appender.
    private void flush() throws SQLException {
        if (staging.isEmpty()) {
            return;
        }
        openTransaction();
        Appending.series(staging.series(), connection);
        var numbers = staging.numbers();
        try (var statement = connection.createStatement()) {
            for (var days = numbers.days(); days.hasNext(); ) {
                int day = days.nextInt();
                createTable(day, true);
                numbers.insert(day, statement);
            }
        }
        for (int day : staging.othersDays()) {
            createTable(day, false);
            Appending.others(staging.others(), day, connection);
        }
        staging.clear();
    }

    private void createTable(int day, boolean numbers) throws SQLException {
        if (!loading.has(day, numbers)) {
            execute(numbers ? Schema.createNumbers(day) : Schema.createOthers(day));
            loading = loading.with(day, numbers);
        }
    }

    private void openTransaction() throws SQLException {
        if (!isTransactionOpen) {
            execute("begin");
            isTransactionOpen = true;
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private <T> T read(String sql, QueryRunner.Reader<T> reader) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return reader.read(rows);
        }
    }

    private static long number(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getLong(1);
    }

    private static BitSet ids(ResultSet rows) throws SQLException {
        var ids = new BitSet();
        while (rows.next()) {
            ids.set(rows.getInt(1));
        }
        return ids;
    }

    /// Ends the queries and closes the database, which makes a last checkpoint.
    @Override
    public void close() throws SQLException {
        queries.close();
        connection.close();
    }
}
