package io.acequia.console;

import static io.acequia.console.Events.TEN;
import static io.acequia.console.Events.temperature;
import static io.acequia.console.TestConsole.timing;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.event.Event;
import io.acequia.event.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventStreamsTest {
    private static final InstantSource CLOCK = InstantSource.fixed(TEN);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final MemoryStore store = new MemoryStore();

    /// Reads a stream line by line.
    private record Stream(BufferedReader lines) implements AutoCloseable {
        static Stream open(TestConsole console, String query, String... lastId) throws Exception {
            var request = console.request("/api/v1/events/stream" + query);
            for (var id : lastId) {
                request.header("Last-Event-ID", id);
            }
            var response = console.open(request.build());
            assertEquals(200, response.statusCode());
            assertEquals("text/event-stream", response.headers().firstValue("Content-Type").get());
            return new Stream(
                    new BufferedReader(
                            new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
        }

        /// The lines up to the next empty one.
        List<String> next() throws IOException {
            var block = new ArrayList<String>();
            for (var line = lines.readLine();
                    line != null && !line.isEmpty();
                    line = lines.readLine()) {
                block.add(line);
            }
            return block;
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited too long");
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    @DisplayName("A stream begins with where it is, then sends each event as it comes")
    void events() throws Exception {
        store.add(temperature("old", 1, TEN.minusSeconds(1)));
        try (var console = TestConsole.start(store, CLOCK);
                var stream = Stream.open(console, "?query=origin:probe1")) {
            assertEquals(List.of("retry: 1000", "id: 1795428000000-1795428000000"), stream.next());

            store.add(temperature("other", 1, TEN), temperature("probe1", 1, TEN.plusMillis(7)));

            assertEquals(
                    List.of(
                            "id: 1795428000000-1795428000007",
                            "data: {\"namespace\":\"default\",\"sender\":\"demo\","
                                    + "\"origin\":\"probe1\",\"payload\":"
                                    + "{\"type\":\"temperature\",\"value\":1,\"unit\":\"Cel\"},"
                                    + "\"timestamp\":\"2026-11-23T10:00:00.007Z\","
                                    + "\"received\":\"2026-11-23T10:00:00.007Z\","
                                    + "\"time_source\":\"device\"}"),
                    stream.next());
        }
    }

    @Test
    @DisplayName("Line breaks in a value cannot break out of an event")
    void lineBreaks() throws Exception {
        try (var console = TestConsole.start(store, CLOCK);
                var stream = Stream.open(console, "")) {
            stream.next();

            store.add(Events.with("a", new Value.Text("x\n\nevent: gap\r\ndata: y"), TEN, TEN));

            var block = stream.next();
            assertEquals(2, block.size());
            assertTrue(block.getLast().contains("x\\u000a\\u000aevent: gap"), block.getLast());
        }
    }

    @Test
    @DisplayName("A client that comes back goes on from the last id it saw")
    void comesBack() throws Exception {
        try (var console = TestConsole.start(store, CLOCK)) {
            String id;
            try (var stream = Stream.open(console, "")) {
                id = stream.next().getLast().substring("id: ".length());
            }

            store.add(temperature("meanwhile", 1, TEN.plusMillis(1)));

            try (var stream = Stream.open(console, "", id)) {
                stream.next();
                assertTrue(stream.next().getLast().contains("meanwhile"));
            }
        }
    }

    @Test
    @DisplayName("Silence is broken by comments, so that both sides know of each other")
    void heartbeat() throws Exception {
        try (var console = TestConsole.start(store, CLOCK);
                var stream = Stream.open(console, "")) {
            stream.next();

            assertEquals(List.of(":"), stream.next());
            assertEquals(List.of(":"), stream.next());
        }
    }

    @Test
    @DisplayName("More than can be followed is told")
    void gap() throws Exception {
        try (var console = TestConsole.start(store, CLOCK, timing(LONG, LONG, 1));
                var stream = Stream.open(console, "?query=origin:flood")) {
            stream.next();
            var flood = new Event[30_001];
            Arrays.fill(flood, temperature("flood", 1, TEN));

            store.add(flood);

            var block = stream.next();
            while (!block.contains("event: gap")) {
                assertTrue(block.getFirst().startsWith("id: "), block.toString());
                block = stream.next();
            }
            store.add(temperature("flood", 2, TEN.plusMillis(1)));
            assertTrue(stream.next().getLast().contains("\"value\":2"));
        }
    }

    @Test
    @DisplayName("There are only so many streams, and one that is closed makes room")
    void places() throws Exception {
        var soon = Duration.ofMillis(20);
        try (var console = TestConsole.start(store, CLOCK, timing(soon, LONG, 1))) {
            try (var stream = Stream.open(console, "")) {
                stream.next();
                var problem = console.problem(503, "/api/v1/events/stream");
                assertEquals("too many streams are open", problem.get("detail").asString());
            }

            // The client is gone: the next comments fail, and the place is free.
            await(() -> status(console) == 200);
        }
    }

    private static int status(TestConsole console) {
        try {
            var response = console.open(console.request("/api/v1/events/stream").build());
            response.body().close();
            return response.statusCode();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("A client that left costs the store nothing more")
    void nothingAfterwards() throws Exception {
        var soon = Duration.ofMillis(20);
        try (var console = TestConsole.start(store, CLOCK, timing(soon, LONG, 1))) {
            try (var stream = Stream.open(console, "")) {
                stream.next();
                stream.next();
            }
            await(() -> {
                int before = store.searches();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
                return store.searches() == before;
            });
        }
    }

    @Test
    @DisplayName("A client that does not read is dropped, and its place is free")
    void doesNotRead() throws Exception {
        var patience = Duration.ofMillis(200);
        var long100k = new Value.Text("x".repeat(100_000));
        try (var console = TestConsole.start(store, CLOCK, timing(LONG, patience, 1));
                var socket = new Socket(InetAddress.getLoopbackAddress(), console.port())) {
            socket.getOutputStream()
                    .write(
                            "GET /api/v1/events/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            await(() -> store.searches() > 0);
            for (int i = 0; i < 300; i++) {
                store.add(Events.with("big", long100k, TEN, TEN.plusMillis(i)));
            }

            await(() -> status(console) == 200);
        }
    }

    @Test
    @DisplayName("A store that fails ends the stream, and the client may come back")
    void storeFails() throws Exception {
        try (var console = TestConsole.start(store, CLOCK);
                var stream = Stream.open(console, "")) {
            stream.next();

            store.fail(new IOException("disk on fire"));

            assertNull(lastLine(stream));
        }
    }

    @Test
    @DisplayName("Closing the console ends its streams at once")
    void close() throws Exception {
        var console = TestConsole.start(store, CLOCK, timing(LONG, LONG, 1));
        try (var stream = Stream.open(console, "")) {
            stream.next();
            long began = System.nanoTime();

            console.close();

            assertTrue(System.nanoTime() - began < TimeUnit.SECONDS.toNanos(5));
        } catch (IOException _) {
            // The client of the test console is closed with it; either way the stream is over.
        }
    }

    private static @Nullable String lastLine(Stream stream) throws IOException {
        var line = stream.lines.readLine();
        while (line != null) {
            line = stream.lines.readLine();
        }
        return line;
    }
}
