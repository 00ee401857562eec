package io.acequia.coap.server;

import static io.acequia.coap.lockstep.Wire.con;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.acequia.coap.exchange.Answer;
import io.acequia.coap.exchange.DatagramPort;
import io.acequia.coap.exchange.Endpoint;
import io.acequia.coap.exchange.EndpointSettings;
import io.acequia.coap.exchange.Peer;
import io.acequia.coap.exchange.Response;
import io.acequia.coap.lockstep.VirtualClock;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.ContentFormat;
import io.acequia.coap.message.OptionNumber;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The transport thread makes no garbage: a million devices must not depend on the collector.
class EndpointAllocationTest {
    private static final int WARM_UP = 20_000, REQUESTS = 200_000, BURST = 64;
    private static final EndpointSettings SETTINGS = new EndpointSettings(1 << 16, 1 << 10, 42);

    private final VirtualClock clock = new VirtualClock();
    private final Flood flood = new Flood();
    private final long[] tickets = new long[BURST];
    private int open;

    @Test
    @DisplayName("An answer at once allocates nothing")
    void answerAtOnce() throws IOException {
        var created = Response.of(Code.CREATED);

        assertAllocatesNothing(endpoint(request -> created), created);
    }

    @Test
    @DisplayName("An answer with Max-Age allocates nothing")
    void answerWithMaxAge() throws IOException {
        var unavailable = Response.retryAfter(Code.SERVICE_UNAVAILABLE, 30);

        assertAllocatesNothing(endpoint(request -> unavailable), unavailable);
    }

    @Test
    @DisplayName("An answer that comes later, in time, allocates nothing")
    void answerLater() throws IOException {
        Handler later =
                request -> {
                    tickets[open++] = request.exchange().ticket();
                    return Answer.Later.LATER;
                };

        assertAllocatesNothing(endpoint(later), Response.of(Code.CREATED));
    }

    private Endpoint endpoint(Handler handler) {
        var router =
                new Router(exchange -> Response.of(Code.SERVICE_UNAVAILABLE))
                        .route(Code.POST, "/event", handler);
        return new Endpoint(
                flood,
                router,
                (route, method, messageId, code, nanos) -> {},
                SETTINGS,
                clock,
                clock::ticks,
                new Random(1));
    }

    private void assertAllocatesNothing(Endpoint endpoint, Response answer) throws IOException {
        serve(endpoint, WARM_UP, answer);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        serve(endpoint, REQUESTS, answer);

        long perRequest = (threads.getCurrentThreadAllocatedBytes() - before) / REQUESTS;
        assertEquals(0, perRequest, "bytes per request");
        assertTrue(flood.sent >= flood.received, "each request was answered");
        assertTrue(endpoint.statistics().duplicates.get() > 0, "repeats were among them");
    }

    private void serve(Endpoint endpoint, int requests, Response answer) throws IOException {
        for (int i = 0; i < requests; i += BURST) {
            endpoint.turn(0);
            for (; open > 0; open--) {
                endpoint.respond(tickets[open - 1], answer);
            }
            endpoint.flush();
            clock.advance(1_000_000);
        }
    }

    /// A port at which requests of many peers arrive without end, some of them twice.
    private static final class Flood implements DatagramPort {
        private static final int PEERS = 1_000, REPEAT = 50;

        private final byte[] request =
                con(Code.POST, 0)
                        .token("0102030405060708")
                        .path("event")
                        .option(OptionNumber.CONTENT_FORMAT, ContentFormat.JSON)
                        .payload("{}")
                        .bytes()
                        .toArray();
        private final Peer peer = new Peer();
        private long received;
        private long sent;

        @Override
        public int receive(long maxWaitNanos, Receiver receiver) {
            for (int i = 0; i < BURST; i++) {
                if (i != REPEAT) { // one of a burst comes twice
                    received++;
                }
                long messageId = received / PEERS;
                peer.setV4((int) (received % PEERS), 5683);
                request[2] = (byte) (messageId >> 8);
                request[3] = (byte) messageId;
                receiver.receive(peer, request, 0, request.length);
            }
            return BURST;
        }

        @Override
        public void send(Peer to, byte[] bytes, int from, int length) {
            sent++;
        }

        @Override
        public void flush() {
            // sent at once
        }

        @Override
        public void wakeUp() {
            // it never waits
        }

        @Override
        public InetSocketAddress localAddress() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 5683);
        }

        @Override
        public long unsent() {
            return 0;
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
