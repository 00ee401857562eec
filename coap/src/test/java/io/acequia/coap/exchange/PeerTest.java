package io.acequia.coap.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 5683, 192.0.2.1:5683",
        "255.255.255.255, 65535, 255.255.255.255:65535",
        "2001:db8::1, 5683, [2001:db8:0:0:0:0:0:1]:5683",
        "::1, 0, [0:0:0:0:0:0:0:1]:0",
        "::ffff:192.0.2.1, 1, 192.0.2.1:1",
    })
    @DisplayName("An address becomes a peer and an address again")
    void addresses(String host, int port, String text) {
        var address = new InetSocketAddress(host, port);

        var peer = Peer.of(address);

        assertEquals(address, peer.toSocketAddress());
        assertEquals(port, peer.port());
        assertEquals(text, peer.toString());
    }

    @Test
    @DisplayName("RFC 4291 §2.5.5.2: an IPv4 address is kept as IPv4-mapped IPv6 address")
    void mapped() {
        var four = new Peer();
        four.setV4(0xc000_0201, 5683);

        var six = new Peer();
        six.setV6(0, 0xffff_c000_0201L, 5683, 0);

        assertEquals(four, six);
        assertTrue(six.isV4());
        assertEquals(0xc000_0201, six.v4());
        assertEquals(0, four.high());
        assertEquals(0xffff_c000_0201L, four.low());
    }

    @Test
    @DisplayName("RFC 4007 §11: a link-local address keeps its interface")
    void scope() {
        var peer = new Peer();
        peer.setV6(0xfe80L << 48, 1, 5683, 3);

        assertEquals(3, peer.scope());
        assertFalse(peer.isV4());
        assertEquals(peer, Peer.of(peer.toSocketAddress()));
        assertEquals("[fe80:0:0:0:0:0:0:1%3]:5683", peer.toString());
    }

    @Test
    @DisplayName("Equal are address, port and scope")
    void equality() {
        var peer = new Peer();
        peer.setV6(1, 2, 3, 4);
        var copy = new Peer();
        copy.copy(peer);

        assertEquals(peer, copy);
        assertEquals(peer.hashCode(), copy.hashCode());
        assertNotEquals(peer, with(9, 2, 3, 4));
        assertNotEquals(peer, with(1, 9, 3, 4));
        assertNotEquals(peer, with(1, 2, 9, 4));
        assertNotEquals(peer, with(1, 2, 3, 9));
        assertFalse(peer.equals((Object) "peer"));
    }

    private static Peer with(long high, long low, int port, int scope) {
        var peer = new Peer();
        peer.setV6(high, low, port, scope);
        return peer;
    }
}
