package io.acequia.coap.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.acequia.coap.exchange.DatagramPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The port that a server gets, whatever the system.
class PortsTest extends DatagramPortContract {
    @Override
    DatagramPort bind(InetSocketAddress address, UdpSettings settings) throws IOException {
        return Ports.bind(address, settings);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @DisplayName("Linux has batched system calls, with as much buffer as it allows")
    void batched() throws IOException {
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (var port = Ports.bind(loopback, new UdpSettings(4_096, 64, false))) {
            var linux = assertInstanceOf(LinuxPort.class, port);
            assertEquals(4_096, linux.receiveBuffer());
        }
    }
}
