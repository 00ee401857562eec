package io.acequia.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.client.Result;
import io.acequia.coap.message.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("incremental")
class IncrementalTest {
    private final FakeServer server = new FakeServer();

    @Test
    @DisplayName("sends the ten events of the thesis 5.2, digit by digit")
    void thesis() {
        int exitCode =
                server.run(
                        "incremental", "--numberOfEvents", "10", "-f", "1.1", "temperature", "15");

        assertEquals(ExitCode.OK, exitCode, server.err.toString());
        assertEquals(
                List.of(
                        "15",
                        "16.5",
                        "18.150000000000002",
                        "19.965000000000003",
                        "21.961500000000004",
                        "24.157650000000007",
                        "26.57341500000001",
                        "29.230756500000016",
                        "32.15383215000002",
                        "35.369215365000024"),
                printedValues());
        assertEquals(
                10,
                Pattern.compile("-- POST: /event -> 2\\.01 --\n")
                        .matcher(server.out.toString())
                        .results()
                        .count());
    }

    @Test
    @DisplayName("stays at its bounds")
    void bounds() {
        server.run("incremental", "-n", "4", "-f", "2", "--max", "50", "t", "15");
        server.run("incremental", "-n", "4", "-f", "0.5", "--min", "4", "t", "15");
        server.run("incremental", "-n", "1", "--max", "5", "t", "15");

        assertEquals(List.of("15", "30", "50", "50", "15", "7.5", "4", "4", "5"), printedValues());
    }

    @Test
    @DisplayName("never leaves the finite numbers")
    void overflow() {
        server.run("incremental", "-n", "3", "-f", "1e308", "t", "-1e300");

        assertEquals(
                List.of("-1e+300", "-1.7976931348623157e+308", "-1.7976931348623157e+308"),
                printedValues());
    }

    @Test
    @DisplayName("sends on before answers come, up to the window, and prints answers as they come")
    void asynchronous() {
        var waiting = new ArrayList<CompletableFuture<Result>>();
        server.answers =
                number -> {
                    var answer = new CompletableFuture<Result>();
                    if (waiting.size() == Delivery.WINDOW - 1) {
                        waiting.reversed().forEach(one -> one.complete(FakeServer.CREATED));
                        waiting.clear();
                        return CompletableFuture.completedFuture(FakeServer.CREATED);
                    }
                    waiting.add(answer);
                    return answer;
                };

        int exitCode = server.run("incremental", "-n", "32", "-f", "2", "t", "1");

        assertEquals(ExitCode.OK, exitCode);
        assertEquals(32, printedValues().size());
        assertEquals(List.of("16384", "8192", "4096"), printedValues().subList(0, 3));
    }

    @Test
    @DisplayName("counts refused events, goes on, and ends with the worst exit code")
    void refused() {
        server.answers =
                number ->
                        CompletableFuture.completedFuture(
                                switch (number) {
                                    case 1 -> FakeServer.answer(Code.SERVICE_UNAVAILABLE, "");
                                    case 2 -> FakeServer.answer(Code.BAD_REQUEST, "");
                                    default -> FakeServer.CREATED;
                                });

        int exitCode = server.run("incremental", "-n", "5", "t", "1");

        assertEquals(ExitCode.SERVER_FAILED, exitCode);
        assertEquals(5, server.requests.size());
        assertEquals(
                "acequia: 2 of 5 events were not stored: localhost:5683 answered 5.03; see the log"
                        + " of the server\n",
                server.err.toString());
    }

    @Test
    @DisplayName("ends when nobody answers")
    void unreachable() {
        server.answering(new Result.Unreachable("connection refused"));

        int exitCode =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(20), () -> server.run("incremental", "t", "1"));

        assertEquals(ExitCode.UNREACHABLE, exitCode);
        assertEquals("", server.out.toString());
        assertTrue(server.err.toString().contains("cannot be reached (connection refused)"));
    }

    @Test
    @DisplayName("keeps the pace")
    void pace() {
        long start = System.nanoTime();

        int exitCode = server.run("incremental", "-n", "4", "-p", "0.05", "t", "1");

        assertEquals(ExitCode.OK, exitCode);
        assertTrue(System.nanoTime() - start >= 150_000_000, "three pauses of 50 ms");
    }

    @Test
    @DisplayName("repeats for ever without -n; a signal ends it after the last answers")
    void stops() {
        server.answers =
                number -> {
                    if (number == 99) {
                        Thread.startVirtualThread(server.terminations.getFirst());
                    }
                    return CompletableFuture.completedFuture(FakeServer.CREATED);
                };

        int exitCode =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(20), () -> server.run("incremental", "t", "1"));

        assertEquals(ExitCode.OK, exitCode, server.err.toString());
        assertTrue(server.requests.size() >= 100);
        assertEquals(server.requests.size(), printedValues().size());
        assertEquals(1, server.closed);
    }

    @Test
    @DisplayName("a signal ends it when no answer comes, too")
    void stopsWithoutAnswers() {
        server.answers =
                number -> {
                    if (number == Delivery.WINDOW - 1) {
                        Thread.startVirtualThread(server.terminations.getFirst());
                    }
                    return new CompletableFuture<>();
                };

        int exitCode =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(20), () -> server.run("incremental", "t", "1"));

        assertEquals(ExitCode.OK, exitCode, server.err.toString());
        assertEquals(Delivery.WINDOW, server.requests.size());
    }

    private List<String> printedValues() {
        return Pattern.compile("value: ([^ ]+) }")
                .matcher(server.out.toString())
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
