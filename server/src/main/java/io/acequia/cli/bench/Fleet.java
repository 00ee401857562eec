package io.acequia.cli.bench;

import java.io.IOException;
import java.nio.ByteBuffer;

/// The network as simulated devices see it: each sends to the same server from an address of its
/// own. Used by one thread.
interface Fleet extends AutoCloseable {
    /// Takes what comes for a device.
    interface Receiver {
        /// A datagram came; its bytes are good until this returns.
        void datagram(int device, ByteBuffer bytes);

        /// The network said that nobody listens, or would not take a datagram.
        void refused(int device);
    }

    /// Sends what remains in a buffer. A refusal is told to the receiver, at once or later.
    void send(int device, ByteBuffer datagram, Receiver receiver);

    /// Hands over what has come, and waits for it at most `nanos` when nothing has.
    void receive(long nanos, Receiver receiver) throws IOException;

    /// Gives a device another address.
    void renew(int device) throws IOException;

    @Override
    void close();
}
