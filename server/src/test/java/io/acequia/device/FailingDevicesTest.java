package io.acequia.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acequia.coap.exchange.Peer;
import io.acequia.coap.message.Code;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FailingDevicesTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final FailingDevices devices = new FailingDevices(now::get);

    private static Peer peer(String address, int port) {
        return Peer.of(new InetSocketAddress(address, port));
    }

    private static Peer peer(int number) {
        return peer("10.0." + number / 256 + "." + number % 256, 5_683);
    }

    private static Function<Instant, RejectedRequest> request(String reason) {
        return time -> new RejectedRequest(time, "POST", "/event", "4.00", reason, "{}");
    }

    private void reject(Peer peer, int code, String reason) {
        devices.rejected(peer, code, request(reason));
    }

    private void passMillis(long millis) {
        now.updateAndGet(time -> time.plusMillis(millis));
    }

    private List<String> addresses(int limit) {
        return devices.newestFirst(limit).stream().map(FailingDevice::address).toList();
    }

    @Test
    @DisplayName("A device is known by its address, and its last ten refused requests are kept")
    void rejected() {
        for (int i = 0; i < 12; i++) {
            reject(peer("192.0.2.7", 40_000 + i), Code.BAD_REQUEST, "reason " + i);
            passMillis(10);
        }

        var device = devices.newestFirst(10).getFirst();

        assertEquals("192.0.2.7", device.address());
        assertEquals(12, device.rejected());
        assertEquals(START, device.first());
        assertEquals(START.plusMillis(110), device.last());
        assertEquals(10, device.requests().size());
        assertEquals("reason 11", device.requests().getFirst().reason());
        assertEquals(START.plusMillis(110), device.requests().getFirst().time());
        assertEquals("reason 2", device.requests().getLast().reason());
        assertEquals(1, devices.newestFirst(10).size());
    }

    @Test
    @DisplayName("Clamped events are counted, and tell who the sender is")
    void clamped() {
        var bytes = "xx-thermo-yy".getBytes(StandardCharsets.UTF_8);

        devices.clamped(peer(1), 2, bytes, 3, 6);
        devices.clamped(peer(1), 1, bytes, 3, 6);

        var device = devices.newestFirst(10).getFirst();
        assertEquals("thermo", device.sender());
        assertEquals(3, device.clamped());
        assertEquals(0, device.rejected());
        assertEquals(List.of(), device.requests());

        devices.clamped(peer(1), 1, bytes, 10, 2);
        assertEquals("yy", devices.newestFirst(10).getFirst().sender());
    }

    @Test
    @DisplayName("Repeats count beside other troubles, and on their own from ten on")
    void duplicates() {
        reject(peer(1), Code.NOT_FOUND, "nowhere");
        devices.repeated(peer(1));
        for (int i = 0; i < 10; i++) {
            passMillis(1);
            devices.repeated(peer(2));
            if (i > 0) {
                devices.repeated(peer("2001:db8::3", 1));
            }
        }

        var found = devices.newestFirst(10);

        assertEquals(List.of("10.0.0.2", "10.0.0.1"), addresses(10));
        assertEquals(List.of(10L, 1L), found.stream().map(FailingDevice::duplicates).toList());
        assertEquals(List.of(0L, 1L), found.stream().map(FailingDevice::rejected).toList());
    }

    @Test
    @DisplayName("The newest come first, and as many as are wanted")
    void newestFirst() {
        for (int i : new int[] {3, 1, 2, 3}) {
            reject(peer(i), Code.BAD_REQUEST, "");
            passMillis(1);
        }

        assertEquals(List.of("10.0.0.3", "10.0.0.2", "10.0.0.1"), addresses(10));
        assertEquals(List.of("10.0.0.3", "10.0.0.2"), addresses(2));
        assertEquals(List.of(), new FailingDevices(now::get).newestFirst(10));
    }

    @Test
    @DisplayName("A thousand addresses are remembered; who failed longest ago is forgotten first")
    void boundedAddresses() {
        for (int i = 0; i < 1_500; i++) {
            reject(peer(i), Code.BAD_REQUEST, "");
            passMillis(2);
        }

        var found = addresses(10_000);

        assertEquals(1_000, found.size());
        assertEquals(peerAddress(1_499), found.getFirst());
        assertEquals(peerAddress(500), found.getLast());
    }

    @Test
    @DisplayName("What the server is to blame for pushes nobody out who is to blame himself")
    void ourOwnFaults() {
        for (int i = 0; i < 999; i++) {
            reject(peer(i), Code.BAD_REQUEST, "");
            passMillis(2);
        }
        for (int i = 1_000; i < 1_100; i++) {
            reject(peer(i), Code.SERVICE_UNAVAILABLE, "");
            passMillis(2);
        }
        reject(peer(5), Code.SERVICE_UNAVAILABLE, "");

        var found = devices.newestFirst(10_000);

        assertEquals(1_000, found.size());
        assertEquals(peerAddress(5), found.get(0).address());
        assertEquals(2, found.get(0).rejected());
        assertEquals(peerAddress(1_000), found.get(1).address());
    }

    @Test
    @DisplayName("Of more than a thousand a second the rest is only counted, and adds nobody")
    void boundedRate() {
        for (int i = 0; i < 1_000; i++) {
            reject(peer(1), Code.BAD_REQUEST, "first");
        }
        reject(peer(1), Code.BAD_REQUEST, "too much");
        reject(peer(2), Code.BAD_REQUEST, "too much");

        var device = devices.newestFirst(10).getFirst();
        assertEquals(List.of("10.0.0.1"), addresses(10));
        assertEquals(1_001, device.rejected());
        assertEquals("first", device.requests().getFirst().reason());

        passMillis(1_000);
        reject(peer(2), Code.BAD_REQUEST, "again");
        assertEquals(List.of("10.0.0.2", "10.0.0.1"), addresses(10));
    }

    private static String peerAddress(int number) {
        return peer(number).toSocketAddress().getAddress().getHostAddress();
    }
}
