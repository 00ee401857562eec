package io.acequia.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.event.Event;
import io.acequia.event.Value;
import io.acequia.store.Aggregation;
import io.acequia.store.Count;
import io.acequia.store.Field;
import io.acequia.store.Filter;
import io.acequia.store.Histogram;
import io.acequia.store.Micros;
import io.acequia.store.Search;
import io.acequia.store.TimeRange;
import io.acequia.store.TopValues;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDatabaseTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final long MICROS = Micros.of(NOON);
    private static final long DAY = Micros.of(Duration.ofDays(1));

    @TempDir Path directory;
    private DuckDatabase database;
    private final Times times = new Times();

    @BeforeEach
    void open() throws IOException {
        database = DuckDatabase.open(directory, DatabaseSettings.DEFAULTS, InstantSource.system());
    }

    @AfterEach
    void close() throws IOException {
        database.close();
    }

    @Test
    @DisplayName("a new database is at frame 0, without series, and takes some space")
    void newDatabase() throws Exception {
        assertEquals(0, database.position());
        assertEquals(-1, database.lastSeries());
        assertTrue(database.size() > 0);
    }

    @Test
    @DisplayName("position, series and events are there again after reopening")
    void reopening() throws Exception {
        load(
                7,
                visitor -> {
                    visitor.series(series(0));
                    visitor.series(series(4));
                    visitor.request(1, MICROS, 2);
                    visitor.number(4, times.at(MICROS), 1);
                    visitor.text(0, times.at(MICROS), "text");
                });

        database.close();
        open();

        assertEquals(7, database.position());
        assertEquals(4, database.lastSeries());
        assertEquals(List.of("probe0", "probe4"), origins(Filter.ALL));
    }

    @Test
    @DisplayName("a transaction without records moves the position")
    void emptyTransaction() throws Exception {
        load(3, _ -> {});

        database.close();
        open();

        assertEquals(3, database.position());
    }

    @Test
    @DisplayName("what was rolled back never appears, its series included")
    void rollback() throws Exception {
        var visitor = database.begin();
        visitor.series(series(0));
        fillStaging(visitor);
        visitor.number(0, times.at(MICROS), 1);

        database.rollback();

        load(1, other -> other.series(series(1)));
        assertEquals(1, database.position());
        assertEquals(1, database.lastSeries());
        assertEquals(0, count());
        load(2, again -> again.number(0, times.at(MICROS), 1));
        assertEquals(0, count());
    }

    @Test
    @DisplayName("a series that comes again, in any transaction or opening, is one series")
    void seriesComeAgain() throws Exception {
        Consumer<LogVisitor> records =
                visitor -> {
                    visitor.series(series(0));
                    visitor.series(series(0));
                    visitor.number(0, times.at(MICROS), 1);
                };
        load(1, records);
        load(2, records);
        database.close();
        open();

        load(3, records);

        assertEquals(3, database.search(new Search(Filter.ALL, TimeRange.ALL, 10)).events().size());
        assertEquals(1, database.latest(Filter.ALL, 10).size());
    }

    @Test
    @DisplayName("an event whose series is unknown never appears")
    void unknownSeries() throws Exception {
        load(
                1,
                visitor -> {
                    visitor.number(0, times.at(MICROS), 1);
                    visitor.truth(0, times.at(MICROS), true);
                    visitor.series(series(0));
                    visitor.number(0, times.at(MICROS), 2);
                });

        assertEquals(1, count());
        assertEquals(new Value.Numeric(2), database.latest(Filter.ALL, 1).getFirst().value());
    }

    @Test
    @DisplayName("days before 2015 and after 2199 share one table each, and are found")
    void daysBeyondTheTables() throws Exception {
        var future = Instant.parse("2999-01-01T00:00:00Z");
        load(
                1,
                visitor -> {
                    visitor.series(series(0));
                    visitor.number(0, times.at(0), 1);
                    visitor.number(0, times.at(86_400_000_000L), 2);
                    visitor.number(0, times.at(Micros.of(future)), 3);
                });
        var everything = new TimeRange(Instant.MIN, Instant.MAX);
        var past = new TimeRange(Instant.EPOCH, Instant.EPOCH.plusSeconds(1));

        var found = database.search(new Search(Filter.ALL, everything, 10)).events();

        assertEquals(
                List.of(future, Instant.EPOCH.plus(Duration.ofDays(1)), Instant.EPOCH),
                found.stream().map(Event::timestamp).toList());
        assertEquals(1, database.search(new Search(Filter.ALL, past, 10)).events().size());
    }

    @Test
    @DisplayName("a transaction may have more records than memory holds at a time, of many days")
    void bigTransaction() throws Exception {
        var text = "x".repeat(10_000);

        load(
                1,
                visitor -> {
                    for (int id = 0; id < 70_000; id++) {
                        visitor.series(series(id));
                        visitor.number(id, times.at(MICROS + id % 3 * DAY), id);
                    }
                    for (int id = 0; id < 1_000; id++) {
                        visitor.text(id, times.at(MICROS + id % 2 * DAY), text);
                    }
                });

        var range = new TimeRange(NOON, NOON.plus(Duration.ofDays(3)));
        assertEquals(
                List.of(23_834L, 23_833L, 23_333L),
                database.histogram(new Histogram(Filter.ALL, range, Duration.ofDays(1))).stream()
                        .map(Count::count)
                        .toList());
        assertEquals(69_999, database.lastSeries());
    }

    @Test
    @DisplayName(
            "a record the database refuses fails the commit as a whole, and the next one works")
    void refusedRecord() throws Exception {
        load(1, visitor -> visitor.series(series(0)));
        for (boolean early : new boolean[] {false, true}) {
            var visitor = database.begin();
            times.source = 200;
            visitor.number(0, times.at(MICROS), 1);
            times.source = 0;
            if (early) {
                fillStaging(visitor);
                fillStaging(visitor);
            }

            assertThrows(IOException.class, () -> database.commit(2));

            assertEquals(1, database.position());
            assertEquals(0, count());
        }
        load(2, visitor -> visitor.number(0, times.at(MICROS), 1));
        assertEquals(1, count());
    }

    @Test
    @DisplayName("a checkpoint leaves one position of many")
    void positionsStayFew() throws Exception {
        database.close();
        sql("insert into load_position select range from range(100001)");
        open();

        database.checkpoint();

        database.close();
        assertEquals("1 100000", sql("select count(*) || ' ' || max(seq) from load_position"));
        open();
        assertEquals(100_000, database.position());
    }

    @Test
    @DisplayName("deletion drops the days that have ended, and only those")
    void deletion() throws Exception {
        load(
                1,
                visitor -> {
                    visitor.series(series(0));
                    visitor.number(0, times.at(MICROS), 1);
                    visitor.text(0, times.at(MICROS + DAY), "next day");
                });

        database.deleteBefore(Instant.parse("2026-11-23T23:59:59.999999Z"));
        assertEquals(2, count());

        database.deleteBefore(Instant.parse("2026-11-24T00:00:00Z"));
        assertEquals(1, count());
        load(2, visitor -> visitor.number(0, times.at(MICROS), 3));
        assertEquals(2, count());
    }

    @Test
    @DisplayName("queries go on while days are loaded and dropped under them")
    void queriesDuringChanges() throws Exception {
        load(1, visitor -> visitor.series(series(0)));
        var isOver = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asking =
                    threads.submit(() -> {
                        int asked = 0;
                        while (!isOver.get()) {
                            count();
                            database.latest(Filter.ALL, 10);
                            asked++;
                        }
                        return asked;
                    });
            for (int day = 0; day < 40; day++) {
                long time = MICROS + day * DAY;
                load(day + 2, visitor -> visitor.number(0, times.at(time), 1));
                database.deleteBefore(NOON.plus(Duration.ofDays(day - 3)));
            }
            isOver.set(true);
            assertTrue(asking.get() > 0);
        }
        assertEquals(4, count());
    }

    @Test
    @DisplayName("two years of days are searched from the newest on")
    void manyDays() throws Exception {
        load(
                1,
                visitor -> {
                    visitor.series(series(0));
                    for (int day = 0; day < 730; day++) {
                        visitor.number(0, times.at(MICROS + day * DAY), day);
                    }
                });

        var first = database.search(new Search(Filter.ALL, TimeRange.ALL, 700));
        var second =
                database.search(
                        new Search(
                                Filter.ALL,
                                TimeRange.ALL,
                                700,
                                Objects.requireNonNull(first.next())));

        assertEquals(new Value.Numeric(729), first.events().getFirst().value());
        assertEquals(new Value.Numeric(30), first.events().getLast().value());
        assertEquals(new Value.Numeric(29), second.events().getFirst().value());
        assertEquals(30, second.events().size());
        assertEquals(730, count());
    }

    @Test
    @DisplayName("fields that are no keywords make no groups and have no top values")
    void fieldsWithoutGroups() {
        var aggregation = new Aggregation(Filter.ALL, TimeRange.ALL, null, Field.VALUE, List.of());
        var top = new TopValues(Filter.ALL, TimeRange.ALL, List.of(Field.TIMESTAMP), 10);

        assertThrows(IllegalArgumentException.class, () -> database.aggregate(aggregation));
        assertThrows(IllegalArgumentException.class, () -> database.topValues(top));
    }

    @Test
    @DisplayName("a closed database says so")
    void closed() throws Exception {
        database.close();

        var refused = assertThrows(IOException.class, () -> database.latest(Filter.ALL, 1));

        assertEquals("the database is closed", refused.getMessage());
        open();
    }

    private static Series series(int id) {
        return new Series(id, "default", "demo", "probe" + id, "temperature", null);
    }

    private void fillStaging(LogVisitor visitor) {
        for (int row = 0; row < 70_000; row++) {
            visitor.number(0, times.at(MICROS + row), row);
        }
    }

    private void load(long sequence, Consumer<LogVisitor> records) throws IOException {
        records.accept(database.begin());
        database.commit(sequence);
    }

    private long count() throws IOException {
        return database.histogram(
                        new Histogram(Filter.ALL, TimeRange.ALL, Duration.ofDays(110_000)))
                .getFirst()
                .count();
    }

    private List<String> origins(Filter filter) throws IOException {
        return database.latest(filter, 10).stream().map(Event::origin).toList();
    }

    private String sql(String sql) throws Exception {
        var url = "jdbc:duckdb:" + directory.resolve("events.duckdb");
        try (var connection = DuckDBConnection.newConnection(url, false, null, new Properties());
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (var rows = statement.getResultSet()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
