package io.acequia.coap.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelDropsTest {
    private static final String LINE =
            " 1234: 0100007F:1633 00000000:0000 07 00000000:00000000 00:00000000 00000000  1000"
                    + "        0 123456 2 0000000000000000 42";

    @Test
    @DisplayName("The drops of a socket stand at the end of its line")
    void line() {
        assertEquals(42, KernelDrops.drops(LINE, 0x1633));
        assertEquals(0, KernelDrops.drops(LINE, 0x633));
        assertEquals(0, KernelDrops.drops(LINE, 0));
        assertEquals(0, KernelDrops.drops("", 0x1633));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "::"})
    @EnabledOnOs(OS.LINUX)
    @DisplayName("Every datagram that a full receive buffer had no room for is counted")
    void fullBuffer(String host) throws IOException {
        int sent = 2_000;
        var settings = new UdpSettings(1, 64, false);
        try (var port =
                        LinuxPort.bind(
                                new InetSocketAddress(InetAddress.ofLiteral(host), 0), settings);
                var socket = new DatagramSocket()) {
            int number = port.localAddress().getPort();
            assertEquals(0, KernelDrops.of(number));
            var target = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), number);
            for (int i = 0; i < sent; i++) {
                socket.send(new DatagramPacket(new byte[100], 100, target));
            }

            int received = 0;
            for (int count = -1; count != 0; received += count) {
                count = port.receive(0, (_, _, _, _) -> {});
            }

            long drops = KernelDrops.of(number);
            assertTrue(drops > 0);
            assertEquals(sent, received + drops);
        }
    }
}
