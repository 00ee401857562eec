package io.acequia.coap.udp;

import io.acequia.coap.message.Bytes;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Random;

/// What the machine of a test has, and bytes to send on it.
final class LocalHost {
    private static final int LARGEST = 65_535;

    private LocalHost() {}

    /// Says whether the IPv6 loopback address is set up.
    static boolean hasIpv6() throws IOException {
        var loopback = InetAddress.ofLiteral("::1");
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .anyMatch(address -> address.equals(loopback));
    }

    /// Returns the IPv6 addresses that need a scope.
    static List<Inet6Address> linkLocalAddresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(InetAddress::isLinkLocalAddress)
                .filter(Inet6Address.class::isInstance)
                .map(Inet6Address.class::cast)
                .toList();
    }

    /// Returns the next datagram of a socket.
    static Bytes receive(DatagramSocket socket) throws IOException {
        var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        socket.receive(packet);
        return Bytes.copyOf(packet.getData(), 0, packet.getLength());
    }

    /// Returns the same bytes for the same size.
    static Bytes randomBytes(int size) {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Bytes.of(bytes);
    }
}
