package io.acequia.coap.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acequia.coap.exchange.Peer;
import java.lang.foreign.Arena;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketAddressLayoutTest {
    @ParameterizedTest
    @CsvSource({
        "2, 16, 192.0.2.1, 5683",
        "2, 16, 255.255.255.255, 65535",
        "10, 28, 2001:db8::1, 5683",
        "10, 28, 192.0.2.1, 0",
        "10, 28, ::1, 40000"
    })
    @DisplayName("What is written is read again, IPv4 in either family")
    void roundTrip(int family, int length, String host, int port) {
        try (var arena = Arena.ofConfined()) {
            var segment = arena.allocate(2 * SocketAddressLayout.SLOT, 8);
            var peer = Peer.of(new InetSocketAddress(host, port));

            int offset = SocketAddressLayout.SLOT;
            assertEquals(length, SocketAddressLayout.write(segment, offset, peer, family));

            var read = new Peer();
            SocketAddressLayout.read(segment, offset, read);
            assertEquals(peer, read);
        }
    }

    @Test
    @DisplayName("RFC 4007 §11: the interface of a link-local address is kept")
    void scope() {
        try (var arena = Arena.ofConfined()) {
            var segment = arena.allocate(SocketAddressLayout.SLOT, 8);
            var peer = new Peer();
            peer.setV6(0xfe80L << 48, 1, 5683, 7);

            SocketAddressLayout.write(segment, 0, peer, LinuxCalls.AF_INET6);

            var read = new Peer();
            SocketAddressLayout.read(segment, 0, read);
            assertEquals(7, read.scope());
            assertEquals(peer, read);
        }
    }
}
