package io.acequia.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SourceAddressesTest {
    @Test
    @DisplayName("on loopback no address comes twice, and a hundred ports share each")
    void loopback() throws IOException {
        var addresses = new SourceAddresses(InetAddress.ofLiteral("127.0.0.1"), new Random(1));
        var seen = new HashSet<InetSocketAddress>();
        var hosts = new HashSet<InetAddress>();

        for (int i = 0; i < 100_000; i++) {
            var address = addresses.next();
            seen.add(address);
            hosts.add(address.getAddress());
        }

        assertEquals(100_000, seen.size());
        assertEquals(254, hosts.size());
        assertTrue(hosts.stream().allMatch(InetAddress::isLoopbackAddress));
    }

    @Test
    @DisplayName("two runs have different addresses")
    void runs() throws IOException {
        var server = InetAddress.ofLiteral("127.0.0.1");

        var first = new SourceAddresses(server, new Random(1)).next();
        var second = new SourceAddresses(server, new Random(2)).next();

        assertTrue(!first.equals(second));
    }

    @Test
    @DisplayName("elsewhere and over IPv6 the system chooses")
    void elsewhere() throws IOException {
        var far = new SourceAddresses(InetAddress.ofLiteral("192.0.2.1"), new Random(1));
        var sixth = new SourceAddresses(InetAddress.ofLiteral("::1"), new Random(1));

        assertEquals(new InetSocketAddress(0), far.next());
        assertEquals(new InetSocketAddress(0), sixth.next());
    }
}
