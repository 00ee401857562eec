package io.acequia.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.store.TooLongException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBFunctions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QueryRunnerTest {
    private DuckDBConnection connection;
    private QueryRunner runner;

    @BeforeEach
    void open() throws Exception {
        connection = DuckDBConnection.newConnection("jdbc:duckdb:", false, null, new Properties());
        runner = new QueryRunner(connection, 2, Duration.ofMinutes(1));
    }

    @AfterEach
    void close() throws Exception {
        runner.close();
        connection.close();
    }

    @Test
    @DisplayName("values from outside are parameters")
    void parameters() throws Exception {
        var sql = new Sql().add("select ").bind("it's").add(" || ").bind(2).add(" || ").add(3);

        var text = runner.run(sql, QueryRunnerTest::text);

        assertEquals("it's23", text);
    }

    @Test
    @DisplayName("a query that fails says why in one line")
    void failure() {
        var sql = new Sql().add("select nothing from nowhere");

        var failed = assertThrows(IOException.class, () -> runner.run(sql, QueryRunnerTest::text));

        assertEquals(
                "the query failed: Catalog Error: Table with name nowhere does not exist!",
                failed.getMessage());
    }

    @Test
    @DisplayName("interrupting the thread that waits cancels the query")
    void interruption() throws Exception {
        var begun = new CountDownLatch(1);
        var endless = endless(begun);
        var asking = new FutureTask<>(() -> runner.run(endless, QueryRunnerTest::text));
        var thread = Thread.ofVirtual().start(asking);
        begun.await();

        thread.interrupt();

        var failed = assertThrows(ExecutionException.class, asking::get);
        assertInstanceOf(InterruptedIOException.class, failed.getCause());
        assertTrue(thread.join(Duration.ofSeconds(10)));
        assertEquals("1", runner.run(new Sql().add("select 1"), QueryRunnerTest::text));
    }

    @Test
    @DisplayName("a query that takes too long is cancelled and gives its thread back")
    void tooLong() throws Exception {
        try (var hasty = new QueryRunner(connection, 1, Duration.ofMillis(50))) {
            var endless = endless(new CountDownLatch(1));

            var failed =
                    assertThrows(
                            TooLongException.class,
                            () -> hasty.run(endless, QueryRunnerTest::text));

            assertEquals("the question took longer than 0.05 s", failed.getMessage());
        }
        assertEquals("1", runner.run(new Sql().add("select 1"), QueryRunnerTest::text));
    }

    @Test
    @DisplayName("closing cancels what runs, and what waits for its turn")
    void closing() throws Exception {
        var begun = new CountDownLatch(1);
        var endless = endless(begun);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asking =
                    Stream.of(1, 2, 3, 4)
                            .map(_ ->
                                    threads.submit(
                                            () -> runner.run(endless, QueryRunnerTest::text)))
                            .toList();
            begun.await();

            runner.close();

            for (var query : asking) {
                var failed = assertThrows(ExecutionException.class, query::get);
                assertInstanceOf(IOException.class, failed.getCause());
            }
        }
        var closed =
                assertThrows(
                        IOException.class,
                        () -> runner.run(new Sql().add("select 1"), QueryRunnerTest::text));
        assertEquals("the database is closed", closed.getMessage());
    }

    /// Takes hours, and tells when it has begun.
    private Sql endless(CountDownLatch begun) throws SQLException {
        try (var function = DuckDBFunctions.scalarFunction()) {
            function.withName("begun")
                    .withParameter(Long.class)
                    .withReturnType(Long.class)
                    .withLongFunction(value -> {
                        begun.countDown();
                        return value;
                    })
                    .register(connection);
        }
        return new Sql()
                .add("select count(*) from range(1000000000000) as numbers")
                .add(" where begun(numbers.range) % 7 = 3");
    }

    private static String text(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getString(1);
    }
}
