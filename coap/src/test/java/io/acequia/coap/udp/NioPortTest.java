package io.acequia.coap.udp;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.acequia.coap.exchange.DatagramPort;
import io.acequia.coap.exchange.Peer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NioPortTest extends DatagramPortContract {
    @Override
    DatagramPort bind(InetSocketAddress address, UdpSettings settings) throws IOException {
        return NioPort.bind(address, settings);
    }

    @Test
    @DisplayName("A port that speaks to one peer only is told that nobody listens there")
    void connected() throws IOException {
        var gone = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        var address = (InetSocketAddress) gone.getLocalSocketAddress();
        gone.close();

        try (var port = NioPort.connect(address)) {
            port.send(Peer.of(address), new byte[] {1}, 0, 1);

            assertThrows(
                    PortUnreachableException.class,
                    () -> port.receive(Duration.ofSeconds(20).toNanos(), (_, _, _, _) -> {}));
        }
    }

    @Test
    @DisplayName("A closed port has no address")
    void closed() throws IOException {
        var port =
                NioPort.bind(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        UdpSettings.DEFAULTS);

        port.close();

        assertThrows(IllegalStateException.class, port::localAddress);
    }
}
