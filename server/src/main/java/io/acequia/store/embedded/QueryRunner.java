package io.acequia.store.embedded;

import io.acequia.store.TooLongException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

/// Runs queries, each on a connection of its own, on a few platform threads: a query is a long call
/// into native code, which would hold the carrier of a virtual thread all the while.
///
/// Interrupting the thread that waits for a query cancels it; so does [#close].
final class QueryRunner implements AutoCloseable {
    private static final ThreadFactory THREADS =
            Niceness.givingWay(
                    Niceness.ASKING,
                    Thread.ofPlatform().daemon().name("acequia-query-", 0).factory());

    private final DuckDBConnection connection;
    private final Duration longest;
    private final ExecutorService threads;

    /// Written by the query threads, read by who closes.
    private final Set<Running<?>> running = ConcurrentHashMap.newKeySet();

    /// Runs queries on the database that a connection is open to.
    ///
    /// @param queries most queries at a time
    /// @param longest time for a query, and for its turn to come
    QueryRunner(DuckDBConnection connection, int queries, Duration longest) {
        this.connection = connection;
        this.longest = longest;
        this.threads = Executors.newFixedThreadPool(queries, THREADS);
    }

    /// Reads what a query found.
    ///
    /// @param <T> what it makes of it
    @FunctionalInterface
    interface Reader<T> {
        /// Reads all rows.
        T read(ResultSet rows) throws SQLException;
    }

    /// Reads what a query finds, chunk by chunk, while it goes on.
    ///
    /// @param <T> what it makes of it
    @FunctionalInterface
    interface ChunkReader<T> {
        /// Reads as many chunks as it wants.
        T read(DuckDBChunkedResult chunks) throws SQLException;
    }

    /// What is done with a statement.
    ///
    /// @param <T> what comes of it
    private interface Execution<T> {
        Statement prepare(DuckDBConnection connection) throws SQLException;

        T execute(Statement statement) throws SQLException;
    }

    /// Runs a query and waits for it.
    ///
    /// @throws InterruptedIOException when the waiting thread is interrupted
    /// @throws TooLongException when it takes too long
    <T> T run(Sql sql, Reader<T> reader) throws IOException {
        return run(
                new Execution<T>() {
                    @Override
                    public Statement prepare(DuckDBConnection connection) throws SQLException {
                        return sql.statement(connection);
                    }

                    @Override
                    public T execute(Statement statement) throws SQLException {
                        try (var rows = sql.execute(statement)) {
                            return reader.read(rows);
                        }
                    }
                });
    }

    /// Runs a query whose result is not gathered before it is read, and waits for it.
    ///
    /// @throws InterruptedIOException when the waiting thread is interrupted
    /// @throws TooLongException when it takes too long
    <T> T stream(Sql sql, ChunkReader<T> reader) throws IOException {
        return run(
                new Execution<T>() {
                    @Override
                    public Statement prepare(DuckDBConnection connection) throws SQLException {
                        return sql.prepared(connection);
                    }

                    @Override
                    public T execute(Statement statement) throws SQLException {
                        try (var chunks = ((DuckDBPreparedStatement) statement).query()) {
                            return reader.read(chunks);
                        }
                    }
                });
    }

    private <T> T run(Execution<T> execution) throws IOException {
        var query = new Running<T>(execution);
        try {
            return threads.submit(query).get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            query.cancel();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the query was cancelled");
        } catch (TimeoutException late) {
            query.cancel();
            throw new TooLongException(longest);
        } catch (RejectedExecutionException closed) {
            throw new IOException("the database is closed", closed);
        } catch (ExecutionException failed) {
            throw new IOException(
                    "the query failed: " + SqlError.text(failed.getCause()), failed.getCause());
        }
    }

    /// Cancels what runs and waits until it has ended.
    @Override
    public void close() {
        threads.shutdown();
        boolean ended = false;
        try {
            while (!ended) {
                running.forEach(Running::cancel);
                ended = threads.awaitTermination(10, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Running<T> implements Callable<T> {
        private final Execution<T> execution;

        /// Written by the query thread, read by who cancels.
        private volatile @Nullable Statement statement;

        /// Written by who cancels, read by the query thread.
        private volatile boolean cancelled;

        private Running(Execution<T> execution) {
            this.execution = execution;
        }

        @Override
        public T call() throws SQLException {
            running.add(this);
            try (var own = connection.duplicate();
                    var made = execution.prepare(own)) {
                statement = made;
                if (cancelled || threads.isShutdown()) {
                    throw new SQLException("cancelled before it began");
                }
                return execution.execute(made);
            } finally {
                statement = null;
                running.remove(this);
            }
        }

        /// Comes to nothing when the query is about to begin: it then runs to its end unheard.
        private void cancel() {
            cancelled = true;
            var current = statement;
            if (current != null) {
                try {
                    current.cancel();
                } catch (SQLException _) {
                    // It has just ended by itself.
                    return;
                }
            }
        }
    }
}
