package io.acequia.store.embedded;

import com.sun.management.OperatingSystemMXBean;
import io.acequia.store.Aggregation;
import io.acequia.store.Field;
import io.acequia.store.Filter;
import io.acequia.store.Histogram;
import io.acequia.store.Micros;
import io.acequia.store.Search;
import io.acequia.store.TimeRange;
import io.acequia.store.TopValues;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Measures the database: loads ten hours of 10,000 devices with three quantities each, values with
/// one decimal that walk at random, times slightly out of order; then asks it everything.
///
/// Arguments: an empty directory, the number of events (10,000,000), and the memory of the database
/// in MiB (128).
final class DatabaseFigures {
    private static final int SERIES = 30_000;
    private static final int TRANSACTION = 50_000;
    private static final List<String> TYPES = List.of("temperature", "humidity", "pressure");
    private static final List<String> UNITS = List.of("Cel", "%RH", "hPa");
    private static final Instant START = Instant.parse("2026-11-23T18:00:00Z");
    private static final Duration LENGTH = Duration.ofHours(10);

    private final DuckDatabase database;
    private final int events;
    private final Random random = new Random(1);
    private final double[] walk = new double[SERIES];
    private final Times times = new Times();

    private DatabaseFigures(DuckDatabase database, int events) {
        this.database = database;
        this.events = events;
    }

    /// Loads, asks and prints.
    public static void main(String[] arguments) throws IOException {
        var directory = Path.of(arguments[0]);
        int events = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000_000;
        long memory = arguments.length > 2 ? Long.parseLong(arguments[2]) << 20 : 128 << 20;
        var settings = new DatabaseSettings(memory, 2, 1 << 30, 4, memory / 2);
        long started = System.nanoTime();
        try (var database = DuckDatabase.open(directory, settings, InstantSource.system())) {
            say("open", millis(started), "ms");
            var figures = new DatabaseFigures(database, events);
            if (database.position() == 0) {
                figures.load();
            }
            figures.ask();
        }
    }

    private void load() throws IOException {
        int transactions = events / TRANSACTION;
        var latencies = new double[transactions];
        long cpu = 0;
        for (int transaction = 0; transaction < transactions; transaction++) {
            long cpuBefore = cpu();
            long started = System.nanoTime();
            var visitor = database.begin();
            if (transaction == 0) {
                for (int id = 0; id < SERIES; id++) {
                    visitor.series(series(id));
                }
            }
            for (int index = 0; index < TRANSACTION; index++) {
                int id = next(transaction * (long) TRANSACTION + index);
                visitor.number(id, times, Math.round(walk[id] * 10) / 10.0);
            }
            database.commit(transaction + 1);
            latencies[transaction] = millis(started);
            cpu += transaction < transactions / 4 ? 0 : cpu() - cpuBefore;
        }
        double total = Arrays.stream(latencies).sum();
        Arrays.sort(latencies);
        say("load", events / total / 1_000, "million rows/s");
        say("load CPU after the first quarter", cpu / 1e3 / events * 4 / 3, "us/row");
        say("of that making the events up", inventing() / 1e3 / events, "us/row");
        say("load transaction p50", latencies[transactions / 2], "ms");
        say("load transaction p99", latencies[transactions * 99 / 100], "ms");
        say("resident after load", resident(), "MB");
        long started = System.nanoTime();
        database.checkpoint();
        say("checkpoint", millis(started), "ms");
        say("disk", database.size() / (double) events, "bytes/event");
    }

    /// Returns the CPU time of what is not the database's.
    private long inventing() {
        long cpuBefore = cpu();
        for (int index = 0; index < events; index++) {
            next(index);
        }
        return cpu() - cpuBefore;
    }

    private static Series series(int id) {
        int device = id / TYPES.size();
        int type = id % TYPES.size();
        return new Series(
                id,
                "default",
                "gateway-" + device % 100,
                "device-" + device,
                TYPES.get(type),
                UNITS.get(type));
    }

    private int next(long index) {
        int id = (int) (index * 7_919 % SERIES);
        long step = Micros.of(LENGTH) / events;
        long millis = (Micros.of(START) + index * step) / 1_000 - random.nextInt(200);
        times.timestamp = millis * 1_000;
        times.lag = random.nextInt(300);
        walk[id] += (random.nextInt(21) - 10) / 10.0;
        return id;
    }

    private void ask() throws IOException {
        var range = new TimeRange(START.minusSeconds(1), START.plus(LENGTH));
        var few =
                new Filter.And(
                        List.of(
                                new Filter.Wildcard(Field.ORIGIN, "device-1??"),
                                new Filter.Equal(Field.TYPE, "temperature")));
        count("", Filter.ALL, range);
        count(", 100 series", few, range);
        aggregate("", Filter.ALL, range);
        aggregate(", 100 series", few, range);
        time("latest of all series", () -> database.latest(Filter.ALL, SERIES));
        time("latest, first 1,000 series", () -> database.latest(Filter.ALL, 1_000));
        page("", Filter.ALL, range);
        page(", 100 series", few, range);
        page(", one series", new Filter.Equal(Field.ORIGIN, "device-77"), range);
        page(", value > 20", new Filter.Range(Field.VALUE, "20", false, null, false), range);
        say("resident after queries", resident(), "MB");
    }

    private void count(String which, Filter filter, TimeRange range) throws IOException {
        var histogram = new Histogram(filter, range, Duration.ofMinutes(1));
        var top = new TopValues(filter, range, List.of(Field.ORIGIN), 10);
        time("histogram per minute" + which, () -> database.histogram(histogram));
        time("top 10 origins" + which, () -> database.topValues(top));
    }

    private void aggregate(String which, Filter filter, TimeRange range) throws IOException {
        var minutes = Duration.ofMinutes(5);
        var percentiles = List.of(50.0, 95.0, 99.0);
        var averages = new Aggregation(filter, range, minutes, Field.TYPE, List.of());
        var ranks = new Aggregation(filter, range, minutes, null, percentiles);
        var both = new Aggregation(filter, range, minutes, Field.TYPE, percentiles);
        time("average by type per 5 min" + which, () -> database.aggregate(averages));
        time("percentiles per 5 min" + which, () -> database.aggregate(ranks));
        time("percentiles by type per 5 min" + which, () -> database.aggregate(both));
    }

    private void page(String which, Filter filter, TimeRange range) throws IOException {
        var search = new Search(filter, range, 500);
        time("page of 500" + which, () -> database.search(search));
    }

    private interface Question {
        Object answer() throws IOException;
    }

    private static void time(String name, Question question) throws IOException {
        var times = new double[9];
        long cpuBefore = cpu();
        for (int round = 0; round < times.length; round++) {
            long started = System.nanoTime();
            question.answer();
            times[round] = millis(started);
        }
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "%-46s %8.1f ms median, %.1f best, %.1f worst, CPU %.1f ms%n",
                name,
                times[4],
                times[0],
                times[8],
                (cpu() - cpuBefore) / 1e6 / times.length);
    }

    private static void say(String name, double figure, String unit) {
        System.out.printf(Locale.ROOT, "%-46s %8.2f %s%n", name, figure, unit);
    }

    private static double millis(long since) {
        return (System.nanoTime() - since) / 1e6;
    }

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static double resident() throws IOException {
        return Files.readString(Path.of("/proc/self/status"))
                        .lines()
                        .filter(line -> line.startsWith("VmRSS"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024.0;
    }
}
