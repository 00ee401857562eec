package io.acequia.coap.lockstep;

import io.acequia.coap.exchange.DatagramPort;
import io.acequia.coap.exchange.Peer;
import io.acequia.coap.message.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/// A port whose datagrams come from a test and go to it. Never waits.
///
/// Each datagram is handed over in the middle of an array of ones, so that whoever reads beyond it
/// reads payload markers and nibbles of 15.
public final class ScriptedPort implements DatagramPort {
    private static final int BURST = 64, MARGIN = 16;

    private final Queue<Datagram> arriving = new ArrayDeque<>();
    private final Queue<Datagram> written = new ArrayDeque<>();
    private final Queue<Datagram> sent = new ArrayDeque<>();
    private final Peer reused = new Peer();
    private boolean broken;
    private long lastWait;

    /// Lets a datagram arrive.
    public void deliver(Peer from, Bytes bytes) {
        arriving.add(new Datagram(from, bytes));
    }

    /// Returns and removes what was sent and flushed, in its order.
    public Queue<Datagram> sent() {
        return sent;
    }

    /// Returns the wait, nanoseconds, that the last call of [#receive] was allowed.
    public long lastWait() {
        return lastWait;
    }

    /// Lets every following [#send] fail.
    public void breakDown() {
        broken = true;
    }

    @Override
    public int receive(long maxWaitNanos, Receiver receiver) {
        lastWait = maxWaitNanos;
        int count = 0;
        while (count < BURST && !arriving.isEmpty()) {
            var datagram = arriving.remove();
            int length = datagram.bytes().length();
            var array = new byte[length + 2 * MARGIN];
            Arrays.fill(array, (byte) 0xff);
            datagram.bytes().copyTo(array, MARGIN);
            reused.copy(datagram.peer());
            receiver.receive(reused, array, MARGIN, length);
            Arrays.fill(array, (byte) 0); // who kept a view of it now sees nothing
            count++;
        }
        return count;
    }

    @Override
    public void send(Peer peer, byte[] bytes, int from, int length) throws IOException {
        if (broken) {
            throw new IOException("the port is broken");
        }
        var copy = new Peer();
        copy.copy(peer);
        written.add(new Datagram(copy, Bytes.copyOf(bytes, from, length)));
    }

    @Override
    public void flush() {
        sent.addAll(written);
        written.clear();
    }

    @Override
    public void wakeUp() {
        // it never waits
    }

    @Override
    public InetSocketAddress localAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 5683);
    }

    @Override
    public long unsent() {
        return 0;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
