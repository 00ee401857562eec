package io.acequia.store.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import org.duckdb.DuckDBConnection;

/// The file of the database, and DuckDB's own log beside it. Here is decided what to do when they
/// are missing or damaged.
///
/// | found | done |
/// |---|---|
/// | no file | a new one is made under another name and renamed when it is complete |
/// | a log that DuckDB refuses or ignores | moved to `quarantine/`: what was committed since the last checkpoint is loaded again from the write-ahead log |
/// | a file that DuckDB refuses, or of a later format | nothing is changed, the reason is told |
final class DatabaseFile {
    private static final Logger LOG = System.getLogger(DatabaseFile.class.getName());
    private static final String NAME = "events.duckdb";
    private static final String REPLAY_FAILED = "Failure while replaying WAL";
    private static final Pattern LOCKED =
            Pattern.compile("Could not set lock on file.*?(PID \\d+|$)");
    private static final Pattern DAMAGED =
            Pattern.compile("Corrupt|not a valid DuckDB database file|Could not read enough bytes");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    private final Path directory;
    private final Path file;
    private final Path log;
    private final DatabaseSettings settings;
    private final InstantSource clock;

    /// Names the database of a data directory.
    ///
    /// @param clock for the names of files in quarantine
    DatabaseFile(Path directory, DatabaseSettings settings, InstantSource clock) {
        this.directory = directory;
        this.file = directory.resolve(NAME);
        this.log = directory.resolve(NAME + ".wal");
        this.settings = settings;
        this.clock = clock;
    }

    /// Opens the database, and makes it when there is none.
    ///
    /// @throws IOException with a message for the operator: which file, what is wrong, what to do
    DuckDBConnection open() throws IOException {
        Files.createDirectories(directory);
        if (Files.notExists(file)) {
            quarantineLog("it belongs to a database file that is gone");
            create();
        }
        var connection = connectWithoutBrokenLog();
        try {
            connection = settled(connection);
            checkFormat(connection);
            return connection;
        } catch (IOException refused) {
            close(connection);
            throw refused;
        }
    }

    /// Returns the bytes on disk.
    long size() throws IOException {
        return (Files.exists(file) ? Files.size(file) : 0)
                + (Files.exists(log) ? Files.size(log) : 0);
    }

    /// A crash in the middle leaves no half-made database under the right name.
    private void create() throws IOException {
        var unfinished = directory.resolve(NAME + ".new");
        Files.deleteIfExists(unfinished);
        Files.deleteIfExists(directory.resolve(NAME + ".new.wal"));
        try (var connection = connect(unfinished)) {
            execute(connection, Schema.CREATE);
        } catch (SQLException failed) {
            throw refusal(failed);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private DuckDBConnection connectWithoutBrokenLog() throws IOException {
        try {
            return connect(file);
        } catch (SQLException failed) {
            var cause = SqlError.text(failed);
            if (!cause.contains(REPLAY_FAILED) || Files.notExists(log)) {
                throw refusal(failed);
            }
            quarantineLog(cause);
            return connectWithoutBrokenLog();
        }
    }

    /// DuckDB says nothing about a log whose beginning it does not recognise, and would write over
    /// it. After a checkpoint a log that was used is gone, so what is left was not used.
    private DuckDBConnection settled(DuckDBConnection connection) throws IOException {
        if (!isLogLeft()) {
            return connection;
        }
        try {
            execute(connection, "checkpoint");
        } catch (SQLException failed) {
            // No room, perhaps. A failed checkpoint makes DuckDB unusable until it is opened again.
            LOG.log(Level.WARNING, "no checkpoint when opening: {0}", SqlError.text(failed));
            close(connection);
            return connectWithoutBrokenLog();
        }
        if (isLogLeft()) {
            quarantineLog("DuckDB does not recognise it");
        }
        return connection;
    }

    private boolean isLogLeft() throws IOException {
        return Files.exists(log) && Files.size(log) > 0;
    }

    /// Moves the log, and what DuckDB puts beside it while it makes a checkpoint.
    private void quarantineLog(String reason) throws IOException {
        var stamp = STAMP.format(clock.instant());
        try (var logs = Files.newDirectoryStream(directory, log.getFileName() + "*")) {
            for (var old : logs) {
                var quarantine = Files.createDirectories(directory.resolve("quarantine"));
                var target = quarantine.resolve(old.getFileName() + "." + stamp);
                Files.move(old, target);
                LOG.log(
                        Level.WARNING,
                        "moved {0} to {1}: {2}; what it had is loaded again from the write-ahead log",
                        old,
                        target,
                        reason);
            }
        }
    }

    private void checkFormat(DuckDBConnection connection) throws IOException {
        int format;
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select max(format) from acequia")) {
            rows.next();
            format = rows.getInt(1);
        } catch (SQLException notOurs) {
            throw new IOException(
                    file + " is not a database of Acequia; choose another data directory", notOurs);
        }
        if (format > Schema.FORMAT) {
            throw new IOException(
                    "%s has format %d and this program reads format %d; start the newer program that wrote it"
                            .formatted(file, format, Schema.FORMAT));
        }
    }

    /// Says for the operator why the file cannot be opened.
    IOException refusal(SQLException failed) {
        var cause = SqlError.text(failed);
        var locked = LOCKED.matcher(cause);
        if (locked.find()) {
            return new IOException(
                    file + " is in use by another process (" + locked.group(1) + "); stop it first",
                    failed);
        }
        var advice =
                DAMAGED.matcher(cause).find()
                        ? "; put a backup in its place, or move it away: it is then made again from"
                                + " what the write-ahead log still has"
                        : "; check the file, its directory and the space on the disk";
        return new IOException(file + " cannot be opened: " + cause + advice, failed);
    }

    private DuckDBConnection connect(Path path) throws SQLException, IOException {
        var properties = new Properties();
        properties.setProperty("memory_limit", settings.memoryBytes() / 1024 + "KiB");
        properties.setProperty("threads", String.valueOf(settings.threads()));
        properties.setProperty("temp_directory", directory.resolve(NAME + ".tmp").toString());
        properties.setProperty("max_temp_directory_size", settings.temporaryBytes() / 1024 + "KiB");
        properties.setProperty("checkpoint_threshold", settings.checkpointBytes() / 1024 + "KiB");
        // Queries reach neither the network nor other files, and cannot change that.
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        properties.setProperty("enable_external_access", "false");
        properties.setProperty("lock_configuration", "true");
        try {
            return connect("jdbc:duckdb:" + path, properties);
        } catch (LinkageError missing) {
            throw new IOException(
                    "the library of DuckDB for %s on %s cannot be loaded; it needs glibc, and %s must be writable"
                            .formatted(
                                    System.getProperty("os.name"),
                                    System.getProperty("os.arch"),
                                    System.getProperty("java.io.tmpdir")),
                    missing);
        }
    }

    /// DuckDB works for queries on threads of its own, which it makes here.
    private static DuckDBConnection connect(String url, Properties properties)
            throws SQLException, IOException {
        var task =
                new FutureTask<>(
                        () -> DuckDBConnection.newConnection(url, false, null, properties));
        Niceness.givingWay(Niceness.ASKING, Thread.ofPlatform().name("acequia-duckdb").factory())
                .newThread(task)
                .start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("opening the database was interrupted");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case SQLException refused -> throw refused;
                case LinkageError missing -> throw missing;
                case null, default -> throw new IOException(e.getCause());
            }
        }
    }

    private static void execute(DuckDBConnection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Closes, and tells nobody when that fails: something else has failed already.
    static void close(DuckDBConnection connection) {
        try {
            connection.close();
        } catch (SQLException failed) {
            LOG.log(Level.DEBUG, "closing", failed);
        }
    }
}
