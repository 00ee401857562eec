package io.acequia.coap.udp;

import io.acequia.coap.exchange.DatagramPort;
import io.acequia.coap.exchange.Peer;
import io.acequia.coap.exchange.Tally;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;

/// A UDP socket by means of the Java library alone: works everywhere, one system call per datagram.
public final class NioPort implements DatagramPort {
    private static final int LARGEST_DATAGRAM = 65_535;

    private final DatagramChannel channel;
    private final Selector selector;
    private final int burst;
    private final Peer peer = new Peer();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
    private final ByteBuffer out = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
    private final byte[] bytes = new byte[LARGEST_DATAGRAM];
    private final boolean isV4;
    private final Tally unsent = new Tally();

    private NioPort(DatagramChannel channel, boolean isV4, int burst) throws IOException {
        this.channel = channel;
        this.isV4 = isV4;
        this.burst = burst;
        selector = Selector.open();
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
    }

    /// Opens a port bound to an address; port 0 takes any that is free.
    public static NioPort bind(InetSocketAddress address, UdpSettings settings) throws IOException {
        var channel = open(address);
        try {
            if (settings.shared()) {
                setIfSupported(channel, StandardSocketOptions.SO_REUSEPORT, true);
            }
            setIfSupported(channel, StandardSocketOptions.SO_RCVBUF, settings.receiveBuffer());
            setIfSupported(channel, StandardSocketOptions.SO_SNDBUF, settings.receiveBuffer());
            channel.bind(address);
            return new NioPort(channel, Peer.of(address).isV4(), settings.burst());
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// Opens a port that speaks to one peer only; a [PortUnreachableException] of [#receive] says
    /// that nobody listens there.
    public static NioPort connect(InetSocketAddress server) throws IOException {
        var channel = open(server);
        try {
            channel.connect(server);
            int burst = UdpSettings.DEFAULTS.burst();
            return new NioPort(channel, Peer.of(server).isV4(), burst);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static DatagramChannel open(InetSocketAddress address) throws IOException {
        boolean isV4 = Peer.of(address).isV4();
        return DatagramChannel.open(
                isV4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
    }

    private static <T> void setIfSupported(DatagramChannel channel, SocketOption<T> option, T value)
            throws IOException {
        if (channel.supportedOptions().contains(option)) {
            channel.setOption(option, value);
        }
    }

    @Override
    public int receive(long maxWaitNanos, Receiver receiver) throws IOException {
        int count = receiveWaiting(receiver);
        if (count > 0 || maxWaitNanos <= 0) {
            return count;
        }
        // a wait of 0 would mean for ever
        selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(maxWaitNanos)));
        selector.selectedKeys().clear();
        return receiveWaiting(receiver);
    }

    private int receiveWaiting(Receiver receiver) throws IOException {
        for (int count = 0; count < burst; count++) {
            buffer.clear();
            var source = channel.receive(buffer);
            if (source == null) {
                return count;
            }
            int length = buffer.flip().remaining();
            buffer.get(bytes, 0, length);
            peer.set((InetSocketAddress) source);
            receiver.receive(peer, bytes, 0, length);
        }
        return burst;
    }

    @Override
    public void send(Peer to, byte[] source, int from, int length) throws IOException {
        if (isV4 && !to.isV4()) {
            unsent.increment(); // such an address cannot be written
            return;
        }
        out.clear().put(source, from, length).flip();
        try {
            if (channel.send(out, to.toSocketAddress()) < length) {
                unsent.increment();
            }
        } catch (PortUnreachableException e) {
            throw e; // only a connected port hears of it
        } catch (IOException e) {
            unsent.increment();
        }
    }

    @Override
    public void flush() {
        // every datagram was sent at once
    }

    @Override
    public void wakeUp() {
        selector.wakeup();
    }

    @Override
    public InetSocketAddress localAddress() {
        try {
            return (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException e) {
            throw new IllegalStateException("the port is closed", e);
        }
    }

    @Override
    public long unsent() {
        return unsent.get();
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
