package io.acequia.console.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The client that comes with Prometheus asks the whole program, whose look-back is two hours.
@Tag("prometheus")
@DisplayName("promtool")
class PromtoolIT {
    private static final Pattern HTTP = Pattern.compile("http://\\S+");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir static Path directory;
    private static ServerProcess server;
    private static String base;

    @BeforeAll
    static void start() throws Exception {
        int port = ServerProcess.freePort();
        server = ServerProcess.serve(directory, port, "--set", "query.lookback=2h");
        var ready = HTTP.matcher(server.readyLine());
        assertTrue(ready.find());
        base = ready.group() + "/prometheus";
        for (var origin : List.of("seville", "cadiz")) {
            var command = "send --port " + port + " -s demo -o " + origin + " temperature 21.5";
            assertEquals(0, ServerProcess.run(List.of(command.split(" "))).exitCode());
        }
        awaitEvents();
    }

    private static void awaitEvents() throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (var api = new Api(URI.create(base + "/api/v1/"))) {
            while (api.get("series", "match[]", "temperature").data().size() < 2
                    && System.nanoTime() - end < 0) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String promtool(String question, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("promtool", "query", question, base));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    @Test
    @DisplayName("finds what is an hour old, since the settings say so")
    void instant() throws Exception {
        var later = Instant.now().plus(Duration.ofHours(1)).getEpochSecond();
        var tooLate = Instant.now().plus(Duration.ofHours(3)).getEpochSecond();

        var found = promtool("instant", "--time=" + later, "avg by (sender) (temperature)");
        var nothing = promtool("instant", "--time=" + tooLate, "temperature");

        assertEquals("{sender=\"demo\"} => 21.5 @[" + later + "]\n", found);
        assertEquals("\n", nothing);
    }

    @Test
    @DisplayName("finds values over time, series and values of labels")
    void others() throws Exception {
        var range = promtool("range", "--step=1m", "count(temperature)");
        var series = promtool("series", "--match=temperature");
        var labels = promtool("labels", "origin");

        assertTrue(range.startsWith("{} =>\n2 @["), range);
        assertTrue(series.contains("origin=\"seville\", sender=\"demo\"}"), series);
        assertEquals("cadiz\nseville\n", labels);
    }
}
