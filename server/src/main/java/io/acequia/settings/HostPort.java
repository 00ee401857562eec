package io.acequia.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;

/// An address to listen at or to send to, as text: `localhost:5683`, `[::1]:5683`.
///
/// @param host name or address, an IPv6 address without brackets
/// @param port 0 to 65,535; 0 means any free one where something listens
public record HostPort(String host, int port) {
    static final String ACCEPTED = "HOST:PORT such as localhost:5683, 0.0.0.0:5683 or [::1]:5683";

    public HostPort {
        if (host.isBlank() || port < 0 || port > 65_535) {
            throw new IllegalArgumentException("not an address: " + host + ":" + port);
        }
    }

    /// Reads `HOST:PORT`; an IPv6 address stands in brackets.
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("no port: " + text);
        }
        var host = text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (host.contains(":") != bracketed) {
            throw new IllegalArgumentException("an IPv6 address stands in brackets: " + text);
        }
        return new HostPort(
                bracketed ? host.substring(1, host.length() - 1) : host,
                Integer.parseInt(text.substring(colon + 1)));
    }

    /// Finds the addresses that are meant: for `localhost` every loopback address of this machine,
    /// IPv4 first, for another name what it stands for.
    ///
    /// @throws IOException when the name is not known
    public List<InetSocketAddress> addresses() throws IOException {
        var addresses = new ArrayList<InetSocketAddress>();
        if (host.equals("localhost")) {
            addresses.add(new InetSocketAddress(loopback(4), port));
            if (NetworkInterface.getByInetAddress(loopback(16)) != null) {
                addresses.add(new InetSocketAddress(loopback(16), port));
            }
            return addresses;
        }
        for (var address : InetAddress.getAllByName(host)) {
            addresses.add(new InetSocketAddress(address, port));
        }
        return addresses;
    }

    private static InetAddress loopback(int length) throws IOException {
        var bytes = new byte[length];
        if (length == 4) {
            bytes[0] = 127;
        }
        bytes[length - 1] = 1;
        return InetAddress.getByAddress("localhost", bytes);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
