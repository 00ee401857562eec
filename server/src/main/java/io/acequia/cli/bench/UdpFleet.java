package io.acequia.cli.bench;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A socket for every device. Sending and receiving allocate nothing unless something is refused.
final class UdpFleet implements Fleet {
    private static final int LARGEST_DATAGRAM = 65_535;
    private static final int ATTEMPTS = 1_000;
    private static final int BUFFER = 1 << 20;

    private static final Receiver NOBODY =
            new Receiver() {
                @Override
                public void datagram(int device, ByteBuffer bytes) {}

                @Override
                public void refused(int device) {}
            };

    private final InetSocketAddress server;
    private final SourceAddresses addresses;
    private final DatagramChannel[] channels;
    private final Selector selector;
    private final ByteBuffer in = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
    private final Consumer<SelectionKey> reading = this::read;
    private Receiver receiver = NOBODY;

    private UdpFleet(InetSocketAddress server, SourceAddresses addresses, int devices)
            throws IOException {
        this.server = server;
        this.addresses = addresses;
        channels = new DatagramChannel[devices];
        selector = Selector.open();
    }

    /// Opens the sockets of devices 0 to `devices` - 1.
    static UdpFleet open(InetSocketAddress server, SourceAddresses addresses, int devices)
            throws IOException {
        var fleet = new UdpFleet(server, addresses, devices);
        try {
            for (int device = 0; device < devices; device++) {
                fleet.openDevice(device);
            }
            return fleet;
        } catch (IOException e) {
            fleet.close();
            throw e;
        }
    }

    private void openDevice(int device) throws IOException {
        var channel = DatagramChannel.open();
        channels[device] = channel;
        bind(channel);
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
        channel.connect(server);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, device);
    }

    private void bind(DatagramChannel channel) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                channel.bind(addresses.next());
                return;
            } catch (BindException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void send(int device, ByteBuffer datagram, Receiver receiver) {
        try {
            channels[device].write(datagram);
        } catch (IOException e) {
            // What the network does not take is a lost datagram, and the run says how many.
            receiver.refused(device);
        }
    }

    @Override
    public void receive(long nanos, Receiver receiver) throws IOException {
        this.receiver = receiver;
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
        // A selector knows milliseconds only; below that it is asked again and again.
        if (millis == 0) {
            selector.selectNow(reading);
        } else {
            selector.select(reading, millis);
        }
    }

    private void read(SelectionKey key) {
        int device = (Integer) key.attachment();
        var channel = channels[device];
        try {
            while (channel.read(in.clear()) > 0) {
                receiver.datagram(device, in.flip());
            }
        } catch (IOException e) {
            // Nobody listens at the port (ICMP), which the socket says only once.
            receiver.refused(device);
        }
    }

    @Override
    public void renew(int device) throws IOException {
        channels[device].close();
        openDevice(device);
    }

    @Override
    public void close() {
        try (selector) {
            for (var channel : channels) {
                if (channel != null) {
                    channel.close();
                }
            }
        } catch (IOException e) {
            // Nothing is lost with a socket that does not close: the run is over.
        }
    }
}
