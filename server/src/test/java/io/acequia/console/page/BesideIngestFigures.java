package io.acequia.console.page;

import io.acequia.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Measures how much later devices hear that their events are stored while somebody looks at ten
/// million others: a server at full load, in turns alone, beside a page that refreshes itself every
/// five seconds, and beside one that never stops asking.
final class BesideIngestFigures {
    private static final int ROUNDS = 9;
    private static final String SECONDS = "6";
    private static final String RANGE = "from=now-4d&to=now";
    private static final List<String> QUESTIONS =
            List.of(
                    "histogram?interval=1h&" + RANGE,
                    "events?limit=50&" + RANGE,
                    "top?field=sender,origin,payload.type&limit=8&" + RANGE);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private BesideIngestFigures() {}

    /// Fills the data directory named first, unless it is there, and prints the figures.
    public static void main(String[] arguments) throws Exception {
        var data = Path.of(arguments[0]).resolve("data");
        TenMillion.store(data);
        int port = ServerProcess.freePort();
        var alone = new ArrayList<Double>();
        var refreshed = new ArrayList<Double>();
        var incessant = new ArrayList<Double>();
        try (var server = ServerProcess.serve(data, port, "--set", "log.requests=off")) {
            var http = Pattern.compile("http://\\S+").matcher(server.readyLine());
            if (!http.find()) {
                throw new IOException(server.readyLine());
            }
            load(port); // to warm up
            for (int round = 0; round < ROUNDS; round++) {
                alone.add(load(port));
                refreshed.add(beside(http.group(), port, Duration.ofSeconds(5)));
                incessant.add(beside(http.group(), port, Duration.ZERO));
            }
        }
        say("alone", alone, alone);
        say("beside a page refreshed every 5 s", refreshed, alone);
        say("beside a page that never stops", incessant, alone);
    }

    private static double beside(String http, int port, Duration pause) throws Exception {
        var stopped = new CountDownLatch(1);
        var asked = new AtomicInteger();
        var page = Thread.ofPlatform().start(() -> ask(http, pause, stopped, asked));
        try {
            return load(port);
        } finally {
            stopped.countDown();
            page.join();
            System.out.printf("  pages in %s s: %d%n", SECONDS, asked.get());
        }
    }

    private static void ask(
            String http, Duration pause, CountDownLatch stopped, AtomicInteger asked) {
        try {
            do {
                var answers =
                        QUESTIONS.stream()
                                .map(it -> URI.create(http + "/api/v1/" + it))
                                .map(HttpRequest::newBuilder)
                                .map(it -> CLIENT.sendAsync(it.build(), BodyHandlers.ofString()))
                                .toList();
                for (var answer : answers) {
                    if (answer.join().statusCode() != 200) {
                        throw new IllegalStateException(answer.join().body());
                    }
                }
                asked.incrementAndGet();
            } while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Puts it under full load and returns how long the slowest hundredth waited at least, in
    /// milliseconds.
    private static double load(int port) throws IOException, InterruptedException {
        var ended =
                ServerProcess.run(List.of("bench", "--port", "" + port, "--json", "-t", SECONDS));
        var result = result(ended.output());
        System.out.printf(
                "  %.0f answers/s, p99 %.1f ms%n",
                result.get("answers_per_second").asDouble(),
                result.get("latency_micros").get("p99").asDouble() / 1_000);
        return result.get("latency_micros").get("p99").asDouble() / 1_000;
    }

    private static JsonNode result(String output) {
        return new JsonMapper().readTree(output.substring(output.indexOf('{')));
    }

    private static void say(String what, List<Double> waits, List<Double> alone) {
        System.out.printf(
                "%-40s p99 %5.1f ms, %.2f of alone%n",
                what, median(waits), median(waits) / median(alone));
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().mapToDouble(it -> it).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
