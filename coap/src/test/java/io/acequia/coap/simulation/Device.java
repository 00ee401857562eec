package io.acequia.coap.simulation;

import io.acequia.coap.client.ClientEndpoint;
import io.acequia.coap.client.ClientRequest;
import io.acequia.coap.exchange.Peer;
import io.acequia.coap.exchange.Transmission;
import io.acequia.coap.lockstep.ScriptedPort;
import io.acequia.coap.lockstep.VirtualClock;
import io.acequia.coap.message.ContentFormat;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// A device that posts its events, at most two at a time.
final class Device {
    private static final int MOST_OPEN = 2;
    private static final long LONGEST_PAUSE = Duration.ofSeconds(4).toNanos();

    private final RandomGenerator random;
    private final Network network;
    private final Ledger ledger;
    private final VirtualClock clock;
    private final Peer address;
    private final ScriptedPort port = new ScriptedPort();
    private final ClientEndpoint client;
    private int left;
    private long nextPost;

    Device(
            int number,
            int events,
            RandomGenerator random,
            Network network,
            Ledger ledger,
            VirtualClock clock) {
        this.random = random;
        this.network = network;
        this.ledger = ledger;
        this.clock = clock;
        left = events;
        address = Peer.of(new InetSocketAddress("192.0.2." + number, 5683));
        network.connect(address, port);
        client =
                new ClientEndpoint(
                        port, Server.ADDRESS, Transmission.MAX_TRANSMIT_WAIT, clock::ticks, random);
    }

    /// Says whether every event has its result.
    boolean isDone() {
        return left == 0 && client.open() == 0;
    }

    /// Gives the device more events to post.
    void add(int events) {
        left += events;
    }

    /// Does what is to be done now and returns when there is more to do.
    long act() throws IOException {
        long now = clock.elapsed();
        while (mayPost() && nextPost <= now) {
            post();
            nextPost = now + random.nextLong(LONGEST_PAUSE);
        }
        client.turn(Long.MAX_VALUE);
        client.turn(Long.MAX_VALUE); // reckons its wait after it did what was due
        network.collect(address, port, now);
        long wait = port.lastWait();
        long wakeUp = wait == Long.MAX_VALUE ? wait : now + Math.max(1, wait);
        return Math.min(wakeUp, mayPost() ? Math.max(nextPost, now + 1) : Long.MAX_VALUE);
    }

    private boolean mayPost() {
        return left > 0 && client.open() < MOST_OPEN;
    }

    private void post() throws IOException {
        left--;
        boolean isConfirmable = random.nextInt(5) > 0;
        var event = ledger.newEvent(random.nextInt(1_000_000), isConfirmable);
        var request = ClientRequest.post("/event", ContentFormat.JSON, event.payload());
        client.send(
                isConfirmable ? request : request.nonConfirmable(),
                result -> ledger.settle(event, result));
    }
}
