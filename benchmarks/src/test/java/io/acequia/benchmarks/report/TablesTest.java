package io.acequia.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {
    private static final String MACHINE =
            """
            {"machine":{"date":"2026-11-23","command":"./acequia-bench","cpu":"Some CPU","cores":"2",\
            "kernel":"6.18","jdk":"OpenJDK 25.0.1","node":"20.20","load":"64 devices"}}\
            """;

    private static String run(String label, int rate, int perSecond, double cpu) {
        return """
        {"label":"%s","rate":%d,"replies_per_s":%d,"latency_us":{"p50":10,"p90":20,"p99":30,\
        "p999":40},"generator":{"busy_percent":90,"core_percent":99},"server":{"cpu_us_per_request":%s,"peak_mb":100},\
        "settled":{"replies_per_s":%d,"cpu_us_per_request":%s},"total":{"sent":1000,"lost":1}}\
        """
                .formatted(label, rate, perSecond, cpu, perSecond / 2, cpu * 2);
    }

    private static String tables(String... runs) {
        var lines = Stream.concat(Stream.of(MACHINE), Stream.of(runs)).toList();
        return new Tables(Runs.of(lines)).all();
    }

    @Test
    @DisplayName("the first line says where, when and how it was measured")
    void about() {
        var text = tables(run("echo", 0, 500_000, 2), run("echo", 0, 600_000, 2));

        assertEquals(
                "Measured on 2026-11-23 with `./acequia-bench`: Some CPU, 2 cores, Linux 6.18,"
                        + " OpenJDK 25.0.1, node 20.20. 64 devices; medians of 2 rounds.",
                text.lines().findFirst().orElseThrow());
    }

    @Test
    @DisplayName("a run beside other work says so")
    void disturbed() {
        var run = run("echo", 0, 500_000, 2).replace("\"core_percent\":99", "\"core_percent\":60");

        assertTrue(tables(run).contains("the generator had only 60 % of its core"), tables(run));
        assertFalse(tables(run("echo", 0, 1, 2)).contains("Something else"));
    }

    @Test
    @DisplayName("a row has the medians of all rounds")
    void throughput() {
        var text =
                tables(
                        run("echo", 0, 500_000, 1.9),
                        run("echo", 0, 100_000, 1.8),
                        run("echo", 0, 510_000, 2.5));

        assertTrue(text.contains("limit | 500,000 | 1.90 | 100 | 90 % | 0.100 % |"), text);
    }

    @Test
    @DisplayName("the product is charged until all that it acknowledged can be queried")
    void settled() {
        var text = tables(run("main", 0, 400_000, 2));

        assertTrue(text.contains("queryable** | 200,000 | 4.00 |"), text);
    }

    @Test
    @DisplayName("ratios stand beside their targets, by answers and by CPU")
    void ratios() {
        var text =
                tables(
                        run("echo", 0, 500_000, 2),
                        run("trivial", 0, 475_000, 2.5),
                        run("node-coap", 0, 25_000, 40));

        assertTrue(text.contains("| trivial ÷ echo | 0.95 | 0.80 | ≥ 0.90 |"), text);
        assertTrue(text.contains("| trivial ÷ node-coap | 19.0 | 16.0 | ≥ 15.0 |"), text);
        assertFalse(text.contains("californium"), text);
    }

    @Test
    @DisplayName("runs at a fixed rate have a table of their own")
    void latency() {
        var text = tables(run("trivial", 100_000, 99_990, 3));

        assertTrue(text.contains("nothing** | 99,990 | 10 | 20 | 30 | 40 | 3.00 | 100 |"), text);
        assertFalse(text.contains("generator"), text);
    }

    @Test
    @DisplayName("cold starts are told by median and 95th percentile")
    void starts() {
        var starts =
                IntStream.rangeClosed(1, 20)
                        .mapToObj(n -> "{\"label\":\"main\",\"start_ms\":" + 10 * n + "}")
                        .toArray(String[]::new);

        assertTrue(tables(starts).contains("queryable** | 20 | 105 | 190 |"), tables(starts));
    }

    @Test
    @DisplayName("the tables go between the markers of a page, again and again")
    void page(@TempDir Path directory) throws IOException {
        var runs = Files.writeString(directory.resolve("runs"), run("echo", 0, 1_000, 2) + "\n\n");
        var page = directory.resolve("page.md");
        Files.writeString(page, "a\n<!-- measured -->\nold\n<!-- /measured -->\nb\n");

        Report.main(new String[] {runs.toString(), page.toString()});
        var once = Files.readString(page);
        Report.main(new String[] {runs.toString(), page.toString()});

        assertTrue(once.startsWith("a\n<!-- measured -->\nMeasured on"), once);
        assertTrue(once.endsWith("|\n<!-- /measured -->\nb\n"), once);
        assertEquals(once, Files.readString(page));
    }

    @Test
    @DisplayName("a page without markers is refused and stays as it is")
    void noMarkers() {
        assertThrows(IllegalArgumentException.class, () -> Report.between("page", "text"));
    }
}
