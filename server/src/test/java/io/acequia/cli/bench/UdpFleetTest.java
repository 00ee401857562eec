package io.acequia.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class UdpFleetTest {
    private final List<String> received = new ArrayList<>();
    private int refused;

    private final Fleet.Receiver receiver =
            new Fleet.Receiver() {
                @Override
                public void datagram(int device, ByteBuffer bytes) {
                    received.add(device + ":" + (char) bytes.get());
                }

                @Override
                public void refused(int device) {
                    refused++;
                }
            };

    private static UdpFleet fleet(InetSocketAddress server, int devices) throws IOException {
        return UdpFleet.open(
                server, new SourceAddresses(server.getAddress(), new Random(3)), devices);
    }

    private static DatagramChannel server() throws IOException {
        return DatagramChannel.open()
                .bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    }

    private static InetSocketAddress addressOf(DatagramChannel server) throws IOException {
        return (InetSocketAddress) server.getLocalAddress();
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("each device has its own address, and an answer comes to the one that asked")
    void addresses() throws IOException {
        try (var server = server();
                var fleet = fleet(addressOf(server), 2)) {
            fleet.send(0, text("a"), receiver);
            fleet.send(1, text("b"), receiver);
            var in = ByteBuffer.allocate(10);
            SocketAddress first = server.receive(in);
            SocketAddress second = server.receive(in);

            server.send(text("y"), second);
            while (received.isEmpty()) {
                fleet.receive(1_000_000_000, receiver);
            }

            assertNotEquals(first, second);
            assertEquals(List.of("1:y"), received);
        }
    }

    @Test
    @DisplayName("a renewed device sends from another address")
    void renewed() throws IOException {
        try (var server = server();
                var fleet = fleet(addressOf(server), 1)) {
            var in = ByteBuffer.allocate(10);
            fleet.send(0, text("a"), receiver);
            var before = server.receive(in);

            fleet.renew(0);

            fleet.send(0, text("b"), receiver);
            assertNotEquals(before, server.receive(in));
        }
    }

    @Test
    @DisplayName("receiving ends when nothing has come in time")
    void nothing() throws IOException {
        try (var server = server();
                var fleet = fleet(addressOf(server), 1)) {
            fleet.receive(0, receiver);
            fleet.receive(2_000_000, receiver);

            assertTrue(received.isEmpty());
        }
    }

    @Test
    @DisplayName("a closed port is told as a refusal")
    void closedPort() throws IOException {
        InetSocketAddress closed;
        try (var socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            closed = (InetSocketAddress) socket.getLocalSocketAddress();
        }
        try (var fleet = fleet(closed, 1)) {
            fleet.send(0, text("a"), receiver);
            while (refused == 0) {
                fleet.receive(100_000_000, receiver);
            }

            assertEquals(1, refused);
        }
    }

    @Test
    @DisplayName("works over IPv6")
    void ipv6() throws IOException {
        try (var server =
                        DatagramChannel.open()
                                .bind(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0));
                var fleet = fleet(addressOf(server), 1)) {
            fleet.send(0, text("a"), receiver);
            server.send(text("z"), server.receive(ByteBuffer.allocate(10)));
            while (received.isEmpty()) {
                fleet.receive(1_000_000_000, receiver);
            }

            assertEquals(List.of("0:z"), received);
        }
    }
}
