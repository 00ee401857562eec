package io.acequia.coap.lockstep;

import io.acequia.coap.exchange.Endpoint;
import io.acequia.coap.exchange.EndpointSettings;
import io.acequia.coap.exchange.EndpointStatistics;
import io.acequia.coap.exchange.ExchangeObserver;
import io.acequia.coap.exchange.Peer;
import io.acequia.coap.exchange.RequestReceiver;
import io.acequia.coap.exchange.Response;
import io.acequia.coap.message.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// An endpoint under test with its scripted peers: after each datagram it has its turn, and time
/// passes from one of its deadlines to the next.
public final class LockstepEndpoint {
    /// Small bounds that a test reaches soon.
    public static final EndpointSettings SMALL = new EndpointSettings(1_024, 16, 42);

    private static final long FOR_EVER = Long.MAX_VALUE;

    /// One answer as the observer saw it.
    public record Answered(int route, int method, int messageId, int code, Duration time) {}

    private final VirtualClock clock = new VirtualClock();
    private final ScriptedPort port = new ScriptedPort();
    private final List<Answered> answered = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private final RequestReceiver receiver;
    private final EndpointSettings settings;
    private final Random random;
    private Endpoint endpoint;

    /// Starts an endpoint with small bounds.
    public LockstepEndpoint(RequestReceiver receiver) {
        this(receiver, SMALL, 1);
    }

    /// Starts an endpoint.
    ///
    /// @param seed of its message IDs and times of repetition
    public LockstepEndpoint(RequestReceiver receiver, EndpointSettings settings, long seed) {
        this.receiver = receiver;
        this.settings = settings;
        random = new Random(seed);
        endpoint = newEndpoint();
    }

    private Endpoint newEndpoint() {
        return new Endpoint(port, receiver, new Observer(), settings, clock, clock::ticks, random);
    }

    /// Keeps what it sees.
    private final class Observer implements ExchangeObserver {
        @Override
        public void answered(int route, int method, int messageId, int code, long nanos) {
            answered.add(new Answered(route, method, messageId, code, Duration.ofNanos(nanos)));
        }

        @Override
        public void refused(Peer peer, int route, int method, Response response) {
            troubles.add("%s %d %d %s".formatted(peer, route, method, Code.text(response.code())));
        }

        @Override
        public void repeated(Peer peer) {
            troubles.add(peer + " again");
        }
    }

    /// Forgets everything, as after the death of the process; the secret stays the same.
    public void restart() {
        endpoint = newEndpoint();
    }

    /// Returns the endpoint itself.
    public Endpoint endpoint() {
        return endpoint;
    }

    /// Returns what the endpoint counts.
    public EndpointStatistics statistics() {
        return endpoint.statistics();
    }

    /// Returns the clock.
    public VirtualClock clock() {
        return clock;
    }

    /// Returns the port.
    public ScriptedPort port() {
        return port;
    }

    /// Returns what the observer saw.
    public List<Answered> answered() {
        return answered;
    }

    /// Returns what the observer was told of refusals and repeats, in words.
    public List<String> troubles() {
        return troubles;
    }

    /// Returns a peer at an address such as `192.0.2.1`.
    public ScriptedPeer peer(String address, int fromPort) {
        return new ScriptedPeer(this, Peer.of(new InetSocketAddress(address, fromPort)));
    }

    /// Returns a peer at some address.
    public ScriptedPeer peer() {
        return peer("192.0.2.1", 40_000);
    }

    /// Answers a request whose answer was to come later.
    public void respond(long ticket, Response response) {
        try {
            endpoint.respond(ticket, response);
            endpoint.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Gives the endpoint its turn and returns how many datagrams it took.
    public int turn() {
        try {
            int count = endpoint.turn(FOR_EVER);
            endpoint.flush();
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Lets time pass; the endpoint has its turn whenever it asked for one.
    public void pass(Duration time) {
        long end = clock.elapsed() + time.toNanos();
        turn();
        while (clock.elapsed() < end) {
            clock.advance(Math.min(end - clock.elapsed(), Math.max(1, port.lastWait())));
            turn();
            turn(); // the wait of the first one was reckoned before it did what was due
        }
    }
}
