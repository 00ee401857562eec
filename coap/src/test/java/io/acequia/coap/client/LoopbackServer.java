package io.acequia.coap.client;

import io.acequia.coap.exchange.DatagramPort;
import io.acequia.coap.exchange.Endpoint;
import io.acequia.coap.exchange.EndpointSettings;
import io.acequia.coap.exchange.Response;
import io.acequia.coap.lockstep.Resources;
import io.acequia.coap.message.Code;
import io.acequia.coap.udp.NioPort;
import io.acequia.coap.udp.UdpSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Random;

/// A real server at a real socket, on a thread of its own. `/event` is answered in the turn after
/// the one that brought it.
final class LoopbackServer implements AutoCloseable {
    private static final long LONGEST_TURN = 1_000_000_000L;

    private final Resources resources = new Resources(); // the thread's until it has ended
    private final DatagramPort port;
    private final Endpoint endpoint;
    private final Thread thread;
    private volatile boolean stopped; // written by close, read by the thread

    LoopbackServer(InetSocketAddress address) throws IOException {
        resources.answerLater();
        port = NioPort.bind(address, UdpSettings.DEFAULTS);
        endpoint =
                new Endpoint(
                        port,
                        resources.router(),
                        (route, method, messageId, code, nanos) -> {},
                        new EndpointSettings(1 << 16, 1 << 12, 42),
                        InstantSource.system(),
                        System::nanoTime,
                        new Random(1));
        thread = Thread.ofPlatform().name("loopback-server").start(this::run);
    }

    InetSocketAddress address() {
        return port.localAddress();
    }

    private void run() {
        try {
            while (!stopped) {
                endpoint.turn(resources.tickets().isEmpty() ? LONGEST_TURN : 0);
                while (!resources.tickets().isEmpty()) {
                    endpoint.respond(resources.tickets().remove(), Response.of(Code.CREATED));
                }
                endpoint.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ends the server and returns how many events it stored.
    int stop() throws IOException {
        close();
        return resources.stored().size();
    }

    @Override
    public void close() throws IOException {
        stopped = true;
        port.wakeUp();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        port.close();
    }
}
