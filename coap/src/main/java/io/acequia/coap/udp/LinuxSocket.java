package io.acequia.coap.udp;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.acequia.coap.exchange.Peer;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.BindException;
import java.net.InetSocketAddress;

/// Opens a datagram socket of Linux and asks about it.
final class LinuxSocket {
    private LinuxSocket() {}

    /// Returns the descriptor of a socket that is set up and bound.
    static int open(
            Arena arena,
            MemorySegment state,
            int family,
            InetSocketAddress address,
            UdpSettings settings)
            throws IOException {
        int socket = check(LinuxCalls.socket(state, family), "socket");
        try {
            var value = arena.allocate(JAVA_INT);
            if (family == LinuxCalls.AF_INET6) {
                // the wildcard address serves IPv4 as well
                set(state, socket, LinuxCalls.IPPROTO_IPV6, LinuxCalls.IPV6_V6ONLY, value, 0);
            }
            if (settings.shared()) {
                set(state, socket, LinuxCalls.SOL_SOCKET, LinuxCalls.SO_REUSEPORT, value, 1);
            }
            int size = settings.receiveBuffer();
            set(state, socket, LinuxCalls.SOL_SOCKET, LinuxCalls.SO_RCVBUF, value, size);
            set(state, socket, LinuxCalls.SOL_SOCKET, LinuxCalls.SO_SNDBUF, value, size);
            bind(arena, state, socket, family, address);
            return socket;
        } catch (IOException e) {
            LinuxCalls.close(state, socket);
            throw e;
        }
    }

    private static void set(
            MemorySegment state, int socket, int level, int name, MemorySegment value, int number)
            throws IOException {
        value.set(JAVA_INT, 0, number);
        check(LinuxCalls.setOption(state, socket, level, name, value), "setsockopt");
    }

    private static void bind(
            Arena arena, MemorySegment state, int socket, int family, InetSocketAddress address)
            throws IOException {
        var name = arena.allocate(SocketAddressLayout.SLOT, 8);
        int length = SocketAddressLayout.write(name, 0, Peer.of(address), family);
        int result = LinuxCalls.bind(state, socket, name, length);
        if (result < 0) {
            throw new BindException(
                    switch (-result) {
                        case LinuxCalls.EADDRINUSE -> "Address already in use";
                        case LinuxCalls.EADDRNOTAVAIL -> "This machine has no such address";
                        case LinuxCalls.EACCES -> "Permission denied";
                        default -> "error number " + -result;
                    });
        }
    }

    /// Returns the address that a socket is bound to.
    static InetSocketAddress localAddress(Arena arena, MemorySegment state, int socket) {
        var name = arena.allocate(SocketAddressLayout.SLOT, 8);
        var length = arena.allocateFrom(JAVA_INT, SocketAddressLayout.SLOT);
        LinuxCalls.localAddress(state, socket, name, length);
        var peer = new Peer();
        SocketAddressLayout.read(name, 0, peer);
        return peer.toSocketAddress();
    }

    /// Returns the bytes that the kernel granted; it counts its own overhead and so doubles them.
    static int receiveBuffer(Arena arena, MemorySegment state, int socket) {
        var value = arena.allocate(JAVA_INT);
        var length = arena.allocateFrom(JAVA_INT, Integer.BYTES);
        int level = LinuxCalls.SOL_SOCKET;
        LinuxCalls.getOption(state, socket, level, LinuxCalls.SO_RCVBUF, value, length);
        return value.get(JAVA_INT, 0) / 2;
    }

    /// Returns a result that is no error.
    static int check(int result, String call) throws IOException {
        if (result < 0) {
            throw new IOException(call + " failed with error number " + -result);
        }
        return result;
    }
}
