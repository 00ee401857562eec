package io.acequia.coap.udp;

import io.acequia.coap.exchange.DatagramPort;
import io.acequia.coap.exchange.Peer;
import io.acequia.coap.message.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// The other side of a port under test: a socket of the Java library.
final class PlainSocket implements AutoCloseable {
    private static final int LARGEST = 65_507, PATIENCE_MILLIS = 30_000;

    private final DatagramSocket socket;

    /// Opens a socket at any free port of an address.
    PlainSocket(InetAddress address) throws IOException {
        socket = new DatagramSocket(0, address);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    Peer peer() {
        return Peer.of(address());
    }

    /// Sends to a port, at the address of this socket if the port is bound to all.
    void send(DatagramPort port, Bytes payload) {
        var target = new InetSocketAddress(socket.getLocalAddress(), port.localAddress().getPort());
        var array = payload.toArray();
        try {
            socket.send(new DatagramPacket(array, array.length, target));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits for a datagram.
    Bytes receive() throws IOException {
        var packet = new DatagramPacket(new byte[LARGEST], LARGEST);
        socket.receive(packet);
        return Bytes.copyOf(packet.getData(), 0, packet.getLength());
    }

    @Override
    public void close() {
        socket.close();
    }
}
