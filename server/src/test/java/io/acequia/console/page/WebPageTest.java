package io.acequia.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.console.MemoryStore;
import io.acequia.console.TestConsole;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebPageTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private TestConsole console;

    @BeforeEach
    void start() throws Exception {
        console = TestConsole.start(new MemoryStore(), InstantSource.system());
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        console.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/explore?query=origin:probe1", "/live", "/settings"})
    @DisplayName("every screen is the same document, and browsers ask whether it has changed")
    void document(String path) throws Exception {
        var response = get(path, "Accept", "text/html");

        assertEquals(200, response.statusCode());
        assertEquals("text/html; charset=utf-8", header(response, "Content-Type"));
        assertEquals("no-cache", header(response, "Cache-Control"));
        assertTrue(text(response).contains("<aq-app>"));
    }

    @Test
    @DisplayName("a browser may load and run what is here, and its import map, and nothing else")
    void policy() throws Exception {
        var response = get("/", "Accept", "*/*");
        var html = text(response);

        var map = html.replaceFirst("(?s).*<script type=\"importmap\">(.*?)</script>.*", "$1");
        var hash = Asset.sha256(map.getBytes(StandardCharsets.UTF_8));
        assertEquals(
                "default-src 'self'; script-src 'self' 'sha256-"
                        + hash
                        + "'; object-src 'none'; base-uri 'none'; form-action 'self'"
                        + "; frame-ancestors 'none'",
                header(response, "Content-Security-Policy"));
        assertEquals("nosniff", header(response, "X-Content-Type-Options"));
        assertEquals("no-referrer", header(response, "Referrer-Policy"));
        assertEquals("same-origin", header(response, "Cross-Origin-Opener-Policy"));
        assertEquals("same-origin", header(response, "Cross-Origin-Resource-Policy"));
    }

    @Test
    @DisplayName("files go packed to those who can unpack them")
    void packed() throws Exception {
        var plain = get("/app.js", "Accept-Encoding", "identity");
        var packed = get("/app.js", "Accept-Encoding", "br, gzip;q=0.8");

        assertEquals("", header(plain, "Content-Encoding"));
        assertEquals("gzip", header(packed, "Content-Encoding"));
        assertEquals("Accept-Encoding", header(packed, "Vary"));
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertEquals(text(plain), new String(unpacked.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertFalse(header(plain, "ETag").equals(header(packed, "ETag")));
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, true",
        "'deflate, gzip', true",
        "*, true",
        "gzip;q=0.5, true",
        "gzip;q=0, false",
        "gzip; q=0.000, false",
        "identity, false",
        "'', false"
    })
    @DisplayName("RFC 9110 §12.5.3: a weight of zero refuses a coding")
    void codings(String accept, boolean isAccepted) {
        assertEquals(isAccepted, WebPage.acceptsGzip(accept));
    }

    @Test
    @DisplayName("RFC 9110 §13.1.2: a file that the browser has is not sent again")
    void notModified() throws Exception {
        var first = get("/css/base.css", "Accept", "*/*");

        var second = get("/css/base.css", "If-None-Match", "\"x\", " + header(first, "ETag"));
        var other = get("/css/base.css", "If-None-Match", "\"x\"");

        assertEquals(304, second.statusCode());
        assertEquals(0, second.body().length);
        assertEquals(200, other.statusCode());
    }

    @Test
    @DisplayName("libraries, whose paths name their versions, are kept for a year")
    void libraries() throws Exception {
        var response = get("/vendor/lit/3.3.3/index.js", "Accept", "*/*");

        assertEquals(200, response.statusCode());
        assertEquals("text/javascript; charset=utf-8", header(response, "Content-Type"));
        assertEquals("public, max-age=31536000, immutable", header(response, "Cache-Control"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../io/acequia/Acequia.class",
                "/css/../../io/acequia/Acequia.class",
                "/css/%2e%2e/%2e%2e/META-INF/MANIFEST.MF",
                "/..%2findex.html",
                "/css/..%5cindex.html",
                "/css/base.css/",
                "/css",
                "/css/",
                "/vendor",
                "/.hidden.js",
                "/%00index.html",
                "/index.html%00.js",
                "/vendor/lit/3.3.3/LICENSE",
                "/no-such-file.js"
            })
    @DisplayName("no other path leads to a file")
    void traversal(String path) throws Exception {
        var answer = raw(path);

        assertTrue(answer.matches("(?s)HTTP/1.1 (400|404) .*"), answer);
        assertFalse(answer.contains("aq-app"), answer);
    }

    private String raw(String path) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), console.port())) {
            socket.setSoTimeout(3_000);
            var request =
                    "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpResponse<byte[]> get(String path, String header, String value) throws Exception {
        var uri = URI.create("http://127.0.0.1:" + console.port() + path);
        var request = HttpRequest.newBuilder(uri).header(header, value).build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
