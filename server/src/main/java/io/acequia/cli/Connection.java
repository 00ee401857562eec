package io.acequia.cli;

import io.acequia.coap.client.ClientRequest;
import io.acequia.coap.client.CoapClient;
import io.acequia.coap.client.Result;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// The way to one server.
public interface Connection extends AutoCloseable {
    /// Sends a request; the future completes with a result, never with an exception.
    CompletableFuture<Result> send(ClientRequest request);

    @Override
    void close();

    /// Opens connections.
    @FunctionalInterface
    interface Opener {
        /// Opens a connection whose requests wait at most `patience` for their answers.
        Connection open(InetSocketAddress server, Duration patience) throws IOException;
    }

    /// Opens a connection over UDP.
    static Connection udp(InetSocketAddress server, Duration patience) throws IOException {
        var client = CoapClient.open(server, patience);
        return new Connection() {
            @Override
            public CompletableFuture<Result> send(ClientRequest request) {
                return client.send(request);
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }
}
