package io.acequia.coap.udp;

import io.acequia.coap.exchange.DatagramPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;

/// Opens the fastest kind of port that works here.
public final class Ports {
    private static final System.Logger LOG = System.getLogger(Ports.class.getName());

    private Ports() {}

    /// Opens a port bound to an address, by batched system calls where they are to be had.
    public static DatagramPort bind(InetSocketAddress address, UdpSettings settings)
            throws IOException {
        if (!isBatchedHere()) {
            return NioPort.bind(address, settings);
        }
        try {
            return bindBatched(address, settings);
        } catch (LinkageError | UnsupportedOperationException | IllegalCallerException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "no batched system calls here (" + e + "); each datagram takes one");
            return NioPort.bind(address, settings);
        }
    }

    /// Opens a port by batched system calls, or fails.
    public static DatagramPort bindBatched(InetSocketAddress address, UdpSettings settings)
            throws IOException {
        var port = LinuxPort.bind(address, settings);
        if (port.receiveBuffer() < settings.receiveBuffer()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the receive buffer is {0} bytes instead of {1}: raise net.core.rmem_max",
                    port.receiveBuffer(),
                    settings.receiveBuffer());
        }
        return port;
    }

    // The structures are those of 64-bit Linux; a 32-bit JVM does not exist any more.
    private static boolean isBatchedHere() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    }
}
