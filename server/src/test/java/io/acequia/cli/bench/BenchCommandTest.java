package io.acequia.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.message.Code;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class BenchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int bench(String... arguments) {
        return new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    @DisplayName("sends as many requests as asked for, and says what became of them as JSON")
    void count() throws Exception {
        try (var server = new EchoServer(Code.CREATED, n -> true)) {
            int code =
                    bench("--port", server.port(), "-d", "8", "-w", "16", "-n", "2000", "--json");

            var json = JsonMapper.shared().readTree(out.toString());
            assertEquals(0, code);
            assertEquals(2_000, json.at("/requests/answered").asInt());
            assertEquals(2_000, json.at("/codes/2.01").asInt());
            assertEquals(0, json.at("/requests/lost").asInt());
            assertTrue(json.at("/latency_micros/p99").asDouble() > 0);
            assertTrue(json.at("/answers_per_second").asDouble() > 0);
            assertEquals(2_000, server.payloads().size());
        }
    }

    @Test
    @DisplayName("every lost request is repeated until it is answered, and the ledger has them all")
    void loss(@TempDir Path directory) throws Exception {
        var acked = directory.resolve("acked");
        try (var server = new EchoServer(Code.CREATED, n -> n >= 100)) {
            int code =
                    bench(
                            "--port=" + server.port(),
                            "--count=300",
                            "--ack-timeout=0.05",
                            "--first=1000",
                            "--payload={seq}",
                            "--acked=" + acked);

            assertEquals(0, code, err::toString);
            var expected = IntStream.range(1_000, 1_300).mapToObj(String::valueOf).toList();
            assertEquals(expected, Files.readAllLines(acked).stream().sorted().toList());
            assertEquals(expected, server.payloads().stream().toList());
            assertTrue(out.toString().contains("300 sent, 0 unsent, "), out::toString);
            assertFalse(out.toString().contains(" 0 sent again"), out::toString);
        }
    }

    @Test
    @DisplayName("the ledger is complete before the figures are printed, so both may go one way")
    void order(@TempDir Path directory) throws Exception {
        var acked = directory.resolve("acked");
        var lines = new ArrayList<Integer>();
        var looking =
                new PrintWriter(out) {
                    @Override
                    public void flush() {
                        super.flush();
                        lines.add(lines(acked));
                    }
                };
        try (var server = new EchoServer(Code.CREATED, n -> true)) {
            new CommandLine(new BenchCommand())
                    .setOut(looking)
                    .execute("--port", server.port(), "-n", "300", "--acked=" + acked);

            assertEquals(300, lines.getFirst());
        }
    }

    private static int lines(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("sends non-confirmable requests at a rate for a time")
    void rate() throws Exception {
        try (var server = new EchoServer(Code.CREATED, n -> true)) {
            int code =
                    bench(
                            "--port=" + server.port(),
                            "--non",
                            "--rate=1000",
                            "--duration=0.5",
                            "--warmup=0",
                            "--json");

            var requests = JsonMapper.shared().readTree(out.toString()).at("/requests");
            assertEquals(0, code, err::toString);
            assertEquals(500, requests.at("/sent").asInt() + requests.at("/unsent").asInt());
            assertEquals(requests.at("/sent").asInt(), requests.at("/answered").asInt());
        }
    }

    @Test
    @DisplayName("the exit code says that the server refused: 3 for 4.xx, 4 for 5.xx")
    void refusals() throws Exception {
        try (var client = new EchoServer(Code.BAD_REQUEST, n -> true);
                var server = new EchoServer(Code.SERVICE_UNAVAILABLE, n -> true)) {
            assertEquals(3, bench("--port", client.port(), "-n", "1"));
            assertEquals(4, bench("--port", server.port(), "-n", "1"));
        }
    }

    @Test
    @DisplayName("a port where nobody listens ends it with 5")
    void nobodyListens() throws Exception {
        int port;
        try (var socket = new DatagramSocket()) {
            port = socket.getLocalPort();
        }

        int code = bench("--host", "127.0.0.1", "--port", String.valueOf(port), "-n", "10");

        assertEquals(5, code);
        assertTrue(out.toString().contains("nothing was answered by 127.0.0.1"), out::toString);
    }

    @Test
    @DisplayName("a host without an address ends it with 5")
    void unknownHost() {
        int code = bench("--host", "no.such.host.invalid");

        assertEquals(5, code);
        assertEquals("bench: no address is known for no.such.host.invalid\n", err.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--devices=0",
                "--window=0",
                "--rate=-1",
                "--rate=NaN",
                "--count=0",
                "--duration=-1",
                "--first=-1",
                "--format=70000",
                "--con --non",
                "--unknown"
            })
    @DisplayName("wrong use ends it with 2 and says what is accepted")
    void wrongUse(String arguments) {
        int code = bench(arguments.split(" ", -1));

        assertEquals(2, code);
        assertTrue(err.toString().contains("Usage: bench"), err::toString);
    }

    @Test
    @DisplayName("a payload comes from a file too, and a missing one is said in a line")
    void payloadFile(@TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("payload"), "v={seq}\n");
        try (var server = new EchoServer(Code.CREATED, n -> true)) {
            int code = bench("--port", server.port(), "-n", "1", "--payload-file=" + file);
            int missing = bench("--port", server.port(), "--payload-file=" + directory + "/none");

            assertEquals(0, code);
            assertEquals("v=0", server.payloads().iterator().next());
            assertEquals(1, missing);
            assertEquals(1, err.toString().lines().count(), err::toString);
        }
    }
}
