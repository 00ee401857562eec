package io.acequia.console;

import static io.acequia.console.Events.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.exchange.Peer;
import io.acequia.coap.message.Code;
import io.acequia.device.RejectedRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FailingTest {
    private TestConsole console;

    @BeforeEach
    void start() throws IOException {
        console = TestConsole.start(new MemoryStore(), InstantSource.fixed(TEN));
    }

    @AfterEach
    void stop() {
        console.close();
    }

    private void reject(String address, String reason, String payload) {
        console.failing.rejected(
                Peer.of(new InetSocketAddress(address, 5_683)),
                Code.BAD_REQUEST,
                time -> new RejectedRequest(time, "POST", "/event", "4.00", reason, payload));
    }

    @Test
    @DisplayName("Failing devices are told with all that is known about them")
    void failing() throws Exception {
        reject("192.0.2.7", "payload.value: not a number", "{\"payload\":");
        var sender = "thermo".getBytes(StandardCharsets.UTF_8);
        console.failing.clamped(
                Peer.of(new InetSocketAddress("192.0.2.7", 1)), 2, sender, 0, sender.length);

        assertEquals(
                "{\"failing\":[{\"address\":\"192.0.2.7\",\"sender\":\"thermo\",\"rejected\":1,"
                        + "\"clamped\":2,\"duplicates\":0,\"first\":\"2026-11-23T10:00:00.000Z\","
                        + "\"last\":\"2026-11-23T10:00:00.000Z\",\"requests\":[{"
                        + "\"time\":\"2026-11-23T10:00:00.000Z\",\"method\":\"POST\","
                        + "\"path\":\"/event\",\"code\":\"4.00\","
                        + "\"reason\":\"payload.value: not a number\","
                        + "\"payload\":\"{\\\"payload\\\":\"}]}]}",
                console.get("/api/v1/failing").body());
    }

    @Test
    @DisplayName("Nobody fails at the start, and an unknown sender is null")
    void nobody() throws Exception {
        assertEquals("{\"failing\":[]}", console.get("/api/v1/failing").body());

        reject("2001:db8::1", "", "");

        var device = console.json("/api/v1/failing").at("/failing/0");
        assertEquals("2001:db8:0:0:0:0:0:1", device.get("address").asString());
        assertTrue(device.get("sender").isNull());
    }

    @Test
    @DisplayName("A limit bounds the list, and other parameters are refused")
    void limit() throws Exception {
        reject("192.0.2.1", "", "");
        reject("192.0.2.2", "", "");

        assertEquals(1, console.json("/api/v1/failing?limit=1").get("failing").size());
        assertEquals(
                "use 1 to 1000",
                console.problem(400, "/api/v1/failing?limit=0").get("advice").asString());
        assertEquals(
                "known are limit",
                console.problem(400, "/api/v1/failing?sender=x").get("advice").asString());
    }

    @Test
    @DisplayName("Whatever a sender is called, it stays a text of JSON")
    void hostileSender() throws Exception {
        var sender = "</script>\"\u001b[2J\u202e\u0000".getBytes(StandardCharsets.UTF_8);
        console.failing.clamped(
                Peer.of(new InetSocketAddress("192.0.2.7", 1)), 1, sender, 0, sender.length);

        var response = console.get("/api/v1/failing");

        assertEquals("application/json", response.headers().firstValue("Content-Type").get());
        assertTrue(
                response.body().contains("\"</script>\\\"\\u001b[2J\\u202e\\u0000\""),
                response.body());
    }
}
