package io.acequia.console;

import io.acequia.access.Accounts;
import io.acequia.access.Doorkeeper;
import io.acequia.device.FailingDevices;
import io.acequia.metrics.Metrics;
import io.acequia.store.EventStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A console that listens on any free port, and a client for it.
public final class TestConsole implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    public final Metrics metrics = new Metrics();
    public final FailingDevices failing;
    final AtomicReference<Optional<String>> obstacle = new AtomicReference<>(Optional.empty());
    final AtomicReference<Optional<String>> hang = new AtomicReference<>(Optional.empty());
    private final Console console;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestConsole(
            EventStore store,
            InstantSource clock,
            EventStreams.Timing timing,
            Path directory,
            @Nullable CertificateFiles certificate)
            throws IOException {
        failing = new FailingDevices(clock);
        console =
                Console.start(
                        new HttpListen("127.0.0.1", 0, List.of(), certificate),
                        subjects(store, metrics, failing, new Told(obstacle, hang), directory),
                        clock,
                        timing);
    }

    /// Says what it is told to.
    private record Told(
            AtomicReference<Optional<String>> was, AtomicReference<Optional<String>> hangs)
            implements Readiness {
        @Override
        public Optional<String> obstacle() {
            return was.get();
        }

        @Override
        public Optional<String> hang() {
            return hangs.get();
        }
    }

    /// What a console shows when nobody needs an account.
    static Subjects subjects(
            EventStore store,
            Metrics metrics,
            FailingDevices failing,
            Readiness readiness,
            Path directory)
            throws IOException {
        return new Subjects(
                store,
                metrics,
                failing,
                readiness,
                List::of,
                directory.resolve("dashboards"),
                Duration.ofMinutes(5),
                new Doorkeeper(
                        new Accounts(directory.resolve("accounts.json")), InstantSource.system()));
    }

    /// Starts one whose streams look every 10 ms.
    public static TestConsole start(EventStore store, InstantSource clock) throws IOException {
        return start(store, clock, timing(Duration.ofMillis(100), Duration.ofSeconds(10), 4));
    }

    static TestConsole start(EventStore store, InstantSource clock, EventStreams.Timing timing)
            throws IOException {
        return new TestConsole(store, clock, timing, Path.of("no-such-directory"), null);
    }

    /// Starts one with accounts and dashboards in a directory.
    public static TestConsole start(EventStore store, InstantSource clock, Path directory)
            throws IOException {
        return new TestConsole(store, clock, EventStreams.Timing.DEFAULTS, directory, null);
    }

    /// Starts one that speaks HTTPS; the methods that ask do not.
    public static TestConsole start(
            EventStore store, InstantSource clock, Path directory, CertificateFiles certificate)
            throws IOException {
        return new TestConsole(store, clock, EventStreams.Timing.DEFAULTS, directory, certificate);
    }

    static EventStreams.Timing timing(Duration heartbeat, Duration patience, int mostStreams) {
        return new EventStreams.Timing(Duration.ofMillis(10), heartbeat, patience, mostStreams);
    }

    public int port() {
        return console.port();
    }

    /// Answers with status and text.
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(
                request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path));
    }

    HttpResponse<InputStream> open(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    /// The JSON of a successful answer.
    JsonNode json(String path) throws IOException, InterruptedException {
        var response = get(path);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    /// The JSON of a problem.
    JsonNode problem(int status, String path) throws IOException, InterruptedException {
        var response = get(path);
        var contentType = response.headers().firstValue("Content-Type").orElse("");
        if (response.statusCode() != status || !contentType.equals("application/problem+json")) {
            throw new AssertionError(
                    response.statusCode() + " " + contentType + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    /// Sends these bytes and returns what comes back until the server closes.
    String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(3_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.shutdownNow();
        console.close();
    }
}
