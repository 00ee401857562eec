package io.acequia.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
    private TestConsole console;

    @BeforeEach
    void start() throws IOException {
        console = TestConsole.start(new MemoryStore(), InstantSource.system());
    }

    @AfterEach
    void stop() {
        console.close();
    }

    private String request(String line, String host) throws IOException {
        return console.raw(line + "\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:8080",
                "127.0.0.1",
                "127.0.0.1:9",
                "[::1]:8080",
                "[fe80::1]",
                "192.168.1.7:8080"
            })
    @DisplayName("localhost and addresses are served")
    void ours(String host) throws IOException {
        assertTrue(request("GET /api/v1/events HTTP/1.1", host).startsWith("HTTP/1.1 200 "), host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "evil.example.127.0.0.1",
                "1.2.3"
            })
    @DisplayName("bad-input HT-28: the name of another site is refused (DNS rebinding)")
    void rebinding(String host) throws IOException {
        for (var path : List.of("/api/v1/events", "/api/v1/events/stream", "/")) {
            var response = request("GET " + path + " HTTP/1.1", host);

            assertTrue(response.startsWith("HTTP/1.1 421 "), response);
            assertTrue(response.contains("application/problem+json"), response);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz", "/metrics"})
    @DisplayName("Probes and scrapes may come by any name")
    void probes(String path) throws IOException {
        assertTrue(request("GET " + path + " HTTP/1.1", "acequia.svc").startsWith("HTTP/1.1 200 "));
    }

    @Test
    @DisplayName("Further names can be allowed")
    void furtherNames() throws IOException {
        var listen = new HttpListen("127.0.0.1", 0, List.of("Acequia.lan"), null);
        var gate = new Gate(listen);

        assertTrue(gate.isOurs("acequia.lan:8080"));
        assertTrue(gate.isOurs("ACEQUIA.LAN"));
        assertTrue(!gate.isOurs("other.lan"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "HEAD", "BREW"})
    @DisplayName("bad-input HT-25: only GET is understood")
    void methods(String method) throws IOException {
        var response = request(method + " /api/v1/events HTTP/1.1", "localhost");

        assertTrue(response.startsWith("HTTP/1.1 405 "), response);
        assertTrue(response.contains("Allow: GET\r\n"), response);
    }

    @Test
    @DisplayName("No answer is guessed to be something else, or kept")
    void headers() throws Exception {
        for (var path : List.of("/livez", "/metrics", "/api/v1/events", "/nothing")) {
            var headers = console.get(path).headers();

            assertEquals("nosniff", headers.firstValue("X-Content-Type-Options").get(), path);
            assertEquals("no-store", headers.firstValue("Cache-Control").get(), path);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/api/v1/events/1",
                "/..%2f..%2fetc/passwd",
                "/%2e%2e/",
                "/static//etc/passwd",
                "/%252e%252e",
                "/web/"
            })
    @DisplayName("bad-input HT-8, HT-9: paths that lead nowhere are 404 problems")
    void noSuchPath(String path) throws IOException {
        var response = request("GET " + path + " HTTP/1.1", "localhost");

        assertTrue(response.startsWith("HTTP/1.1 404 "), response);
        assertTrue(response.contains("application/problem+json"), response);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET / HTTP/1.1\\r\\n\\r\\n                                       | 400
                    GET / HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n             | 400
                    GET / HTTP/1.1\\r\\nHost: a b\\r\\n\\r\\n                        | 400
                    GET / HTTP/1.1\\r\\nHost localhost\\r\\n\\r\\n                   | 400
                    nonsense\\r\\n\\r\\n                                             | 400
                    """)
    @DisplayName("bad-input HT-5: what is no request is a problem, and the next one is served")
    void noRequest(String request, int status) throws Exception {
        var response = console.raw(request.replace("\\r", "\r").replace("\\n", "\n"));

        assertTrue(response.isEmpty() || response.startsWith("HTTP/1.1 " + status), response);
        assertTrue(!response.contains("io.helidon"), response);
        assertEquals(200, console.get("/livez").statusCode());
    }

    @Test
    @DisplayName("bad-input HT-4: a header of a megabyte is refused")
    void hugeHeader() throws Exception {
        var request = "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n";

        var response = console.raw(request);

        assertTrue(response.startsWith("HTTP/1.1 4"), response);
        assertEquals(200, console.get("/livez").statusCode());
    }
}
