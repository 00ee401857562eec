package io.acequia.coap.exchange;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/// The address and port of the other side, in primitive fields so that a thread can reuse one
/// object for every datagram. An IPv4 address is kept as IPv4-mapped IPv6 address (RFC 4291
/// §2.5.5.2).
public final class Peer {
    private static final long MAPPED_PREFIX = 0xffffL << 32;

    private long high;
    private long low;
    private int port;
    private int scope;

    /// Returns a peer of its own for an address.
    public static Peer of(InetSocketAddress address) {
        var peer = new Peer();
        peer.set(address);
        return peer;
    }

    /// Sets an IPv6 address, most significant half first.
    ///
    /// @param newPort 0 to 65,535
    /// @param newScope index of the network interface for a link-local address, else 0
    public void setV6(long newHigh, long newLow, int newPort, int newScope) {
        high = newHigh;
        low = newLow;
        port = newPort;
        scope = newScope;
    }

    /// Sets an IPv4 address.
    public void setV4(int address, int newPort) {
        setV6(0, MAPPED_PREFIX | (address & 0xffff_ffffL), newPort, 0);
    }

    /// Sets a resolved address.
    public void set(InetSocketAddress address) {
        var inet = address.getAddress();
        var bytes = ByteBuffer.wrap(inet.getAddress());
        if (bytes.remaining() == Integer.BYTES) {
            setV4(bytes.getInt(), address.getPort());
            return;
        }
        int newScope = inet instanceof Inet6Address v6 ? v6.getScopeId() : 0;
        setV6(bytes.getLong(), bytes.getLong(), address.getPort(), newScope);
    }

    /// Becomes equal to another peer.
    public void copy(Peer other) {
        setV6(other.high, other.low, other.port, other.scope);
    }

    /// Returns the upper half of the address.
    public long high() {
        return high;
    }

    /// Returns the lower half of the address.
    public long low() {
        return low;
    }

    /// Returns the port.
    public int port() {
        return port;
    }

    /// Returns the index of the network interface of a link-local address, else 0.
    public int scope() {
        return scope;
    }

    /// Says whether the address is an IPv4 address.
    public boolean isV4() {
        return high == 0 && low >>> 32 == 0xffff;
    }

    /// Returns the IPv4 address of a peer that has one.
    public int v4() {
        return (int) low;
    }

    /// Returns the address in the form of the Java library; a new object.
    public InetSocketAddress toSocketAddress() {
        try {
            if (isV4()) {
                var bytes = ByteBuffer.allocate(Integer.BYTES).putInt(v4()).array();
                return new InetSocketAddress(InetAddress.getByAddress(bytes), port);
            }
            var bytes = ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array();
            var address =
                    scope == 0
                            ? InetAddress.getByAddress(bytes)
                            : Inet6Address.getByAddress(null, bytes, scope);
            return new InetSocketAddress(address, port);
        } catch (UnknownHostException e) {
            throw new AssertionError("four or sixteen bytes are always an address", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Peer peer
                && peer.high == high
                && peer.low == low
                && peer.port == port
                && peer.scope == scope;
    }

    @Override
    public int hashCode() {
        return Long.hashCode((high * 31 + low) * 31 + port);
    }

    @Override
    public String toString() {
        var address = toSocketAddress();
        var host = address.getAddress().getHostAddress();
        return (isV4() ? host : "[" + host + "]") + ":" + port;
    }
}
