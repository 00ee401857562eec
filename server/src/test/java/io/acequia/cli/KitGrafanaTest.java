package io.acequia.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Answers are those that Grafana's documentation of its HTTP API shows.
@DisplayName("acequia kit install grafana")
class KitGrafanaTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path FILES = Path.of("..", "deploy", "dashboards", "grafana");
    private static final String SOURCE = "/api/datasources/uid/acequia";
    private static final String HEALTH = "GET " + SOURCE + "/health";
    private static final String SAVE = "POST /api/dashboards/db";

    @TempDir Path directory;

    private final FakeServer process = new FakeServer();
    private BoardServer grafana;

    /// One that knows nothing of Acequia yet, and lets do what is asked for.
    @BeforeEach
    void start() throws IOException {
        grafana =
                new BoardServer()
                        .answer("GET " + SOURCE, 404, "{\"message\":\"Data source not found\"}")
                        .answer("POST /api/datasources", 200, "{\"message\":\"Datasource added\"}")
                        .answer(
                                SAVE,
                                200,
                                "{\"id\":1,\"status\":\"success\",\"uid\":\"x\",\"version\":1}")
                        .answer(
                                HEALTH,
                                200,
                                "{\"message\":\"Successfully queried the Prometheus API.\","
                                        + "\"status\":\"OK\"}");
        for (var board : List.of("weather", "collector")) {
            grafana.answer(
                    "GET /api/dashboards/uid/acequia-" + board,
                    404,
                    "{\"message\":\"Dashboard not found\"}");
        }
    }

    @AfterEach
    void stop() {
        grafana.close();
    }

    private int install(String... more) {
        var all = new String[more.length + 5];
        var first = new String[] {"kit", "install", "grafana", "--url", grafana.address()};
        System.arraycopy(first, 0, all, 0, 5);
        System.arraycopy(more, 0, all, 5, more.length);
        return process.run(all);
    }

    private List<JsonNode> sent(String line) {
        return grafana.asked().stream()
                .filter(it -> it.line().equals(line))
                .map(it -> JSON.readTree(it.body()))
                .toList();
    }

    @Test
    @DisplayName("makes the data source and the boards, and says where they are")
    void fresh() throws IOException {
        int exitCode = install();

        assertEquals(ExitCode.OK, exitCode, process.err.toString());
        assertEquals(
                """
                made the data source Acequia for http://localhost:8080
                Weather\tURL/d/acequia-weather
                Collector\tURL/d/acequia-collector
                Grafana reaches Acequia
                """
                        .replace("URL", grafana.address()),
                process.out.toString());
        assertEquals("", process.err.toString());
        assertEquals(
                JSON.readTree(FILES.resolve("data-source.json").toFile()),
                sent("POST /api/datasources").getFirst());
        var boards = sent(SAVE);
        assertEquals(2, boards.size());
        for (var order : boards) {
            var name = order.path("dashboard").path("uid").asString().replace("acequia-", "");
            assertEquals(
                    JSON.readTree(FILES.resolve(name + ".json").toFile()), order.path("dashboard"));
            assertTrue(order.path("overwrite").asBoolean());
            assertFalse(order.has("folderUid"));
        }
        assertTrue(
                grafana.asked().stream()
                        .filter(it -> !it.body().isEmpty())
                        .allMatch(it -> it.header("content-type").equals("application/json")));
    }

    @Test
    @DisplayName("renews what is there: boards stay in their folder, the secret stays too")
    void again() {
        grafana.answer(
                        "GET " + SOURCE,
                        200,
                        "{\"uid\":\"acequia\",\"jsonData\":{\"httpHeaderName1\":\"Authorization\"}}")
                .answer("PUT " + SOURCE, 200, "{\"message\":\"Datasource updated\"}")
                .answer(
                        "GET /api/dashboards/uid/acequia-weather",
                        200,
                        "{\"meta\":{\"folderUid\":\"field\"},\"dashboard\":{}}");

        int exitCode = install("--acequia-url=https://acequia.example/");

        assertEquals(ExitCode.OK, exitCode, process.err.toString());
        assertTrue(
                process.out
                        .toString()
                        .startsWith(
                                "renewed the data source Acequia for https://acequia.example\n"),
                process.out.toString());
        var source = sent("PUT " + SOURCE).getFirst();
        assertEquals("https://acequia.example/prometheus", source.path("url").asString());
        assertEquals("Authorization", source.path("jsonData").path("httpHeaderName1").asString(""));
        assertFalse(source.has("secureJsonData"));
        var boards = sent(SAVE);
        assertEquals("field", boards.getFirst().path("folderUid").asString(""));
        assertFalse(boards.getLast().has("folderUid"));
        assertEquals(List.of(), sent("POST /api/datasources"));
    }

    @Test
    @DisplayName("hands Acequia's token to Grafana as a secret, and shows its own to Grafana alone")
    void tokens() throws IOException {
        var own = Files.writeString(directory.resolve("grafana"), "glsa_1\n");
        var acequia = Files.writeString(directory.resolve("acequia"), "secret-2\n");

        int exitCode = install("--token-file=" + own, "--acequia-token-file=" + acequia);

        assertEquals(ExitCode.OK, exitCode, process.err.toString());
        var source = sent("POST /api/datasources").getFirst();
        assertEquals("Authorization", source.path("jsonData").path("httpHeaderName1").asString(""));
        assertEquals(
                "{\"httpHeaderValue1\":\"Bearer secret-2\"}",
                source.path("secureJsonData").toString());
        assertTrue(
                grafana.asked().stream()
                        .allMatch(it -> it.header("authorization").equals("Bearer glsa_1")));
        var said = process.out.toString() + process.err;
        assertFalse(said.contains("glsa_1") || said.contains("secret-2"), said);
    }

    @Test
    @DisplayName("warns when Grafana does not reach Acequia; the boards are there all the same")
    void unhealthy() {
        grafana.answer(
                HEALTH,
                400,
                "{\"message\":\"Post \\\"http://localhost:8080/prometheus/api/v1/query\\\": dial tcp"
                        + " 127.0.0.1:8080: connect: connection refused\",\"status\":\"ERROR\"}");

        assertEquals(ExitCode.OK, install());

        assertEquals(
                "acequia: the boards are there, but Grafana does not reach Acequia (Post"
                        + " \"http://localhost:8080/prometheus/api/v1/query\": dial tcp"
                        + " 127.0.0.1:8080: connect: connection refused); give the address it"
                        + " reaches with --acequia-url, and a token with --acequia-token-file if"
                        + " Acequia has accounts\n",
                process.err.toString());
        assertFalse(process.out.toString().contains("reaches"), process.out.toString());
    }

    @Test
    @DisplayName("an old Grafana that cannot tell whether it reaches Acequia is asked no further")
    void noHealth() {
        grafana.answer(HEALTH, 404, "{\"message\":\"Not found\"}");

        assertEquals(ExitCode.OK, install());

        assertEquals("", process.err.toString());
    }

    @ParameterizedTest
    @DisplayName("what Grafana refuses: one line with cause and next step")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    GET /api/datasources/uid/acequia | 401 | {"message":"Invalid username or password"}                              | 3 | Grafana answered 401 (Invalid username or password); give --user and --password-file, or --token-file
                    GET /api/datasources/uid/acequia | 403 | {"message":"You'll need additional permissions","title":"Access denied"} | 3 | Grafana answered 403 (You'll need additional permissions); use an account that may see data sources and dashboards
                    GET /api/datasources/uid/acequia | 404 | <h1>Not Found</h1>                                                      | 3 | there is no Grafana at http://localhost:
                    GET /api/datasources/uid/acequia | 200 | <html>Log in</html>                                                     | 5 | (200, a web page) is not Grafana but something before it
                    POST /api/datasources            | 409 | {"message":"data source with the same name already exists"}             | 3 | Grafana has a data source of that name which this kit did not make (data source with the same name already exists); rename or remove it
                    POST /api/datasources            | 200 | <html>Log in</html>                                                     | 5 | (200, a web page) is not Grafana but something before it
                    POST /api/dashboards/db          | 412 | {"status":"name-exists","message":"A dashboard with the same name in the folder already exists"} | 3 | Grafana keeps a dashboard that is in the way (A dashboard with the same name in the folder already exists); rename or remove it
                    POST /api/dashboards/db          | 400 | {"message":"Cannot save provisioned dashboard"}                         | 3 | Grafana answered 400 (Cannot save provisioned dashboard)
                    POST /api/dashboards/db          | 403 | {"message":"Access denied"}                                             | 3 | use an account that may save dashboards
                    POST /api/dashboards/db          | 500 | {"message":"Failed to save dashboard"}                                  | 4 | Grafana answered 500 (Failed to save dashboard); see the log of Grafana
                    """)
    void refusals(String line, int status, String body, int expected, String told) {
        grafana.answer(line, status, "", body);

        int exitCode = install();

        assertEquals(expected, exitCode, process.err.toString());
        assertTrue(process.err.toString().contains(told), process.err.toString());
        assertEquals(1, process.err.toString().lines().count());
    }
}
