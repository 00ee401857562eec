package io.acequia;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.store.Filter;
import io.acequia.store.Search;
import io.acequia.store.TimeRange;
import io.acequia.store.embedded.EmbeddedSettings;
import io.acequia.store.embedded.EmbeddedStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeIT {
    private static final Pattern HTTP = Pattern.compile("http://\\S+");

    @TempDir Path directory;

    @Test
    @DisplayName("a server says where it is, serves, and ends in order with every request answered")
    void servesAndDrains() throws Exception {
        int port = ServerProcess.freePort();
        var data = directory.resolve("data");

        try (var server = ServerProcess.serve(data, port);
                var load = new EventLoad(address(port), 4, 4, new Random(1))) {
            assertTrue(server.readyLine().contains("coap://127.0.0.1:" + port));
            load.sendFor(TimeUnit.SECONDS.toNanos(1));
            load.settle();
            assertEquals(load.sent(), load.acked.cardinality());
            assertTrue(get(server, "/metrics").contains("acequia_events_stored_total"));
            assertEquals("ready", get(server, "/readyz").strip());

            load.sendFor(TimeUnit.MILLISECONDS.toNanos(100));
            assertEquals(0, server.terminate(), server::output);
            assertFalse(server.output().contains("Exception"), server::output);
            assertTrue(server.output().contains("POST /event -> 2.01"), server::output);
            assertTrue(stored(data) >= load.acked.cardinality());
        }
    }

    @Test
    @DisplayName("a server that was asked to end is not ready, yet takes events while it drains")
    void drains() throws Exception {
        int port = ServerProcess.freePort();
        var data = directory.resolve("data");

        try (var server = ServerProcess.serve(data, port, "--set=drain=3s");
                var load = new EventLoad(address(port), 1, 4, new Random(1))) {
            assertEquals("ready", get(server, "/readyz").strip());

            server.process().toHandle().destroy();
            var readiness = get(server, "/readyz");
            while (!readiness.contains("the server was asked to end")) { // remembered for a second
                readiness = get(server, "/readyz");
            }
            assertEquals("ok", get(server, "/livez").strip());
            load.sendFor(TimeUnit.MILLISECONDS.toNanos(100));
            load.settle();

            assertEquals(load.sent(), load.acked.cardinality());
            assertEquals(0, server.process().waitFor(), server::output);
            assertTrue(stored(data) >= load.acked.cardinality());
        }
    }

    @Test
    @DisplayName("a server keeps figures of itself, apart from what devices send")
    void ownFigures() throws Exception {
        int port = ServerProcess.freePort();
        var data = directory.resolve("data");

        try (var server = ServerProcess.serve(data, port, "--set=store.own-figures=100ms");
                var load = new EventLoad(address(port), 1, 1, new Random(1))) {
            load.sendFor(TimeUnit.MILLISECONDS.toNanos(300));
            load.settle();
            var types = "/api/v1/top?field=payload.type&limit=50&query=";
            var own = "";
            while (!own.contains("duration_p99_ms")) { // the timeout of the test bounds it
                own = get(server, types + "namespace:acequia");
            }

            assertTrue(own.contains("requests_per_second"), own);
            assertTrue(own.contains("events_per_second"), own);
            assertFalse(get(server, types).contains("_per_second"));
        }
    }

    @Test
    @DisplayName("what cannot start says why and what to do in one line, without a stack")
    void refusesInOneLine() throws Exception {
        var foreign = Files.createDirectory(directory.resolve("foreign"));
        Files.writeString(foreign.resolve("letter.txt"), "dear");

        assertRefusal(5, "is not a data directory, it holds letter.txt", foreign.toString());

        int port = ServerProcess.freePort();
        var data = directory.resolve("data");
        try (var server = ServerProcess.serve(data, port)) {
            assertTrue(server.process().isAlive());
            assertRefusal(5, "is in use by process " + server.process().pid(), data.toString());
            var other = directory.resolve("other").toString();
            assertRefusal(2, "cannot listen on UDP", other, "--coap", "127.0.0.1:" + port);
            assertRefusal(
                    2, "there is no account in", other, "--coap=127.0.0.1:0", "--http=0.0.0.0:0");
        }
    }

    @Test
    @DisplayName("without an account the port of a container is shut, or open when it is told so")
    void strangers() throws Exception {
        var shut = "--set=http.strangers=shut";
        try (var server =
                ServerProcess.serve(directory.resolve("a"), ServerProcess.freePort(), shut)) {
            assertTrue(get(server, "/api/v1/status").contains("401"));
            assertEquals("ready", get(server, "/readyz").strip());
            assertTrue(server.output().contains("run acequia account add NAME"), server::output);
        }

        var open = new String[] {"--http=0.0.0.0:0", "--set=http.strangers=open"};
        try (var server =
                ServerProcess.serve(directory.resolve("b"), ServerProcess.freePort(), open)) {
            assertTrue(get(server, "/api/v1/status").contains("version"));
            assertTrue(server.output().contains("see http.strangers"), server::output);
        }
    }

    private static void assertRefusal(int exitCode, String cause, String data, String... more)
            throws IOException, InterruptedException {
        var result = ServerProcess.refused(data, more);

        assertEquals(exitCode, result.exitCode(), result.output());
        assertEquals(1, result.output().lines().count(), result.output());
        assertTrue(result.output().contains(cause), result.output());
    }

    private static long stored(Path data) throws IOException {
        try (var store = EmbeddedStore.open(data, EmbeddedSettings.DEFAULTS)) {
            long count = 0;
            var page = store.search(new Search(Filter.ALL, TimeRange.ALL, 10_000));
            for (var next = page.next(); next != null; next = page.next()) {
                count += page.events().size();
                page = store.search(new Search(Filter.ALL, TimeRange.ALL, 10_000, next));
            }
            return count + page.events().size();
        }
    }

    private static String get(ServerProcess server, String path) throws Exception {
        var base = HTTP.matcher(server.readyLine());
        assertTrue(base.find());
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(base.group() + path)).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }
}
