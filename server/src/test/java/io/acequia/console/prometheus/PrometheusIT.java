package io.acequia.console.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.console.TestConsole;
import io.acequia.store.StoreProbe;
import io.acequia.store.embedded.EmbeddedSettings;
import io.acequia.store.embedded.EmbeddedStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A real Prometheus and our server hold the same samples and are asked the same.
@Tag("prometheus")
@DisplayName("As Prometheus answers")
class PrometheusIT {
    private static final long START = SampleSet.START.getEpochSecond();

    /// Where values are, are not any more, and are not yet; in seconds after the start.
    private static final double[] TIMES = {600, 3_690.5, 5_400, 7_500, 7_501};

    /// Start, end and step, in seconds after the start.
    private static final double[][] GRIDS = {
        {0, 7_200, 60}, {13.25, 7_300, 97.5}, {3_590, 3_660, 1}, {-600, 8_400, 900}
    };

    private static final Pattern HAS_ORDER = Pattern.compile("^(sort|sort_desc|topk|bottomk)\\(.*");
    private static final AtomicInteger EXPRESSIONS = new AtomicInteger();
    private static final AtomicInteger ANSWERS = new AtomicInteger();
    private static final AtomicInteger EMPTY = new AtomicInteger();

    @TempDir static Path directory;
    private static StoreProbe store;
    private static TestConsole console;
    private static PrometheusProcess prometheus;
    private static Api theirs;
    private static Api ours;

    @BeforeAll
    static void start() throws Exception {
        var samples = new SampleSet();
        PrometheusProcess.load(directory.resolve("prometheus"), samples.openMetrics());
        prometheus = PrometheusProcess.start(directory.resolve("prometheus"));
        theirs = new Api(prometheus.base());
        store =
                new StoreProbe(
                        EmbeddedStore.open(directory.resolve("data"), EmbeddedSettings.DEFAULTS));
        store.append(samples.events());
        console = TestConsole.start(store.store(), InstantSource.system());
        ours = Api.of(console.port());
    }

    @AfterAll
    static void stop() throws IOException {
        System.out.printf(
                "compared with Prometheus: %s expressions, %s answers, %s of them empty or errors%n",
                EXPRESSIONS, ANSWERS, EMPTY);
        ours.close();
        theirs.close();
        console.close();
        store.close();
        prometheus.close();
    }

    /// Lines of a file of expressions; those that begin with `##` are comments.
    private static Stream<String> lines(String file) throws IOException {
        try (var in = Objects.requireNonNull(PrometheusIT.class.getResourceAsStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("##"));
        }
    }

    static Stream<String> expressions() throws IOException {
        return lines("expressions.promql");
    }

    static Stream<String> refused() throws IOException {
        return lines("refused.promql");
    }

    static Stream<String> unsupported() throws IOException {
        return lines("unsupported.promql");
    }

    private static String seconds(double afterStart) {
        return BigDecimal.valueOf(START).add(BigDecimal.valueOf(afterStart)).toPlainString();
    }

    private static void compare(boolean ordered, String path, String... parameters)
            throws Exception {
        var expected = theirs.get(path, parameters);

        var difference = SameAnswer.difference(expected, ours.get(path, parameters), ordered);

        assertEquals("", difference, path + " " + List.of(parameters));
        var data = expected.json().path("data");
        EMPTY.addAndGet((data.isArray() ? data : data.path("result")).isEmpty() ? 1 : 0);
        ANSWERS.incrementAndGet();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    @DisplayName("expressions that are mistakes, or become one")
    void sameRefusals(String expression) throws Exception {
        String[] parameters = {"query", expression, "time", seconds(5_400)};

        assertNotEquals(200, theirs.get("query", parameters).status());
        compare(false, "query", parameters);
        compareRange(expression, GRIDS[0]);
        EXPRESSIONS.incrementAndGet();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("expressions")
    @DisplayName("expressions, at single times and at many")
    void sameAnswers(String expression) throws Exception {
        for (double time : TIMES) {
            boolean ordered = HAS_ORDER.matcher(expression).matches();
            compare(ordered, "query", "query", expression, "time", seconds(time));
        }
        for (var grid : GRIDS) {
            compareRange(expression, grid);
        }
        EXPRESSIONS.incrementAndGet();
    }

    @Test
    @DisplayName("expressions that nobody would write; -Dseed=… for others")
    void randomExpressions() throws Exception {
        long seed = Long.getLong("seed", 20_261_123);
        var random = new RandomExpressions(new Random(seed));
        for (int number = 0; number < Integer.getInteger("expressions", 150); number++) {
            var expression = random.next(1 + number % 4);
            compare(false, "query", "query", expression, "time", seconds(3_660));
            compareRange(expression, GRIDS[number % GRIDS.length]);
            EXPRESSIONS.incrementAndGet();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsupported")
    @DisplayName("what is not supported says so rather than to answer something else")
    void unsupported(String expression) throws Exception {
        var answer = ours.get("query", "query", expression, "time", seconds(600));

        assertEquals(200, theirs.get("query", "query", expression).status());
        assertEquals(400, answer.status());
        assertEquals("bad_data", answer.errorType());
        assertTrue(
                Pattern.compile("not supported|unknown function|regular expression")
                        .matcher(answer.json().get("error").asString())
                        .find(),
                answer.toString());
    }

    private static void compareRange(String expression, double[] grid) throws Exception {
        compare(
                true,
                "query_range",
                "query",
                expression,
                "start",
                seconds(grid[0]),
                "end",
                seconds(grid[1]),
                "step",
                String.valueOf(grid[2]));
    }

    @Test
    @DisplayName("labels, their values and series")
    void names() throws Exception {
        String[][] selections = {
            {},
            {"match[]", "{__name__=~\".+\"}"},
            {"match[]", "temperature"},
            {"match[]", "temperature{origin!=\"seville\"}", "match[]", "door"},
            {"match[]", "{origin=~\"a.*\",unit=\"\"}"},
            {"match[]", "nothing"},
            {"match[]", "{"},
            {"match[]", "{}"},
            {"match[]", "rate(door[5m])"},
        };
        for (var selection : selections) {
            for (var times :
                    List.of(List.<String>of(), List.of("start", "x"), List.of("end", ""))) {
                var parameters = new ArrayList<>(List.of(selection));
                parameters.addAll(times);
                var all = parameters.toArray(String[]::new);
                compare(false, "labels", all);
                for (var label : List.of("__name__", "origin", "unit", "nothing", "0")) {
                    compare(false, "label/" + label + "/values", all);
                }
                compare(false, "series", all);
            }
        }
    }

    @Test
    @DisplayName("parameters that make no sense")
    void parameters() throws Exception {
        var start = seconds(0);
        var end = seconds(3_600);
        String[][] ranges = {
            {"query", "1", "start", start, "end", end},
            {"query", "1", "start", start, "end", end, "step", "0"},
            {"query", "1", "start", start, "end", end, "step", "-5"},
            {"query", "1", "start", start, "end", end, "step", "x"},
            {"query", "1", "start", end, "end", start, "step", "60"},
            {"query", "1", "start", "x", "end", end, "step", "60"},
            {"query", "1", "start", start, "step", "60"},
            {"query", "1", "start", start, "end", end, "step", "0.3"},
            {"query", "1", "start", start, "end", end, "step", "1", "timeout", "x"},
            {"start", start, "end", end, "step", "60"},
            {"query", "1", "start", start, "end", end, "step", "1m", "timeout", "1s"},
            {
                "query",
                "1",
                "start",
                "2026-11-23T10:00:00Z",
                "end",
                "2026-11-23T12:00:00.5+01:00",
                "step",
                "1m30s"
            },
            {"query", "1", "start", "1e9", "end", "1.00000001e9", "step", "1e1"},
        };
        for (var range : ranges) {
            compare(false, "query_range", range);
        }
        compare(false, "query", "query", "1", "time", "x");
        compare(false, "query", "query", "1", "time", "2026-11-23T10:00:00.25Z");
        compare(false, "query", "query", "1", "time", "1e9", "timeout", "0.5");
        compare(false, "query", "time", "1");
    }

    @Test
    @DisplayName("but for a few things that are known to differ")
    void differences() throws Exception {
        // Its number of milliseconds is too large for Prometheus, which then takes another one.
        String[] farAway = {"query", "1", "time", "1e99"};
        assertEquals(200, theirs.get("query", farAway).status());
        assertEquals("bad_data", ours.get("query", farAway).errorType());
        // Prometheus drops the name of the metric for all other operators that make a new value.
        String[] angle = {"query", "errors_total atan2 requests_total", "time", seconds(600)};
        assertEquals("errors_total", name(theirs.get("query", angle)));
        assertEquals("", name(ours.get("query", angle)));
    }

    @Test
    @DisplayName("but for parts of dates of what is no number")
    void dates() throws Exception {
        // Prometheus takes the number that the processor makes of it, ours is none.
        var answer = ours.get("query", "query", "hour(vector(nan))");

        assertEquals("NaN", answer.data().get("result").get(0).get("value").get(1).asString());
    }

    private static String name(Api.Answer answer) {
        return answer.data().get("result").get(0).get("metric").path("__name__").asString("");
    }

    @Test
    @DisplayName("forms")
    void forms() throws Exception {
        String[] parameters = {"query", "sum(temperature)+0", "time", seconds(3_600)};

        var difference =
                SameAnswer.difference(
                        theirs.post("query", parameters), ours.post("query", parameters), false);

        assertEquals("", difference);
    }

    @Test
    @DisplayName("another look-back is that of a Prometheus that was started with it")
    void lookback() throws Exception {
        try (var patient =
                        PrometheusProcess.start(
                                directory.resolve("prometheus"), "--query.lookback-delta=1h");
                var api = new Api(patient.base())) {
            for (var expression : List.of("sparse", "once", "temperature", "sum(sparse)")) {
                for (double time : TIMES) {
                    String[] parameters = {"query", expression, "time", seconds(time)};
                    String[] more = {
                        "query", expression, "time", seconds(time), "lookback_delta", "1h"
                    };

                    assertEquals(
                            "",
                            SameAnswer.difference(
                                    api.get("query", parameters), ours.get("query", more), false));
                }
            }
        }
    }
}
