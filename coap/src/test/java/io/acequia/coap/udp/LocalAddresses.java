package io.acequia.coap.udp;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.stream.Stream;

/// What this machine can be reached at.
final class LocalAddresses {
    private LocalAddresses() {}

    static boolean hasIpv6Loopback() throws IOException {
        return all().anyMatch(InetAddress.ofLiteral("::1")::equals);
    }

    static List<Inet6Address> linkLocal() throws IOException {
        return all().filter(InetAddress::isLinkLocalAddress)
                .filter(Inet6Address.class::isInstance)
                .map(Inet6Address.class::cast)
                .toList();
    }

    private static Stream<InetAddress> all() throws IOException {
        return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses);
    }
}
