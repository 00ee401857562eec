package io.acequia.console;

import static io.acequia.console.Events.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.access.Account;
import io.acequia.access.Accounts;
import io.acequia.access.Role;
import io.acequia.event.Event;
import io.acequia.event.TimeSource;
import io.acequia.event.Value;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The console with accounts, asked over HTTP.
class DoorTest {
    /// Secrets of programs that see all namespaces, and one.
    private static final String ALL = "all".repeat(11), OF_A = "of-a".repeat(8);

    private static final String PASSWORD = "correct horse";
    private static final String BOARD = "{\"title\":\"Weather\",\"panels\":[]}";

    @TempDir Path directory;

    private TestConsole console;

    @BeforeEach
    void start() throws IOException {
        var accounts = new Accounts(directory.resolve(Accounts.FILE));
        accounts.put(Account.withPassword("ana", Role.EDITOR, Set.of(), PASSWORD));
        accounts.put(Account.withToken("all", Role.VIEWER, Set.of(), ALL));
        accounts.put(Account.withToken("of-a", Role.VIEWER, Set.of("a"), OF_A));
        var store = new MemoryStore();
        store.add(event("a", "probe-of-a"), event("b", "probe-of-b"));
        console = TestConsole.start(store, InstantSource.fixed(TEN.plusSeconds(90)), directory);
    }

    @AfterEach
    void stop() {
        console.close();
    }

    private static Event event(String namespace, String origin) {
        return new Event(
                namespace,
                "demo",
                origin,
                "temperature",
                new Value.Numeric(20),
                null,
                TEN,
                TEN,
                TimeSource.DEVICE);
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request = console.request(path).method(method, BodyPublishers.ofString(body));
        return console.send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return send("GET", path, "", "Authorization", "Bearer " + token);
    }

    private HttpResponse<String> login(String password) throws Exception {
        return send(
                "POST", "/api/v1/session", "{\"name\":\"ana\",\"password\":\"" + password + "\"}");
    }

    private static String cookie(HttpResponse<String> response) {
        return response.headers().firstValue("Set-Cookie").orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/events",
                "/api/v1/events/export",
                "/api/v1/events/stream",
                "/api/v1/histogram?interval=1h",
                "/api/v1/aggregate",
                "/api/v1/top?field=origin",
                "/api/v1/latest",
                "/api/v1/failing",
                "/api/v1/status",
                "/api/v1/settings",
                "/api/v1/dashboards",
                "/api/v1/dashboards/weather",
                "/api/v1/no-such-path",
                "/api/v1/session",
                "/prometheus/api/v1/query?query=1",
                "/prometheus/api/v1/query_range?query=1&start=0&end=1&step=1",
                "/prometheus/api/v1/labels",
                "/prometheus/api/v1/label/origin/values",
                "/prometheus/api/v1/series?match%5B%5D=temperature",
                "/prometheus/api/v1/metadata",
                "/prometheus/api/v1/status/buildinfo",
                "/prometheus/api/v1/nothing"
            })
    @DisplayName("Strangers get 401 and no word about what is there")
    void strangers(String path) throws Exception {
        for (var token : new String[] {"", "wrong"}) {
            var response = get(path, token);

            assertEquals(401, response.statusCode(), response.body());
            assertFalse(response.body().contains("probe"), response.body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz", "/metrics"})
    @DisplayName("Probes need no account")
    void probes(String path) throws Exception {
        assertEquals(200, get(path, "").statusCode());
    }

    @Test
    @DisplayName("Who logs in gets a cookie that scripts and other sites cannot use")
    void session() throws Exception {
        var response = login(PASSWORD);

        assertEquals(200, response.statusCode());
        assertEquals("{\"name\":\"ana\",\"role\":\"editor\",\"namespaces\":[]}", response.body());
        var cookie = cookie(response);
        assertTrue(cookie.contains("; HttpOnly"), cookie);
        assertTrue(cookie.contains("; SameSite=Strict"), cookie);
        var session = cookie.substring(0, cookie.indexOf(';'));
        assertEquals(200, send("GET", "/api/v1/events", "", "Cookie", session).statusCode());

        assertEquals(204, send("DELETE", "/api/v1/session", "", "Cookie", session).statusCode());
        assertEquals(401, send("GET", "/api/v1/events", "", "Cookie", session).statusCode());
    }

    @Test
    @DisplayName("Guessing is refused after five attempts, with the time to wait")
    void guessing() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertEquals(401, login("guess " + i).statusCode());
        }

        var refusal = login(PASSWORD);

        assertEquals(429, refusal.statusCode());
        assertTrue(refusal.headers().firstValueAsLong("Retry-After").getAsLong() > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"name\":1,\"password\":{}}", "null"})
    @DisplayName("A login that is none is refused")
    void brokenLogin(String body) throws Exception {
        int status = send("POST", "/api/v1/session", body).statusCode();

        assertTrue(status == 400 || status == 401, body + " " + status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/events",
                "/api/v1/events?query=namespace:b",
                "/api/v1/events/export?format=jsonl",
                "/api/v1/top?field=origin",
                "/api/v1/top?field=namespace",
                "/api/v1/latest",
                "/api/v1/aggregate?groupBy=origin",
                "/api/v1/aggregate?groupBy=namespace",
                "/prometheus/api/v1/query?query=temperature&time=2026-11-23T10:01:00Z",
                "/prometheus/api/v1/query?query=sum(temperature)by(namespace)"
                        + "&time=2026-11-23T10:01:00Z",
                "/prometheus/api/v1/query?query=%7Bnamespace%3D~%22a%7Cb%22%7D"
                        + "&time=2026-11-23T10:01:00Z",
                "/prometheus/api/v1/label/origin/values",
                "/prometheus/api/v1/label/namespace/values",
                "/prometheus/api/v1/series?match%5B%5D=temperature"
            })
    @DisplayName("security S13: an account of a namespace sees nothing of another")
    void namespaces(String path) throws Exception {
        var all = get(path, ALL).body();
        var some = get(path, OF_A);

        assertTrue(all.contains("probe-of-b") || all.contains("\"b\""), all);
        assertEquals(200, some.statusCode());
        assertFalse(some.body().contains("probe-of-b"), some.body());
        assertFalse(some.body().contains("\"b\""), some.body());
    }

    @Test
    @DisplayName("A count shows nothing of another namespace either")
    void counts() throws Exception {
        var path = "/api/v1/histogram?from=2026-11-23&to=2026-11-24";

        assertTrue(get(path, ALL).body().contains("\"total\":2"));
        assertTrue(get(path, OF_A).body().contains("\"total\":1"));
    }

    @Test
    @DisplayName("Addresses of devices are for those who see all namespaces")
    void addresses() throws Exception {
        assertEquals(200, get("/api/v1/failing", ALL).statusCode());
        assertEquals(403, get("/api/v1/failing", OF_A).statusCode());
    }

    @Test
    @DisplayName("Viewers look, editors change")
    void roles() throws Exception {
        var path = "/api/v1/dashboards/weather";
        String[] viewer = {"Authorization", "Bearer " + ALL, "Content-Type", "application/json"};
        var cookie = cookie(login(PASSWORD));
        String[] editor = {"Cookie", cookie, "Content-Type", "application/json"};

        assertEquals(403, send("PUT", path, BOARD, viewer).statusCode());
        assertEquals(403, send("DELETE", path, "", viewer).statusCode());
        assertEquals(204, send("PUT", path, BOARD, editor).statusCode());
        assertEquals(BOARD, send("GET", path, "", viewer).body());
        assertEquals(204, send("DELETE", path, "", editor).statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://evil.example",
        "Origin, null",
        "Origin, http://localhost:1",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site"
    })
    @DisplayName("A page of another site changes nothing (CSRF), even with the cookie")
    void otherSites(String header, String value) throws Exception {
        var cookie = cookie(login(PASSWORD));
        var path = "/api/v1/dashboards/weather";
        var response =
                console.raw(
                        "PUT "
                                + path
                                + " HTTP/1.1\r\nHost: localhost\r\nCookie: "
                                + cookie
                                + "\r\n"
                                + header
                                + ": "
                                + value
                                + "\r\nContent-Type: application/json\r\nContent-Length: "
                                + BOARD.getBytes(StandardCharsets.UTF_8).length
                                + "\r\nConnection: close\r\n\r\n"
                                + BOARD);

        assertTrue(response.startsWith("HTTP/1.1 403 "), response);
        assertEquals(404, send("GET", path, "", "Cookie", cookie).statusCode());
    }
}
