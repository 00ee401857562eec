package io.acequia.console.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.console.Events;
import io.acequia.console.MemoryStore;
import io.acequia.console.TestConsole;
import io.acequia.console.prometheus.Api.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that make no sense, or too much work.
class HostileRequestsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ORIGINS = 400;

    private final MemoryStore store = new MemoryStore();
    private TestConsole console;
    private Api api;

    @BeforeEach
    void start() throws IOException {
        for (int number = 0; number < ORIGINS; number++) {
            store.add(Events.temperature("x".repeat(250) + number, number, Events.TEN));
        }
        console = TestConsole.start(store, InstantSource.fixed(Events.TEN));
        api = Api.of(console.port());
    }

    @AfterEach
    void stop() {
        api.close();
        console.close();
    }

    private Answer query(String expression) {
        return assertTimeoutPreemptively(PATIENCE, () -> api.post("query", "query", expression));
    }

    private static void assertRefused(int status, String errorType, Answer answer) {
        assertEquals(status, answer.status(), answer.toString());
        assertEquals(errorType, answer.errorType());
        assertEquals("error", answer.json().get("status").asString());
        assertTrue(answer.json().get("error").asString().length() < 1_000, answer.toString());
    }

    static List<String> tooMuchToRead() {
        var deep = "temperature";
        for (int depth = 0; depth < 101; depth++) {
            deep = "sum(" + deep + ")";
        }
        return List.of(
                "(".repeat(10_000),
                "(".repeat(5_000) + "1" + ")".repeat(5_000),
                "-".repeat(16_000) + "1",
                "{".repeat(10_000),
                deep,
                String.join("^", Collections.nCopies(5_000, "2")),
                String.join("+", Collections.nCopies(8_000, "1")),
                "x".repeat(20_000),
                "temperature{" + "a=\"\",".repeat(200) + "}",
                "\"" + "\\".repeat(16_000),
                "#".repeat(16_000),
                "1 \0 1",
                "\uD83D\uDEF0",
                " ");
    }

    @ParameterizedTest
    @MethodSource("tooMuchToRead")
    @DisplayName("deep, long and senseless expressions are refused")
    void expressions(String expression) {
        assertRefused(400, "bad_data", query(expression));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((((x{100}){100}){100}){100}){100}",
                "(x{1000}){1000}",
                "(((x{30}){30}){30})",
                "[a-z]{1000}[a-z]{1000}[a-z]{1000}",
                "x{1001}",
                "DEEP",
                "(",
                "\\",
                "(?<name>x)(?=y)",
                "\\C{"
            })
    @DisplayName("regular expressions that would be large are refused before they are compiled")
    void largePatterns(String pattern) {
        var deep = "(".repeat(3_000) + "x" + ")".repeat(3_000);
        var expression = "temperature{origin=~`" + (pattern.equals("DEEP") ? deep : pattern) + "`}";

        assertRefused(400, "bad_data", query(expression));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(x+x+)+y",
                "(x*)*y",
                "(x|x)*y",
                "(x|xx)+z",
                "(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)y",
                "x{0,900}y",
                "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
            })
    @DisplayName("regular expressions that take others exponential time take little")
    void slowPatterns(String pattern) {
        var answer = query("temperature{origin=~`" + pattern + "`}");

        assertEquals(0, answer.data().get("result").size());
    }

    @Test
    @DisplayName("many regular expressions together are bounded too")
    void manyPatterns() {
        var matchers =
                IntStream.range(0, 50)
                        .mapToObj(_ -> "origin=~\"x{900}\"")
                        .collect(Collectors.joining(","));

        assertRefused(400, "bad_data", query("temperature{" + matchers + "}"));
    }

    @Test
    @DisplayName("labels do not grow without bounds")
    void growingLabels() {
        var joined = "temperature";
        var replaced = "temperature";
        for (int depth = 0; depth < 20; depth++) {
            joined = "label_join(" + joined + ", \"origin\", \"\", \"origin\", \"origin\")";
            replaced =
                    "label_replace(" + replaced + ", \"origin\", \"$0$0$0$0\", \"origin\", \".*\")";
        }

        assertRefused(422, "execution", query(joined));
        assertRefused(422, "execution", query(replaced));
    }

    private Answer range(String query, long seconds, String step, String... more) throws Exception {
        String[] parameters = {
            "query",
            query,
            "start",
            String.valueOf(Events.TEN.getEpochSecond()),
            "end",
            String.valueOf(Events.TEN.getEpochSecond() + seconds),
            "step",
            step,
            more.length > 0 ? more[0] : "",
            more.length > 0 ? more[1] : ""
        };
        return api.post("query_range", parameters);
    }

    @Test
    @DisplayName("more than 11,000 points in time are refused, as many are not")
    void points() throws Exception {
        assertRefused(400, "bad_data", range("1", 11_001, "1"));
        assertRefused(400, "bad_data", range("1", 1_000_000_000, "1ms"));
        assertEquals(
                11_001, range("1", 11_000, "1").data().get("result").get(0).get("values").size());
    }

    @Test
    @DisplayName("an answer that would not fit into memory is refused")
    void memory() throws Exception {
        assertRefused(422, "execution", range("temperature", 11_000, "1", "lookback_delta", "1d"));
        assertEquals(
                1,
                range("count(temperature)", 11_000, "1", "lookback_delta", "1d")
                        .data()
                        .get("result")
                        .size());
    }

    @Test
    @DisplayName("a query that takes too long is ended")
    void time() throws Exception {
        var expression = String.join("+", Collections.nCopies(90, "count(temperature)"));

        var answer = range(expression, 11_000, "1", "timeout", "1ms");

        assertRefused(503, "timeout", answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "start=x",
                "end=x",
                "end=",
                "step=0",
                "step=-1",
                "step=x",
                "step=",
                "timeout=x",
                "limit=-1",
                "limit=x",
                "lookback_delta=x",
                "start=1e99",
                "step=1e99",
                "start=99999999999999999999",
                "start=2026-99-99T00:00:00Z",
                "query=",
                "query=%00"
            })
    @DisplayName("parameters that make no sense are named")
    void parameters(String parameter) throws Exception {
        var request = api.request("query_range?" + parameter + "&query=1&start=0&end=10&step=1");

        assertRefused(400, "bad_data", Api.answer(api.send(request)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "OPTIONS"})
    @DisplayName("methods that there are not are refused with those that there are")
    void methods(String method) throws Exception {
        var query = api.send(api.request("query").method(method, BodyPublishers.noBody()));
        var build = api.send(api.request("metadata").method(method, BodyPublishers.noBody()));

        assertRefused(405, "bad_data", Api.answer(query));
        assertEquals("GET, POST", query.headers().firstValue("Allow").get());
        assertRefused(405, "bad_data", Api.answer(build));
        assertEquals("GET", build.headers().firstValue("Allow").get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "query/", "label/x", "label//values", "", "..%2fquery"})
    @DisplayName("paths that there are not are refused")
    void paths(String path) throws Exception {
        assertRefused(404, "not_found", Api.answer(api.send(api.request(path))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "a-b", "%22", "%00", "__name__%0a", "\u00e9"})
    @DisplayName("labels that cannot be are refused")
    void labels(String label) throws Exception {
        var path = "label/" + label + "/values";

        assertRefused(400, "bad_data", Api.answer(api.send(api.request(path))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "multipart/form-data", ""})
    @DisplayName("a body that is no form says nothing")
    void contentTypes(String type) throws Exception {
        var request = api.request("query").POST(BodyPublishers.ofString("query=1"));
        var answer =
                Api.answer(
                        api.send(type.isEmpty() ? request : request.header("Content-Type", type)));

        assertRefused(400, "bad_data", answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"query=%", "query=%zz", "%zz=1", "query=1&%"})
    @DisplayName("a form that is not well written is refused")
    void brokenForm(String form) throws Exception {
        var request =
                api.request("query")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form));

        assertRefused(400, "bad_data", Api.answer(api.send(request)));
    }

    @Test
    @DisplayName("a form that is too long is refused")
    void longForm() throws Exception {
        assertRefused(400, "bad_data", Api.answer(api.send(form(60_000))));
        for (int length : new int[] {70_000, 1_000_000}) {
            // Who still writes when the connection closes may not hear why.
            var status = status(form(length));

            assertTrue(status.isEmpty() || status.getAsInt() == 413, status.toString());
        }
        assertEquals(200, api.get("query", "query", "1").status());
    }

    private HttpRequest.Builder form(int length) {
        return api.request("query")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("query=" + "1".repeat(length)));
    }

    private OptionalInt status(HttpRequest.Builder request) throws InterruptedException {
        try {
            return OptionalInt.of(api.send(request).statusCode());
        } catch (IOException cut) {
            return OptionalInt.empty();
        }
    }

    @Test
    @DisplayName("many selectors, and those that select everything, are refused")
    void selectors() throws Exception {
        var many = Collections.nCopies(21, List.of("match[]", "x"));
        var parameters = many.stream().flatMap(List::stream).toArray(String[]::new);

        assertRefused(400, "bad_data", api.post("series", parameters));
        assertRefused(400, "bad_data", api.get("series"));
        assertRefused(400, "bad_data", api.get("series", "match[]", "{}"));
        assertRefused(400, "bad_data", api.get("labels", "match[]", "sum(x)"));
    }

    @Test
    @DisplayName("a store that fails is not described to strangers")
    void failure() throws Exception {
        store.fail(new IOException("/secret/path"));
        var broken = api.get("query", "query", "temperature");
        store.fail(new IllegalStateException("io.acequia.Secret"));
        var bug = api.get("series", "match[]", "temperature");

        assertRefused(503, "unavailable", broken);
        assertRefused(500, "internal", bug);
        assertTrue(!broken.toString().contains("secret"), broken.toString());
        assertTrue(!bug.toString().contains("Secret"), bug.toString());
    }
}
