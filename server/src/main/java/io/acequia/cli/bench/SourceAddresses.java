package io.acequia.cli.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.random.RandomGenerator;

/// Addresses that devices send from.
///
/// A message ID must not come again from one address within 247 s (EXCHANGE_LIFETIME, RFC 7252
/// §4.8.2): a server that remembers answers it from memory, without the work. On loopback each run
/// therefore has a part of 127/8 for itself, with 100 ports of an address in use before the next;
/// elsewhere the system chooses the port.
final class SourceAddresses {
    private static final int PER_ADDRESS = 100, ADDRESSES = 254, FIRST_PORT = 10_000;
    private static final int PORTS = 50_000;

    private final boolean loopback;
    private final int run;
    private int next;

    SourceAddresses(InetAddress server, RandomGenerator random) {
        loopback = server.isLoopbackAddress() && server.getAddress().length == 4;
        run = 1 + random.nextInt(65_535);
    }

    /// Returns an address that this run has not used yet; port 0 leaves it to the system.
    InetSocketAddress next() throws UnknownHostException {
        if (!loopback) {
            return new InetSocketAddress(0);
        }
        int n = next++;
        int host = 1 + n / PER_ADDRESS % ADDRESSES;
        int port = n % PER_ADDRESS + n / (PER_ADDRESS * ADDRESSES) * PER_ADDRESS;
        byte[] address = {127, (byte) (run >> 8), (byte) run, (byte) host};
        return new InetSocketAddress(InetAddress.getByAddress(address), FIRST_PORT + port % PORTS);
    }
}
