package io.acequia.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.client.ClientRequest;
import io.acequia.coap.client.Result;
import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.ContentFormat;
import io.acequia.coap.message.Option;
import io.acequia.coap.message.OptionNumber;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The client commands")
class ClientCommandsTest {
    private final FakeServer server = new FakeServer();

    @Test
    @DisplayName("send: one event, printed in the manner of the thesis")
    void send() {
        int exitCode = server.run("send", "-s", "demoMemoria", "-o", "probe1", "temperature", "15");

        assertEquals(ExitCode.OK, exitCode, server.err.toString());
        assertEquals(
                """
                -- POST: /event -> 2.01 --
                { namespace: 'default',
                  sender: 'demoMemoria',
                  origin: 'probe1',
                  payload: { type: 'temperature', value: 15 },
                  timestamp: '2026-11-23T10:00:00.500Z' }
                """,
                server.out.toString());
        assertEquals(
                ClientRequest.post(
                        "/event",
                        ContentFormat.JSON,
                        Bytes.utf8(
                                "{\"namespace\":\"default\",\"sender\":\"demoMemoria\","
                                        + "\"origin\":\"probe1\",\"payload\":{\"type\":"
                                        + "\"temperature\",\"value\":15},"
                                        + "\"timestamp\":\"2026-11-23T10:00:00.500Z\"}")),
                server.requests.getFirst());
        assertEquals("localhost/127.0.0.1:5683", server.address.toString());
        assertEquals(1, server.closed);
    }

    @Test
    @DisplayName("send: negative values, other servers and namespaces, patience, non-confirmable")
    void sendWithOptions() {
        int exitCode =
                server.run(
                        "send",
                        "-H",
                        "::1",
                        "--port=15683",
                        "-B",
                        "1.5",
                        "--non",
                        "--namespace",
                        "greenhouse",
                        "temperature",
                        "-5.25");

        assertEquals(ExitCode.OK, exitCode, server.err.toString());
        assertEquals(
                "[::1]:15683", server.address.toString().replaceFirst("^.*/\\[0:.*:1]", "[::1]"));
        assertEquals(Duration.ofMillis(1500), server.patience);
        assertFalse(server.requests.getFirst().confirmable());
        assertEquals(
                "{\"namespace\":\"greenhouse\",\"sender\":\"client\",\"payload\":"
                        + "{\"type\":\"temperature\",\"value\":-5.25},"
                        + "\"timestamp\":\"2026-11-23T10:00:00.500Z\"}",
                server.requests.getFirst().payload().utf8());
    }

    @Test
    @DisplayName("client: the options of the thesis in front of the command")
    void optionsInFront() {
        int exitCode =
                server.run(
                        "client",
                        "-H",
                        "127.0.0.2",
                        "-s",
                        "demoMemoria",
                        "-o",
                        "probe1",
                        "--silent",
                        "incremental",
                        "--numberOfEvents",
                        "2",
                        "-f",
                        "1.1",
                        "-o",
                        "probe2",
                        "temperature",
                        "15");

        assertEquals(ExitCode.OK, exitCode, server.err.toString());
        assertEquals("/127.0.0.2:5683", server.address.toString().replaceFirst("^[^/]*", ""));
        assertEquals("", server.out.toString());
        var sent = server.requests.getLast().payload().utf8();
        assertTrue(sent.contains("\"sender\":\"demoMemoria\",\"origin\":\"probe2\""), sent);
    }

    @Test
    @DisplayName("--silent prints no answers, but errors")
    void silent() {
        server.answering(FakeServer.answer(Code.BAD_REQUEST, "payload.value: not a number"));

        int exitCode = server.run("send", "--silent", "t", "1");

        assertEquals(ExitCode.REFUSED, exitCode);
        assertEquals("", server.out.toString());
        assertEquals(
                "acequia: localhost:5683 answered 4.00 (payload.value: not a number); change the"
                        + " event\n",
                server.err.toString());
    }

    @Test
    @DisplayName("--output json prints an object a line, with the event and the error")
    void json() {
        server.answering(FakeServer.answer(Code.UNSUPPORTED_CONTENT_FORMAT, "say \"50\""));

        server.run("send", "--output", "json", "t'\"\u0007", "1.5");

        var lines = server.out.toString().lines().toList();
        var line = JsonMapper.shared().readTree(lines.getFirst());
        assertEquals(1, lines.size());
        assertEquals("POST", line.get("method").stringValue());
        assertEquals("/event", line.get("path").stringValue());
        assertEquals("4.15", line.get("code").stringValue());
        assertEquals("t'\"\u0007", line.at("/event/payload/type").stringValue());
        assertEquals(1.5, line.at("/event/payload/value").doubleValue());
        assertEquals("localhost:5683 answered 4.15 (say \"50\")", line.get("error").stringValue());
    }

    @Test
    @DisplayName("text for people is quoted as node.js does, without control characters")
    void quoting() {
        server.run("send", "-s", "it's \\ \"x\"\n\u001b[0m", "t", "1");

        assertTrue(
                server.out.toString().contains("sender: 'it\\'s \\\\ \"x\"\\n\\u001b[0m',\n"),
                server.out.toString());
    }

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of(FakeServer.answer(Code.CHANGED, ""), 0, ""),
                Arguments.of(
                        FakeServer.answer(Code.NOT_FOUND, ""),
                        3,
                        "localhost:5683 answered 4.04; is it an Acequia server?"),
                Arguments.of(
                        FakeServer.answer(
                                Code.SERVICE_UNAVAILABLE,
                                "full\u0000",
                                Option.number(OptionNumber.MAX_AGE, 12)),
                        4,
                        "localhost:5683 answered 5.03 (full\\u0000); try again in 12 s"),
                Arguments.of(
                        FakeServer.answer(Code.INTERNAL_SERVER_ERROR, "a1b2"),
                        4,
                        "localhost:5683 answered 5.00 (a1b2); see the log of the server"),
                Arguments.of(
                        new Result.Reset(),
                        5,
                        "localhost:5683 refused the message; is it a CoAP server?"),
                Arguments.of(
                        new Result.NoAnswer(Duration.ofSeconds(10)),
                        5,
                        "no answer from localhost:5683 in 10 s; check --host and --port, or wait"
                                + " longer with --timeout"),
                Arguments.of(
                        new Result.Unreachable("connection refused"),
                        5,
                        "localhost:5683 cannot be reached (connection refused); is the server"
                                + " running? acequia serve starts one"));
    }

    @ParameterizedTest
    @DisplayName("each kind of answer has its exit code and its line")
    @MethodSource("outcomes")
    void outcomes(Result result, int expected, String line) {
        server.answering(result);

        int exitCode = server.run("send", "t", "1");

        assertEquals(expected, exitCode);
        assertEquals(line.isEmpty() ? "" : "acequia: " + line + "\n", server.err.toString());
    }

    @ParameterizedTest
    @DisplayName("healthcheck has the same exit codes")
    @MethodSource("outcomes")
    void health(Result result, int expected, String line) {
        server.answering(result);

        int exitCode = server.run("healthcheck", "--silent");

        assertEquals(expected, exitCode);
        assertEquals(ClientRequest.get("/health"), server.requests.getFirst());
    }

    @Test
    @DisplayName("healthcheck prints what the server says")
    void healthy() {
        server.answering(FakeServer.answer(Code.CONTENT, "{\"status\":\"ok\"}"));

        int exitCode = server.run("healthcheck");

        assertEquals(ExitCode.OK, exitCode);
        assertEquals("-- GET: /health -> 2.05 --\n{\"status\":\"ok\"}\n", server.out.toString());
    }

    @Test
    @DisplayName("a host that does not exist is unreachable")
    void unknownHost() {
        int exitCode = server.run("send", "-H", "no such host", "t", "1");

        assertEquals(ExitCode.UNREACHABLE, exitCode);
        assertEquals(
                "acequia: the host no such host is not known; check --host\n",
                server.err.toString());
        assertEquals(0, server.opened);
    }
}
