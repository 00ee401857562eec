package io.acequia.coap.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.exchange.DatagramPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class LinuxPortTest extends DatagramPortContract {
    private static final InetSocketAddress LOOPBACK =
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);

    @Override
    DatagramPort bind(InetSocketAddress address, UdpSettings settings) throws IOException {
        return LinuxPort.bind(address, settings);
    }

    @Test
    @DisplayName("The kernel says how much receive buffer it granted")
    void receiveBuffer() throws IOException {
        try (var port = LinuxPort.bind(LOOPBACK, new UdpSettings(65_536, 1, false))) {
            assertEquals(65_536, port.receiveBuffer());
        }
        try (var port = LinuxPort.bind(LOOPBACK, new UdpSettings(1 << 30, 1, false))) {
            assertTrue(port.receiveBuffer() >= 65_536);
        }
    }
}
