package io.acequia.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Dashboards over HTTP.
class DashboardsTest {
    private static final String ALL = "/api/v1/dashboards";
    private static final String BOARD = "{\"title\":\"Weather\",\"panels\":[],\"más\":1}";

    @TempDir Path directory;

    private TestConsole console;

    @BeforeEach
    void start() throws IOException {
        console = TestConsole.start(new MemoryStore(), InstantSource.system(), directory);
    }

    @AfterEach
    void stop() {
        console.close();
    }

    private HttpResponse<String> send(String method, String id, String type, String body)
            throws IOException, InterruptedException {
        return console.send(
                console.request(ALL + "/" + id)
                        .header("Content-Type", type)
                        .method(method, BodyPublishers.ofString(body)));
    }

    private int put(String id, String body) throws Exception {
        return send("PUT", id, "application/json", body).statusCode();
    }

    @Test
    @DisplayName("A dashboard is kept as it was sent, listed, replaced and deleted")
    void life() throws Exception {
        assertEquals("{\"dashboards\":[]}", console.get(ALL).body());
        assertEquals(204, put("weather", BOARD));
        assertEquals(BOARD, console.get(ALL + "/weather").body());
        assertEquals(204, put("weather", "{\"title\":\"Wetter\",\"panels\":[{}]}"));
        assertEquals(204, put("a-board", BOARD));

        assertEquals(
                "{\"dashboards\":[{\"id\":\"a-board\",\"title\":\"Weather\"},"
                        + "{\"id\":\"weather\",\"title\":\"Wetter\"}]}",
                console.get(ALL).body());

        assertEquals(204, send("DELETE", "weather", "text/plain", "").statusCode());
        assertEquals(404, send("DELETE", "weather", "text/plain", "").statusCode());
        console.problem(404, ALL + "/weather");
    }

    @Test
    @DisplayName("Dashboards outlive the server; a damaged file is no dashboard")
    void restart() throws Exception {
        put("weather", BOARD);
        console.close();
        Files.writeString(directory.resolve("dashboards/torn.json"), "{\"title\":\"To");
        Files.writeString(directory.resolve("dashboards/NOTES.txt"), "mine");
        start();

        assertEquals(
                "{\"dashboards\":[{\"id\":\"weather\",\"title\":\"Weather\"}]}",
                console.get(ALL).body());
        console.problem(404, ALL + "/torn");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "1",
                "{}",
                "{\"title\":\"\",\"panels\":[]}",
                "{\"title\":\"a\"}",
                "{\"title\":\"a\",\"panels\":{}}",
                "{\"title\":1,\"panels\":[]}",
                "{\"title\":\"a\",\"title\":\"b\",\"panels\":[]}"
            })
    @DisplayName("What is no dashboard is refused and changes nothing")
    void refused(String body) throws Exception {
        put("weather", BOARD);

        assertEquals(400, put("weather", body));
        assertEquals(BOARD, console.get(ALL + "/weather").body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..%2fescape",
                "%2e%2e%2fescape",
                "a%2fb",
                "UPPER",
                "-a",
                "a.json",
                "a%00b",
                "%2e%2e"
            })
    @DisplayName("No id names a file of another directory")
    void traversal(String id) throws Exception {
        int answer = put(id, BOARD);

        assertTrue(answer >= 400 && answer < 500, id + " " + answer);
        try (var files = Files.walk(directory)) {
            assertEquals(0, files.filter(Files::isRegularFile).count());
        }
    }

    @Test
    @DisplayName("Forms cannot save: the body must say that it is JSON")
    void contentType() throws Exception {
        assertEquals(415, send("PUT", "weather", "text/plain", BOARD).statusCode());
    }

    @Test
    @DisplayName("Another method says which there are")
    void methods() throws Exception {
        var response = send("PATCH", "weather", "application/json", BOARD);

        assertEquals(405, response.statusCode());
        assertEquals("GET, PUT, DELETE", response.headers().firstValue("Allow").get());
    }
}
