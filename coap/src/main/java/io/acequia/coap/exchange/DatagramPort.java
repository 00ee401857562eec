package io.acequia.coap.exchange;

import java.io.IOException;
import java.net.InetSocketAddress;

/// One UDP socket, or what a simulation makes of it: datagrams come and go in bursts.
///
/// Confined to one thread but for [#wakeUp].
public interface DatagramPort extends AutoCloseable {
    /// Takes the datagrams of a burst.
    @FunctionalInterface
    interface Receiver {
        /// Called once for each datagram; peer and array are reused after the call.
        void receive(Peer peer, byte[] bytes, int from, int length);
    }

    /// Hands over the datagrams that are there, at most one burst. When there are none it waits for
    /// the first one, for [#wakeUp] or for the time to pass.
    ///
    /// @param maxWaitNanos longest wait, 0 for none
    /// @return how many datagrams came
    int receive(long maxWaitNanos, Receiver receiver) throws IOException;

    /// Sends a datagram at the latest with the next [#flush]; the bytes are copied. A datagram that
    /// the network refuses is counted and forgotten, as if it had been lost on the way.
    void send(Peer peer, byte[] bytes, int from, int length) throws IOException;

    /// Sends what waits to be sent.
    void flush() throws IOException;

    /// Ends the wait of [#receive], now or the next one; called from any thread.
    void wakeUp();

    /// Returns the address that the port is bound to.
    InetSocketAddress localAddress();

    /// Returns how many datagrams could not be sent.
    long unsent();

    @Override
    void close() throws IOException;
}
