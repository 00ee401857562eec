package io.acequia.cli;

import static io.acequia.console.Events.TEN;
import static io.acequia.console.Events.temperature;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.acequia.console.Events;
import io.acequia.console.MemoryStore;
import io.acequia.console.TestConsole;
import io.acequia.event.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryCommandTest {
    private final MemoryStore store = new MemoryStore();
    private TestConsole console;

    @BeforeEach
    void start() throws IOException {
        console = TestConsole.start(store, InstantSource.fixed(TEN.plusSeconds(90)));
    }

    @AfterEach
    void stop() {
        console.close();
    }

    private CommandRun query(String... arguments) {
        return queryAt("localhost:" + console.port(), arguments);
    }

    private static CommandRun queryAt(String address, String... arguments) {
        var all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--http";
        all[arguments.length + 1] = address;
        return CommandRun.of(QueryCommand::new, all);
    }

    @Test
    @DisplayName("Events are shown as a table, newest first")
    void table() {
        store.add(
                temperature("probe1", 21.5, TEN),
                temperature("probe1", -3, TEN.plusSeconds(1)),
                temperature("other", 1, TEN));

        var run = query("origin:probe1");

        assertEquals(
                """
                TIMESTAMP                 NAMESPACE  SENDER  ORIGIN  TYPE         VALUE  UNIT
                2026-11-23T10:00:01.000Z  default    demo    probe1  temperature     -3  Cel
                2026-11-23T10:00:00.000Z  default    demo    probe1  temperature   21.5  Cel
                """,
                run.out());
        assertEquals(new CommandRun(0, run.out(), ""), run);
    }

    @Test
    @DisplayName("The words of a filter are joined, so that no shell quoting is needed")
    void words() {
        store.add(temperature("probe1", 1, TEN), temperature("probe2", 2, TEN));

        var run = query("origin:probe1", "AND", "payload.type:temperature", "--format", "jsonl");

        assertEquals(1, run.out().lines().count());
        assertTrue(run.out().contains("\"origin\":\"probe1\""), run.out());
    }

    @Test
    @DisplayName("A filter may hold what the shell must not see, in one argument")
    void oneArgument() {
        store.add(
                temperature("a", 1, TEN),
                temperature("b", 2, TEN.minusSeconds(3600)),
                temperature("c", 3, TEN));

        assertEquals("2\n", query("--count", "origin:(a OR b) NOT sender:x").out());
        assertEquals("2\n", query("--count", "received:>=now-5m").out());
        assertEquals("1\n", query("--count", "NOT", "(origin:a", "OR", "c)").out());
    }

    @Test
    @DisplayName("JSON lines and CSV hold every member")
    void formats() {
        store.add(
                Events.with("a,b", new Value.Text("on \"fire\""), TEN, TEN.plusMillis(5)),
                temperature("c", 2, TEN.minusSeconds(1)));

        assertEquals(
                "namespace,sender,origin,payload.type,payload.value,payload.string,payload.bool,"
                        + "payload.data,payload.unit,timestamp,received,time_source\r\n"
                        + "default,demo,\"a,b\",temperature,,\"on \"\"fire\"\"\",,,Cel,"
                        + "2026-11-23T10:00:00.000Z,2026-11-23T10:00:00.005Z,device\r\n"
                        + "default,demo,c,temperature,2,,,,Cel,"
                        + "2026-11-23T09:59:59.000Z,2026-11-23T09:59:59.000Z,device\r\n",
                query("--format", "csv").out());
        assertEquals(
                "{\"namespace\":\"default\",\"sender\":\"demo\",\"origin\":\"c\","
                        + "\"payload\":{\"type\":\"temperature\",\"value\":2,\"unit\":\"Cel\"},"
                        + "\"timestamp\":\"2026-11-23T09:59:59.000Z\","
                        + "\"received\":\"2026-11-23T09:59:59.000Z\",\"time_source\":\"device\"}\n",
                query("origin:c", "--format", "JSONL").out());
    }

    @ParameterizedTest
    @CsvSource({"--limit=0,12001", "--limit=7000,7000", "--limit=3,3", "--format=jsonl,50"})
    @DisplayName("A limit may need several pages; 0 means all, 50 is the default")
    void limit(String argument, int expected) {
        for (int i = 0; i < 12_001; i++) {
            store.add(temperature("probe", i, TEN.plusMillis(i)));
        }

        var run = query("--format=jsonl", argument.startsWith("--format") ? "origin:*" : argument);

        assertEquals(expected, run.out().lines().distinct().count(), run.err());
    }

    @Test
    @DisplayName("Who waits sees what comes meanwhile")
    void waits() {
        var late = Thread.ofVirtual().unstarted(() -> store.add(temperature("late", 7, TEN)));
        store.onSearch(() -> {
            if (store.searches() == 2) {
                late.start();
            }
        });

        var run = query("origin:late", "--wait", "30", "--format", "jsonl");

        assertTrue(run.out().contains("\"value\":7"), run.err());
        assertEquals(new CommandRun(0, run.out(), ""), run);
    }

    @Test
    @DisplayName("Who waited in vain is told, and scripts by the exit code")
    void waitsInVain() {
        assertEquals(
                new CommandRun(
                        ExitCode.REFUSED,
                        "",
                        "acequia: no event matched within 0.1 s; see the filter\n"),
                query("origin:none", "--wait", "0.1"));
    }

    @Test
    @DisplayName("Nothing found is no error, and said where it does not disturb")
    void nothing() {
        assertEquals(new CommandRun(0, "", "acequia: nothing found\n"), query("origin:none"));
        assertEquals(
                "acequia: nothing found from 2026-11-23T08:22:00.000Z to"
                        + " 2026-11-23T10:02:00.000Z\n",
                query("--aggregate", "avg", "--interval", "1m").err());
    }

    @Test
    @DisplayName("Times bound the events")
    void times() {
        store.add(temperature("a", 1, TEN), temperature("b", 1, TEN.minusSeconds(3600)));

        assertEquals("1\n", query("--count", "--from", "now-10m").out());
        assertEquals("1\n", query("--count", "--to", "2026-11-23T09:30:00+00:00").out());
        assertEquals("2\n", query("--count").out());
    }

    @Test
    @DisplayName("Statistics are shown per interval and group")
    void aggregate() {
        store.add(
                temperature("seville", 20, TEN),
                temperature("seville", 30, TEN.plusSeconds(1)),
                temperature("cadiz", 25, TEN.plusSeconds(60)));

        var run =
                query(
                        "payload.type:temperature",
                        "--aggregate",
                        "avg,max,p95.0",
                        "--interval",
                        "1m",
                        "--group-by",
                        "origin");

        assertEquals(
                """
                START                     ORIGIN   AVG  MAX  P95.0
                2026-11-23T10:01:00.000Z  cadiz     25   25     25
                2026-11-23T10:00:00.000Z  seville   25   30     30
                """,
                run.out());
        assertEquals("avg\r\n25\r\n", query("--aggregate=avg", "--format=csv").out());
    }

    @Test
    @DisplayName("Top values, histogram and latest events are tables as well")
    void otherFigures() {
        store.add(
                temperature("a", 1, TEN),
                temperature("a", 2, TEN.plusSeconds(60)),
                temperature("b", 3, TEN));

        assertEquals("VALUE  COUNT\na          2\nb          1\n", query("--top=origin").out());
        assertEquals("VALUE  COUNT\na          2\n", query("--top=origin", "--limit=1").out());
        assertEquals(
                """
                START                     COUNT
                2026-11-23T10:00:00.000Z      2
                2026-11-23T10:01:00.000Z      1
                """,
                query("--histogram=1m", "--from=2026-11-23T10:00:00Z").out());
        assertEquals(2, query("--latest", "--format=jsonl").out().lines().count());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    orgin:a              | 3 | unknown field "orgin" at column 1 of orgin:a; expected origin
                    origin:a OR          | 3 | ends here at column 12 of origin:a OR; expected a condition
                    --from=yesterday     | 3 | from is yesterday; use ISO 8601
                    --top=payload.value  | 3 | field is payload.value; use namespace
                    --histogram=1parsec  | 3 | interval is 1parsec; use a duration
                    --limit=-1           | 2 | --limit is -1; use 0 or more
                    --aggregate=avgg     | 2 | --aggregate is avgg; did you mean avg?
                    --aggregate=p101     | 2 | --aggregate is p101; use avg, count
                    --latest --from=now  | 2 | --latest is about all time
                    --interval=1h        | 2 | Missing required argument
                    --top=a --latest     | 2 | mutually exclusive
                    --format=xml         | 2 | Invalid value for option '--format'
                    --no-such-option     | 2 | Unknown option
                    """)
    @DisplayName("What is wrong is said in one line with the next step and an exit code")
    void mistakes(String arguments, int code, String line) {
        var run = query(arguments.split(" ", -1));

        assertEquals(code, run.code(), run.err());
        assertEquals("", run.out());
        assertTrue(run.err().contains(line), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:", "local host:1", "a:b", "ftp://localhost:8080", "::1"})
    @DisplayName("--http is a host and a port")
    void wrongAddress(String address) {
        var run = queryAt(address);

        assertEquals(ExitCode.USAGE, run.code());
        assertTrue(run.err().contains("use HOST:PORT"), run.err());
    }

    @Test
    @DisplayName("Nobody there is exit code 5 with the next step")
    void nobodyThere() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        var run = queryAt("localhost:" + port);

        assertEquals(ExitCode.UNREACHABLE, run.code());
        assertEquals(
                "acequia: nobody listens at http://localhost:"
                        + port
                        + "; start a server with acequia serve, or see --http\n",
                run.err());
        assertEquals(ExitCode.UNREACHABLE, queryAt("no.such.host.invalid:1").code());
    }

    @ParameterizedTest
    @CsvSource({"200,text/html", "200,application/json", "404,text/html", "500,application/json"})
    @DisplayName("Somebody else there is exit code 5")
    void somebodyElse(int status, String type) throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().add("Content-Type", type);
                    var body = "<html>Hello</html>".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        try {
            var run = queryAt("localhost:" + server.getAddress().getPort());

            assertEquals(ExitCode.UNREACHABLE, run.code(), run.err());
        } finally {
            server.stop(0);
        }
    }

    @Test
    @DisplayName("A server that fails is exit code 4")
    void serverFails() {
        store.add(temperature("a", 1, TEN));
        store.fail(new IOException("disk on fire"));

        var run = query();

        assertEquals(ExitCode.SERVER_FAILED, run.code());
        assertEquals(
                "acequia: the store does not answer; try again; the log says why\n", run.err());
    }

    @Test
    @DisplayName("The names of statistics are checked before anybody is asked")
    void statistics() throws Failure {
        var columns = AggregateColumns.of(List.of("avg", "p50", "p99.90", "p100"));

        assertEquals(List.of("50", "99.9", "100"), columns.percentiles());
        assertEquals("percentiles.99.9", columns.columns().get(2).members().getFirst());
    }
}
