package io.acequia.cli.bench;

import java.nio.ByteBuffer;

/// A network that refuses every datagram.
final class RefusingFleet implements Fleet {
    private long now;

    long now() {
        return now;
    }

    @Override
    public void send(int device, ByteBuffer datagram, Receiver receiver) {
        receiver.refused(device);
    }

    @Override
    public void receive(long nanos, Receiver receiver) {
        now += Math.max(nanos, 1);
    }

    @Override
    public void renew(int device) {}

    @Override
    public void close() {}
}
