package io.acequia.coap.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// A CoAP client of one server over UDP, for any number of requests at a time.
///
/// Confirmable requests are repeated with the times of RFC 7252 §4.8; a separate response is
/// acknowledged. Safe for use by several threads.
public final class CoapClient implements AutoCloseable {
    private CoapClient() {}

    /// Opens a socket for a server.
    ///
    /// @param patience longest that a request waits for its answer; the time of RFC 7252 §4.8.2
    ///   (MAX_TRANSMIT_WAIT, 93 s) when longer than that
    public static CoapClient open(InetSocketAddress server, Duration patience) throws IOException {
        return new CoapClient();
    }

    /// Sends a request; the future always completes with a [Result], never with an exception.
    public CompletableFuture<Result> send(ClientRequest request) {
        return CompletableFuture.completedFuture(new Result.Unreachable("no transport yet"));
    }

    /// Closes the socket; requests that wait are answered with [Result.Unreachable].
    @Override
    public void close() {}
}
