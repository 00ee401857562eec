package io.acequia.cli.kit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.console.TestConsole;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks Acequia's Prometheus API what Grafana asks for each panel.
@DisplayName("The boards for Grafana")
class GrafanaBoardsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long NOW = BoardEvents.NOW.getEpochSecond();
    private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");

    private final HttpClient client = HttpClient.newHttpClient();
    private TestConsole console;

    @BeforeEach
    void start() throws IOException {
        console = TestConsole.start(BoardEvents.store(), InstantSource.fixed(BoardEvents.NOW));
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        console.close();
    }

    private static JsonNode board(String name) {
        return JSON.readTree(Kit.GRAFANA.text(name + ".json"));
    }

    private JsonNode ask(String path, String... parameters) throws Exception {
        var query = new StringBuilder("?");
        for (int index = 0; index < parameters.length; index += 2) {
            query.append(URLEncoder.encode(parameters[index], UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(parameters[index + 1], UTF_8))
                    .append('&');
        }
        var address = "http://localhost:" + console.port() + "/prometheus/api/v1/" + path + query;
        var response =
                client.send(
                        HttpRequest.newBuilder(URI.create(address)).build(),
                        BodyHandlers.ofString(UTF_8));
        assertEquals(200, response.statusCode(), response.body());
        return JSON.readTree(response.body()).path("data");
    }

    /// Puts in what Grafana puts in.
    private static String filledIn(String expression, String cities, String range) {
        var text =
                expression
                        .replace("$city", cities)
                        .replace("$__interval", "30s")
                        .replace("$__range", range);
        assertFalse(text.contains("$"), text);
        return text;
    }

    /// Returns a line for each target: panel, then each series with its last value.
    private List<String> answers(JsonNode board, String cities, String range) throws Exception {
        var lines = new ArrayList<String>();
        for (var panel : board.path("panels")) {
            for (var target : panel.path("targets")) {
                var expression = filledIn(target.path("expr").asString(), cities, range);
                var isInstant = target.path("instant").asBoolean(false);
                var data =
                        isInstant
                                ? ask("query", "query", expression, "time", "" + NOW)
                                : ask(
                                        "query_range",
                                        "query",
                                        expression,
                                        "start",
                                        "" + (NOW - 60),
                                        "end",
                                        "" + NOW,
                                        "step",
                                        "30");
                var legend = target.path("legendFormat").asString();
                lines.add(panel.path("title").asString() + ":" + series(data, legend));
            }
        }
        return lines;
    }

    private static String series(JsonNode data, String legend) {
        var all = new TreeSet<String>();
        for (var result : data.path("result")) {
            LABEL.matcher(legend)
                    .results()
                    .forEach(it -> assertTrue(result.path("metric").has(it.group(1)), legend));
            var last =
                    result.has("value")
                            ? result.path("value")
                            : result.path("values").get(result.path("values").size() - 1);
            assertEquals(NOW, last.get(0).asLong());
            all.add(
                    " "
                            + result.path("metric").path("origin").asString("")
                            + "="
                            + last.get(1).asString());
        }
        return String.join("", all);
    }

    @Test
    @DisplayName("show the weather of the chosen cities, and of no other sender")
    void weather() throws Exception {
        var all = String.join("\n", answers(board("weather"), ".+", "1h"));
        var one = answers(board("weather"), "(seville)", "1h");

        assertEquals(
                """
                Temperature now: london=18 seville=31
                Temperature: london=18 seville=31
                Humidity: london=80 seville=40
                Pressure: london=1002 seville=1015
                Temperatures by city: london=18 seville=26
                Temperatures by city: london=20.5 seville=28.5
                Temperatures by city: london=23 seville=31
                Temperatures by city: london=18 seville=31\
                """,
                all);
        assertEquals("Temperature now: seville=31", one.getFirst());
    }

    @Test
    @DisplayName("show what the collector says of itself")
    void collector() throws Exception {
        var lines = String.join("\n", answers(board("collector"), "", "1h"));

        assertEquals(
                """
                Requests per second by code: 2.01=100 4.00=5 5.03=2
                Codes of the answers: 2.01=100 4.00=5 5.03=2
                Percentiles of the duration: =0.5
                Percentiles of the duration: =2
                Percentiles of the duration: =9
                Duration of requests: =0.5
                Duration of requests: =2
                Duration of requests: =9
                Events per second: =300
                Refusals per second: 4.00=5 5.03=2
                Memory: =60000000\
                """,
                lines);
    }

    @Test
    @DisplayName("offer the cities there are, and no other origin")
    void cities() throws Exception {
        var variable = board("weather").path("templating").path("list").get(1);
        var query = variable.path("query").path("query").asString();
        var parts = Pattern.compile("label_values\\((.*), (\\w+)\\)").matcher(query);
        assertTrue(parts.matches(), query);

        var values = ask("label/" + parts.group(2) + "/values", "match[]", parts.group(1));

        assertEquals("city", variable.path("name").asString());
        assertEquals("[\"london\",\"seville\"]", values.toString());
    }

    @Test
    @DisplayName("ask the data source of the kit, unless another one is chosen")
    void dataSource() {
        var source = JSON.readTree(Kit.GRAFANA.text("data-source.json"));
        for (var name : List.of("weather", "collector")) {
            var board = board(name);
            var choice = board.path("templating").path("list").get(0);
            assertEquals(source.path("uid"), choice.path("current").path("value"));
            assertEquals(source.path("name"), choice.path("current").path("text"));
            assertEquals(source.path("type"), choice.path("query"));
            for (var panel : board.path("panels")) {
                assertEquals("${datasource}", panel.path("datasource").path("uid").asString());
                for (var target : panel.path("targets")) {
                    assertEquals(panel.path("datasource"), target.path("datasource"));
                }
            }
        }
    }

    @Test
    @DisplayName("have panels with numbers of their own, side by side and without overlap")
    void panels() {
        for (var name : List.of("weather", "collector")) {
            var ids = new HashSet<Integer>();
            var taken = new HashSet<List<Integer>>();
            for (var panel : board(name).path("panels")) {
                assertTrue(ids.add(panel.path("id").asInt()), panel.toString());
                var place = panel.path("gridPos");
                int right = place.path("x").asInt() + place.path("w").asInt();
                int bottom = place.path("y").asInt() + place.path("h").asInt();
                assertTrue(right <= 24, panel.toString());
                for (int x = place.path("x").asInt(); x < right; x++) {
                    for (int y = place.path("y").asInt(); y < bottom; y++) {
                        assertTrue(taken.add(List.of(x, y)), panel.toString());
                    }
                }
            }
            assertEquals("acequia-" + name, board(name).path("uid").asString());
        }
    }
}
