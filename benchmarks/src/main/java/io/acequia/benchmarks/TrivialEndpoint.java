package io.acequia.benchmarks;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/// The endpoint with a handler that stores nothing: strict JSON reading and deduplication are on,
/// the answer is 2.01. What it costs more than the C echo is the price of our CoAP.
public final class TrivialEndpoint {
    private static final int DEFAULT_PORT = 5683;

    private TrivialEndpoint() {}

    /// Serves until the process is ended; the argument is the port on 127.0.0.1, 5683 unless given.
    public static void main(String[] arguments) {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DEFAULT_PORT;
        serve(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    }

    /// The seam: `io.acequia.coap.server` starts here with `POST /event` and `GET /health`.
    private static void serve(InetSocketAddress address) {
        System.err.println("no endpoint to listen on " + address + " yet");
        System.exit(1);
    }
}
