package io.acequia.coap.simulation;

import io.acequia.coap.exchange.Endpoint;
import io.acequia.coap.exchange.EndpointSettings;
import io.acequia.coap.exchange.EndpointStatistics;
import io.acequia.coap.exchange.Peer;
import io.acequia.coap.exchange.Response;
import io.acequia.coap.lockstep.ScriptedPort;
import io.acequia.coap.lockstep.VirtualClock;
import io.acequia.coap.message.Code;
import io.acequia.coap.server.Router;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// The endpoint under test with its store; it may die and be started again.
final class Server {
    static final Peer ADDRESS = Peer.of(new InetSocketAddress("192.0.2.254", 5683));

    // so many places that a bucket is never full by chance
    private static final EndpointSettings SETTINGS = new EndpointSettings(1 << 14, 16, 42);
    private static final long LONGEST_DOWN = Duration.ofSeconds(3).toNanos();

    private final RandomGenerator random;
    private final Faults faults;
    private final Network network;
    private final VirtualClock clock;
    private final FakeStore store;
    private ScriptedPort port = new ScriptedPort();
    private Endpoint endpoint;
    private long downUntil; // 0: it lives

    Server(RandomGenerator random, Faults faults, Network network, VirtualClock clock) {
        this.random = random;
        this.faults = faults;
        this.network = network;
        this.clock = clock;
        store = new FakeStore(random, faults, clock::elapsed);
        endpoint = start();
    }

    private Endpoint start() {
        port = new ScriptedPort();
        network.connect(ADDRESS, port);
        var router =
                new Router(exchange -> Response.retryAfter(Code.SERVICE_UNAVAILABLE, 5))
                        .route(Code.POST, "/event", store::take);
        var started =
                new Endpoint(
                        port,
                        router,
                        (route, method, messageId, code, nanos) -> {},
                        SETTINGS,
                        clock,
                        clock::ticks,
                        random);
        store.remindOf(started);
        return started;
    }

    FakeStore store() {
        return store;
    }

    EndpointStatistics statistics() {
        return endpoint.statistics();
    }

    /// Says whether nothing waits: no event for the store, no message for its repetition.
    boolean isIdle() {
        return downUntil == 0
                && store.nextDue() == Long.MAX_VALUE
                && port.lastWait() == Long.MAX_VALUE;
    }

    /// Does what is to be done now and returns when there is more to do.
    long act() throws IOException {
        long now = clock.elapsed();
        if (downUntil > now) {
            return downUntil;
        }
        if (downUntil > 0) {
            downUntil = 0;
            endpoint = start();
        }
        if (faults.nextDeath() <= now || !store.commit(endpoint)) {
            return die();
        }
        while (endpoint.turn(Long.MAX_VALUE) > 0) {
            // burst after burst
        }
        endpoint.turn(Long.MAX_VALUE); // reckons its wait after it did what was due
        endpoint.flush();
        network.collect(ADDRESS, port, now);
        long wait = port.lastWait();
        long wakeUp = wait == Long.MAX_VALUE ? wait : now + Math.max(1, wait);
        return Math.min(Math.min(wakeUp, store.nextDue()), faults.nextDeath());
    }

    // Datagrams that were not flushed and those that wait in the socket die as well.
    private long die() {
        faults.died();
        network.disconnect(ADDRESS);
        store.die();
        downUntil = clock.elapsed() + 1 + random.nextLong(LONGEST_DOWN);
        return downUntil;
    }
}
