package io.acequia.coap.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.exchange.DatagramPort;
import io.acequia.coap.exchange.Peer;
import io.acequia.coap.message.Bytes;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every UDP port does with datagrams; the other side is the plain socket of the Java library.
abstract class DatagramPortContract extends WaitingContract {
    private static final InetSocketAddress LOOPBACK_6 = address("::1", 0);
    private static final InetSocketAddress WILDCARD_6 = address("::", 0);
    private static final UdpSettings SHARED = new UdpSettings(1 << 20, 64, true);
    private static final int LARGEST = 65_507;

    @Test
    @DisplayName("Port 0 takes a free port, and the port knows which")
    void freePort() throws IOException {
        var first = open(LOOPBACK_4);
        var second = open(LOOPBACK_4);

        assertEquals(LOOPBACK_4.getAddress(), first.localAddress().getAddress());
        assertNotEquals(0, first.localAddress().getPort());
        assertNotEquals(first.localAddress(), second.localAddress());
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {0, 1, 2_047, 2_048, 2_049, 8_192, LARGEST})
    @DisplayName("A datagram of any size comes and goes as it is")
    void sizes(int size) throws IOException {
        var port = open(LOOPBACK_4);
        var socket = socket("127.0.0.1");
        var payload = randomBytes(size);

        socket.send(port, payload);
        var received = receiveOne(port);

        assertEquals(payload, received.bytes());
        assertEquals(socket.address(), received.peer().toSocketAddress());

        port.send(received.peer(), payload.toArray(), 0, size);
        port.flush();

        assertEquals(payload, socket.receive());
        assertEquals(0, port.unsent());
    }

    @Test
    @DisplayName("Only the part of the array that was named is sent")
    void partOfAnArray() throws IOException {
        var port = open(LOOPBACK_4);
        var socket = socket("127.0.0.1");

        port.send(socket.peer(), Bytes.utf8("xxpartyy").toArray(), 2, 4);
        port.flush();

        assertEquals("part", socket.receive().utf8());
    }

    @Test
    @DisplayName("A small datagram after a large one has nothing of it")
    void smallAfterLarge() throws IOException {
        var port = open(LOOPBACK_4);
        var socket = socket("127.0.0.1");
        var peer = socket.peer();
        for (int size : new int[] {LARGEST, 3, 5_000, 0, 2_048}) {
            var payload = randomBytes(size);

            port.send(peer, payload.toArray(), 0, size);
            port.flush();
            assertEquals(payload, socket.receive());

            socket.send(port, payload);
            assertEquals(payload, receiveOne(port).bytes());
        }
    }

    @Test
    @DisplayName("IPv6: a datagram comes from ::1 and goes back there")
    void ipv6() throws IOException {
        if (!LocalAddresses.hasIpv6Loopback()) {
            assertThrows(Exception.class, () -> open(LOOPBACK_6));
            return;
        }
        echo(open(LOOPBACK_6), "::1");
    }

    @Test
    @DisplayName("The wildcard address serves IPv4 and IPv6, and tells them apart")
    void dualStack() throws IOException {
        if (!LocalAddresses.hasIpv6Loopback()) {
            assertThrows(Exception.class, () -> open(LOOPBACK_6));
            return;
        }
        var port = open(WILDCARD_6);

        assertTrue(echo(port, "127.0.0.1").isV4());
        assertFalse(echo(port, "::1").isV4());
    }

    @Test
    @DisplayName("RFC 4007 §11: a link-local peer comes with its interface and can be answered")
    void linkLocal() throws IOException {
        for (var local : LocalAddresses.linkLocal()) {
            var port = open(WILDCARD_6);
            var socket = keep(new PlainSocket(local));
            socket.send(port, Bytes.of(new byte[] {7}));

            var received = receiveOne(port);

            assertEquals(local.getScopeId(), received.peer().scope());
            port.send(received.peer(), new byte[] {8}, 0, 1);
            port.flush();
            assertEquals("08", socket.receive().toString());
        }
    }

    @Test
    @DisplayName(
            "More datagrams than one burst holds come burst by burst, none lost, in their order")
    void bursts() throws IOException {
        var port = keep(bind(LOOPBACK_4, SMALL_BURST));
        var socket = socket("127.0.0.1");
        for (int i = 0; i < 20; i++) {
            socket.send(port, Bytes.of(new byte[] {(byte) i}));
        }

        var counts = new ArrayList<Integer>();
        var received = new ArrayList<Integer>();
        while (received.size() < 20) {
            counts.add(
                    port.receive(
                            LONG_WAIT, (_, bytes, from, _) -> received.add((int) bytes[from])));
        }

        for (int i = 0; i < 20; i++) {
            assertEquals(i, received.get(i));
        }
        assertTrue(counts.stream().allMatch(count -> count <= 8), counts::toString);
    }

    @Test
    @DisplayName("More datagrams than one burst holds are sent, large ones among them")
    void sendBursts() throws IOException {
        var port = keep(bind(LOOPBACK_4, SMALL_BURST));
        var socket = socket("127.0.0.1");
        var peer = socket.peer();
        var lengths = new ArrayList<Integer>();
        for (int i = 0; i < 20; i++) {
            lengths.add(i);
            if (i == 9 || i == 12) {
                lengths.add(3_000);
            }
        }

        for (int length : lengths) {
            port.send(peer, randomBytes(length).toArray(), 0, length);
        }
        port.flush();

        for (int length : lengths) {
            assertEquals(randomBytes(length), socket.receive());
        }
    }

    @Test
    @DisplayName("A port that is in use is named as the cause")
    void portInUse() throws IOException {
        var address = open(LOOPBACK_4).localAddress();

        var e = assertThrows(BindException.class, () -> open(address));

        assertEquals("Address already in use", e.getMessage());
    }

    @Test
    @DisplayName("An address of another machine is refused")
    void foreignAddress() {
        var foreign = address("192.0.2.1", 0);

        var e = assertThrows(BindException.class, () -> open(foreign));

        assertNotEquals("", e.getMessage());
    }

    @Test
    @DisplayName("SO_REUSEPORT: two ports at one address share its peers, each peer stays with one")
    void shared() throws IOException {
        var first = keep(bind(LOOPBACK_4, SHARED));
        var second = keep(bind(first.localAddress(), SHARED));
        assertEquals(first.localAddress(), second.localAddress());
        var firstPeers = new HashSet<Integer>();
        var secondPeers = new HashSet<Integer>();
        int peers = 64;

        for (int i = 0; i < peers; i++) {
            var socket = socket("127.0.0.1");
            for (int j = 0; j < 3; j++) {
                socket.send(first, Bytes.utf8("x"));
            }
        }
        int count = 0;
        for (long start = System.nanoTime(); count < 3 * peers; ) {
            count += first.receive(0, (peer, _, _, _) -> firstPeers.add(peer.port()));
            count += second.receive(0, (peer, _, _, _) -> secondPeers.add(peer.port()));
            assertTrue(System.nanoTime() - start < LONG_WAIT, "datagrams are missing");
        }

        assertEquals(peers, firstPeers.size() + secondPeers.size());
        assertFalse(firstPeers.isEmpty());
        assertFalse(secondPeers.isEmpty());
    }

    @Test
    @DisplayName("DG-11: an answer to port 0 is counted and forgotten, those around it are sent")
    void portZero() throws IOException {
        var port = open(LOOPBACK_4);
        var socket = socket("127.0.0.1");
        var nobody = Peer.of(address("127.0.0.1", 0));

        port.send(socket.peer(), new byte[] {1}, 0, 1);
        port.send(nobody, new byte[] {2}, 0, 1);
        port.send(nobody, new byte[5_000], 0, 5_000);
        port.send(socket.peer(), new byte[] {3}, 0, 1);
        port.flush();

        assertEquals("01", socket.receive().toString());
        assertEquals("03", socket.receive().toString());
        assertEquals(2, port.unsent());
    }

    @Test
    @DisplayName("What the network refuses is counted and forgotten")
    void unreachable() throws IOException {
        var port = open(LOOPBACK_4);
        var socket = socket("127.0.0.1");

        // nobody asked for broadcasts, IPv4 has no way to IPv6, and no datagram is that long
        port.send(Peer.of(address("255.255.255.255", 9)), new byte[1], 0, 1);
        port.send(Peer.of(address("2001:db8::1", 9)), new byte[1], 0, 1);
        port.send(socket.peer(), new byte[LARGEST + 1], 0, LARGEST + 1);
        port.flush();

        assertEquals(3, port.unsent());
        assertEquals(0, port.receive(0, NONE_EXPECTED));
    }

    @Test
    @DisplayName("Nobody at the other side: neither the answer nor the next wait fails")
    void nobodyListens() throws IOException {
        var port = open(LOOPBACK_4);
        var gone = socket("127.0.0.1");
        var peer = gone.peer();
        gone.close();

        for (int i = 0; i < 3; i++) {
            port.send(peer, new byte[] {1}, 0, 1);
            port.flush();
            assertEquals(0, port.receive(10_000_000, NONE_EXPECTED));
        }

        echo(port, "127.0.0.1");
    }

    @Test
    @DisplayName("A closed port can be closed and woken again, and its address is free")
    void close() throws IOException {
        var port = bind(LOOPBACK_4, UdpSettings.DEFAULTS);
        var address = port.localAddress();

        port.close();
        port.close();
        port.wakeUp();

        echo(open(address), "127.0.0.1");
    }

    // Sends something from an address to the port and back, and returns the peer that the port saw.
    private Peer echo(DatagramPort port, String host) throws IOException {
        var socket = socket(host);
        socket.send(port, Bytes.of(new byte[] {1, 2}));
        var received = receiveOne(port);
        assertEquals("0102", received.bytes().toString());
        assertEquals(socket.address(), received.peer().toSocketAddress());
        port.send(received.peer(), new byte[] {3, 4}, 0, 2);
        port.flush();
        assertEquals("0304", socket.receive().toString());
        return received.peer();
    }

    private static Bytes randomBytes(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Bytes.of(bytes);
    }
}
