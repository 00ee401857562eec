package io.acequia.benchmarks.micro;

import io.acequia.coap.exchange.DatagramPort;
import io.acequia.coap.exchange.Endpoint;
import io.acequia.coap.exchange.EndpointSettings;
import io.acequia.coap.exchange.Peer;
import io.acequia.coap.exchange.Response;
import io.acequia.coap.message.Code;
import io.acequia.coap.server.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What the message layer costs without a socket: reading, deduplication, routing, answering.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
public class EndpointBenchmark {
    private static final int BURST = 64, OPEN = 1_024;
    private static final Response CREATED = Response.of(Code.CREATED);

    /// How many devices take turns: few stay in the cache, many do not.
    @Param({"64", "100000"})
    private int devices = 64;

    /// Requests that are remembered.
    @Param("1048576")
    private int remembered = 1 << 20;

    private final Requests port = new Requests();
    private final Endpoint endpoint =
            new Endpoint(
                    port,
                    new Router(_ -> CREATED).route(Code.POST, "/event", _ -> CREATED),
                    (_, _, _, _, _) -> {},
                    new EndpointSettings(remembered, OPEN, 42),
                    InstantSource.system(),
                    System::nanoTime,
                    RandomGenerator.getDefault());

    /// Answers a burst of new requests.
    @Benchmark
    @OperationsPerInvocation(BURST)
    public int turn() throws IOException {
        return endpoint.turn(0);
    }

    /// Devices that send one request after the other with message IDs that count up.
    private final class Requests implements DatagramPort {
        private final Peer peer = new Peer();
        private final byte[] datagram = {
            0x40,
            Code.POST,
            0,
            0,
            (byte) 0xb5,
            'e',
            'v',
            'e',
            'n',
            't',
            0x11,
            50,
            (byte) 0xff,
            '{',
            '}'
        };
        private long count;

        @Override
        public int receive(long maxWaitNanos, Receiver receiver) {
            for (int i = 0; i < BURST; i++, count++) {
                long messageId = count / devices;
                datagram[2] = (byte) (messageId >> 8);
                datagram[3] = (byte) messageId;
                int device = (int) (count % devices);
                peer.setV4(device / 1_000, device % 1_000 + 1 + (int) (messageId >> 16));
                receiver.receive(peer, datagram, 0, datagram.length);
            }
            return BURST;
        }

        @Override
        public void send(Peer to, byte[] bytes, int from, int length) {
            // as fast as a network can be
        }

        @Override
        public void flush() {
            // nothing waits
        }

        @Override
        public void wakeUp() {
            // never asleep
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
