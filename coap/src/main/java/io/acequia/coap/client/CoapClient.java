package io.acequia.coap.client;

import io.acequia.coap.exchange.DatagramPort;
import io.acequia.coap.exchange.Peer;
import io.acequia.coap.exchange.Transmission;
import io.acequia.coap.udp.NioPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A CoAP client of one server over UDP, for any number of requests at a time.
///
/// Confirmable requests are repeated with the times of RFC 7252 §4.8; a separate response is
/// acknowledged. Safe for use by several threads.
public final class CoapClient implements AutoCloseable {
    private static final Duration LONGEST_TURN = Duration.ofSeconds(1);

    private record Order(ClientRequest request, CompletableFuture<Result> result) {}

    private final DatagramPort port;
    private final ClientEndpoint endpoint; // used by the client's thread alone
    private final ConcurrentLinkedQueue<Order> orders = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean closed; // written by close and the client's thread, read by all

    private CoapClient(DatagramPort port, InetSocketAddress server, Duration patience) {
        this.port = port;
        endpoint =
                new ClientEndpoint(
                        port, Peer.of(server), patience, System::nanoTime, new SecureRandom());
        thread = Thread.ofPlatform().daemon().name("coap-client").unstarted(this::run);
    }

    /// Opens a socket for a server.
    ///
    /// @param patience longest that a request waits for its answer; the time of RFC 7252 §4.8.2
    ///   (MAX_TRANSMIT_WAIT, 93 s) when longer than that
    public static CoapClient open(InetSocketAddress server, Duration patience) throws IOException {
        if (server.isUnresolved()) {
            throw new IOException("unknown host: " + server.getHostString());
        }
        var longest = Transmission.MAX_TRANSMIT_WAIT;
        var client =
                new CoapClient(
                        NioPort.connect(server),
                        server,
                        patience.compareTo(longest) > 0 ? longest : patience);
        client.thread.start();
        return client;
    }

    /// Sends a request; the future always completes with a [Result], never with an exception.
    public CompletableFuture<Result> send(ClientRequest request) {
        var order = new Order(request, new CompletableFuture<>());
        orders.add(order);
        if (closed) {
            failOrders("the client is closed");
        } else {
            port.wakeUp();
        }
        return order.result;
    }

    private void run() {
        try {
            while (!closed) {
                turn();
            }
        } finally {
            closed = true;
            endpoint.fail(new Result.Unreachable("the client was closed"));
            failOrders("the client was closed");
            closePort();
        }
    }

    private void turn() {
        try {
            sendOrders();
            endpoint.turn(LONGEST_TURN.toNanos());
        } catch (PortUnreachableException e) {
            endpoint.fail(new Result.Unreachable("nobody listens at this address and port"));
        } catch (IOException e) {
            endpoint.fail(new Result.Unreachable(String.valueOf(e.getMessage())));
        }
    }

    private void sendOrders() throws IOException {
        for (var order = orders.poll(); order != null; order = orders.poll()) {
            endpoint.send(order.request, order.result::complete);
        }
    }

    private void failOrders(String reason) {
        for (var order = orders.poll(); order != null; order = orders.poll()) {
            order.result.complete(new Result.Unreachable(reason));
        }
    }

    private void closePort() {
        try {
            port.close();
        } catch (IOException _) {
            // a socket that cannot be closed is gone all the same
        }
    }

    /// Closes the socket; requests that wait are answered with [Result.Unreachable].
    @Override
    public void close() {
        closed = true;
        port.wakeUp();
        if (Thread.currentThread() == thread) { // a result's receiver closes the client
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
