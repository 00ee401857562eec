package io.acequia;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.message.Code;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FailingIT {
    private static final Pattern HTTP = Pattern.compile("http://(\\S+)");

    /// Confirmable POST of JSON to /event and to /nowhere, without the message ID in the middle.
    private static final String EVENT = "b5 6576656e74 11 32 ff", NOWHERE = "b7 6e6f7768657265 ff";

    private static final String SECRET = "{\"password\":\"hunter2\",<script>\u001b[2J\u202e";

    @TempDir Path directory;

    @Test
    @DisplayName("a device that fails is named with the cause, in JSON and on the command line")
    void failingDevice() throws Exception {
        int port = ServerProcess.freePort();
        try (var server = ServerProcess.serve(directory.resolve("data"), port);
                var device = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            device.connect(InetAddress.ofLiteral("127.0.0.1"), port);
            device.setSoTimeout(10_000);

            assertEquals(Code.NOT_FOUND, send(device, 1, NOWHERE, "\u0007"));
            assertEquals(Code.CREATED, send(device, 2, EVENT, event("1999-01-01T00:00:00Z")));
            assertEquals(Code.CREATED, send(device, 3, EVENT, event("2020-01-01T00:00:00Z")));
            assertEquals(Code.BAD_REQUEST, send(device, 4, EVENT, SECRET));
            assertEquals(Code.BAD_REQUEST, send(device, 4, EVENT, SECRET));

            var failing = failing(server);
            var last = failing.at("/requests/0");
            var payload = "{\"password\":\"hunter2\",<script>\\x1b[2J\\xe2\\x80\\xae";
            assertEquals("127.0.0.1", failing.get("address").asString());
            assertEquals("thermo", failing.get("sender").asString());
            assertEquals(2, failing.get("rejected").asInt());
            assertEquals(1, failing.get("clamped").asInt());
            assertEquals(1, failing.get("duplicates").asInt());
            assertEquals("4.00", last.get("code").asString());
            assertEquals("POST /event", last.get("method").asString() + " " + path(last));
            assertEquals(payload, last.get("payload").asString());
            assertFalse(last.get("reason").asString().isEmpty());
            assertEquals("/nowhere", path(failing.at("/requests/1")));
            assertEquals("\\x07", failing.at("/requests/1/payload").asString());

            var table = ServerProcess.run(List.of("failing", "--http", address(server)));
            assertEquals(0, table.exitCode(), table.output());
            assertTrue(table.output().contains(payload), table.output());
            assertTrue(table.output().contains("thermo"), table.output());

            server.terminate();
            assertTrue(server.output().contains("POST /event -> 4.00"), server::output);
            assertFalse(server.output().contains("hunter2"), server::output);
        }
    }

    private static String event(String timestamp) {
        return "{\"sender\":\"thermo\",\"payload\":{\"type\":\"t\",\"value\":1},\"timestamp\":\""
                + timestamp
                + "\"}";
    }

    private static String path(JsonNode request) {
        return request.get("path").asString();
    }

    /// Sends a request and returns the code of the answer.
    private static int send(DatagramSocket device, int messageId, String rest, String payload)
            throws IOException {
        var head = "40 02 " + HexFormat.of().toHexDigits((short) messageId) + rest;
        var hex = head.replace(" ", "") + HexFormat.of().formatHex(payload.getBytes(UTF_8));
        var request = HexFormat.of().parseHex(hex);
        device.send(new DatagramPacket(request, request.length));
        var answer = new DatagramPacket(new byte[1_500], 1_500);
        device.receive(answer);
        assertEquals(messageId, answer.getData()[3]);
        return answer.getData()[1] & 0xff;
    }

    private static String address(ServerProcess server) {
        var base = HTTP.matcher(server.readyLine());
        assertTrue(base.find());
        return base.group(1);
    }

    private static JsonNode failing(ServerProcess server) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var uri = URI.create("http://" + address(server) + "/api/v1/failing");
            var request = HttpRequest.newBuilder(uri).build();
            var body = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
            var failing = new JsonMapper().readTree(body).get("failing");
            assertEquals(1, failing.size(), body);
            return failing.get(0);
        }
    }
}
