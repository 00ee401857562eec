package io.acequia.cli;

import static io.acequia.console.Events.TEN;
import static io.acequia.console.Events.temperature;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.console.MemoryStore;
import io.acequia.console.TestConsole;
import io.acequia.event.Event;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TailCommandTest {
    private static final InstantSource CLOCK = InstantSource.fixed(TEN);

    private final MemoryStore store = new MemoryStore();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private FutureTask<Integer> start(int port, Writer to, Duration silence, String... arguments) {
        var timing = new TailCommand.Timing(Duration.ofMillis(20), silence);
        var command = new TailCommand(new PrintWriter(to), new PrintWriter(err), timing);
        var commandLine = CommandRun.commandLine(command).setErr(new PrintWriter(err));
        var all = new ArrayList<>(List.of("--http=localhost:" + port, "--format=jsonl"));
        all.addAll(List.of(arguments));
        var task = new FutureTask<>(() -> commandLine.execute(all.toArray(String[]::new)));
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    private FutureTask<Integer> start(int port, String... arguments) {
        return start(port, out, Duration.ofSeconds(30), arguments);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "waited too long");
            LockSupport.parkNanos(1_000_000);
        }
    }

    private List<String> origins() {
        return out.toString()
                .lines()
                .map(line -> line.replaceFirst(".*\"origin\":\"", "").replaceFirst("\".*", ""))
                .toList();
    }

    @Test
    @DisplayName("Events are printed as they arrive, those that the filter lets through")
    void follows() throws Exception {
        try (var console = TestConsole.start(store, CLOCK)) {
            var tail = start(console.port(), "payload.type:temperature", "AND", "origin:probe*");
            await(() -> store.searches() > 0);

            store.add(temperature("other", 1, TEN), temperature("probe1", 1, TEN));
            await(() -> !origins().isEmpty());
            store.add(temperature("probe2", 1, TEN.plusMillis(1)));
            await(() -> origins().size() > 1);

            assertEquals(List.of("probe1", "probe2"), origins());
            assertEquals("", err.toString());
            tail.cancel(true);
        }
    }

    @Test
    @DisplayName("Across connections that break at any byte, each event is printed once")
    void acrossReconnections() throws Exception {
        try (var console = TestConsole.start(store, CLOCK);
                var cutter = new Cutter(console.port())) {
            var tail = start(cutter.port());
            await(() -> store.searches() > 0);

            for (int i = 0; i < 400; i++) {
                // Equal pairs, so that counting matters, and every fifth one arrives late.
                long millis = i * 20L - (i % 5 == 0 ? 900 : 0);
                store.add(temperature("probe" + i / 2, 1, TEN.plusMillis(Math.max(0, millis))));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
            await(() -> origins().size() >= 400 || tail.isDone());
            cutter.cutNoMore();
            store.add(temperature("last", 1, TEN.plusSeconds(30)));
            await(() -> origins().contains("last") || tail.isDone());

            var expected = IntStream.range(0, 400).mapToObj(i -> "probe" + i / 2).sorted().toList();
            assertEquals(
                    expected,
                    origins().stream().filter(origin -> !origin.equals("last")).sorted().toList());
            assertTrue(cutter.cuts() > 5, cutter.cuts() + " cuts");
            assertTrue(err.toString().contains("the connection is lost, trying again"));
            tail.cancel(true);
        }
    }

    @Test
    @DisplayName("A server that restarts is found again, and what came meanwhile is printed")
    void serverRestarts() throws Exception {
        var first = TestConsole.start(store, CLOCK);
        try (var relay = new Cutter(first.port())) {
            relay.cutNoMore();
            var tail = start(relay.port());
            await(() -> store.searches() > 0);
            store.add(temperature("before", 1, TEN));
            await(() -> origins().size() == 1);

            first.close();
            store.add(temperature("meanwhile", 1, TEN.plusMillis(10)));
            await(() -> err.toString().contains("trying again"));
            try (var second = TestConsole.start(store, InstantSource.fixed(TEN.plusSeconds(60)))) {
                relay.leadTo(second.port());
                await(() -> origins().size() > 1);

                assertEquals(List.of("before", "meanwhile"), origins());
                assertTrue(err.toString().contains("connected again"), err.toString());
                tail.cancel(true);
            }
        }
    }

    @Test
    @DisplayName("A connection that has gone silent is given up")
    void silence() throws Exception {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var tail = start(server.getLocalPort(), out, Duration.ofMillis(100));
            try (var connection = server.accept()) {
                connection
                        .getOutputStream()
                        .write(
                                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nid: 1-2\n\n"
                                        .getBytes(StandardCharsets.US_ASCII));

                try (var again = server.accept()) {
                    var request = new byte[4_096];
                    int length = again.getInputStream().read(request);
                    var text = new String(request, 0, length, StandardCharsets.US_ASCII);
                    assertTrue(text.contains("Last-Event-ID: 1-2"), text);
                }
            }
            tail.cancel(true);
        }
    }

    @Test
    @DisplayName("A filter that makes no sense is exit code 3, nobody there is 5")
    void failures() throws Exception {
        int port;
        try (var console = TestConsole.start(store, CLOCK)) {
            port = console.port();
            assertEquals(ExitCode.REFUSED, start(port, "orgin:a").get());
        }

        assertEquals(ExitCode.UNREACHABLE, start(port).get());
        assertTrue(err.toString().contains("expected origin"), err.toString());
        assertTrue(err.toString().contains("nobody listens"), err.toString());
    }

    @Test
    @DisplayName("It ends when nobody reads its output any more")
    void brokenPipe() throws Exception {
        try (var console = TestConsole.start(store, CLOCK)) {
            var tail = start(console.port(), new Broken(), Duration.ofSeconds(30));
            await(() -> store.searches() > 0);

            store.add(temperature("a", 1, TEN));

            assertEquals(ExitCode.OK, tail.get(20, TimeUnit.SECONDS));
        }
    }

    @Test
    @DisplayName("Too many events to follow is told")
    void gap() throws Exception {
        try (var console = TestConsole.start(store, CLOCK)) {
            var tail = start(console.port());
            await(() -> store.searches() > 0);
            var flood = new Event[30_001];
            Arrays.fill(flood, temperature("flood", 1, TEN));

            store.add(flood);

            await(() -> err.toString().contains("some events are left out"));
            tail.cancel(true);
        }
    }

    /// A pipe whose other end is closed.
    private static final class Broken extends Writer {
        @Override
        public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("broken pipe");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /// Relays connections, and cuts each one off in the middle.
    private static final class Cutter implements AutoCloseable {
        private final ServerSocket server;
        private final ConcurrentLinkedQueue<Socket> open = new ConcurrentLinkedQueue<>();
        private volatile int target;
        private volatile boolean cutting = true;
        private final AtomicInteger cuts = new AtomicInteger();

        Cutter(int target) throws IOException {
            this.target = target;
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(this::accept);
        }

        int port() {
            return server.getLocalPort();
        }

        int cuts() {
            return cuts.get();
        }

        void cutNoMore() {
            cutting = false;
        }

        void leadTo(int port) {
            target = port;
        }

        private void accept() {
            for (int number = 1; !server.isClosed(); number++) {
                try {
                    var client = server.accept();
                    open.add(client);
                    int budget = 700 + number * 331;
                    Thread.ofVirtual().start(() -> connect(client, budget));
                } catch (IOException _) {
                    // The end of the test.
                }
            }
        }

        private void connect(Socket client, int budget) {
            try {
                var upstream = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(upstream);
                Thread.ofVirtual().start(() -> relay(client, upstream, Integer.MAX_VALUE));
                relay(upstream, client, budget);
            } catch (IOException _) {
                close(client);
            }
        }

        private void relay(Socket from, Socket to, int budget) {
            try (from;
                    to) {
                copy(from.getInputStream(), to.getOutputStream(), budget);
            } catch (IOException _) {
                // Cut by the other direction.
            }
        }

        private static void close(Socket client) {
            try {
                client.close();
            } catch (IOException _) {
                // Closed all the same.
            }
        }

        private void copy(InputStream in, OutputStream out, int budget) throws IOException {
            int left = budget;
            var bytes = new byte[512];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                boolean isCut = cutting && count > left;
                out.write(bytes, 0, isCut ? left : count);
                out.flush();
                if (isCut) {
                    cuts.incrementAndGet();
                    return;
                }
                left -= Math.min(left, count);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (var socket : open) {
                socket.close();
            }
        }
    }
}
