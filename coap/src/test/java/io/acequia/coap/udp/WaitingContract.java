package io.acequia.coap.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.exchange.DatagramPort;
import io.acequia.coap.exchange.Peer;
import io.acequia.coap.lockstep.Datagram;
import io.acequia.coap.message.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How every UDP port waits, and how others end its wait.
abstract class WaitingContract {
    static final InetSocketAddress LOOPBACK_4 = address("127.0.0.1", 0);
    static final UdpSettings SMALL_BURST = new UdpSettings(1 << 20, 8, false);
    static final long LONG_WAIT = Duration.ofSeconds(20).toNanos();

    static final DatagramPort.Receiver NONE_EXPECTED =
            (peer, _, _, _) -> {
                throw new AssertionError("a datagram from " + peer);
            };

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    // with one processor each of them costs a time slice, and there is no race
    private static final int HAND_OVERS =
            Runtime.getRuntime().availableProcessors() > 1 ? 20_000 : 200;

    private final List<AutoCloseable> opened = new ArrayList<>();

    /// Opens the port under test.
    abstract DatagramPort bind(InetSocketAddress address, UdpSettings settings) throws IOException;

    @AfterEach
    void closeAll() throws Exception {
        for (var closeable : opened) {
            closeable.close();
        }
    }

    @Test
    @DisplayName("Nothing there and no wait: no datagram, at once")
    void noWait() throws IOException {
        var port = open(LOOPBACK_4);

        assertTimeoutPreemptively(DEADLINE, () -> assertEquals(0, port.receive(0, NONE_EXPECTED)));
    }

    @ParameterizedTest(name = "{0} ms")
    @ValueSource(ints = {1, 50})
    @DisplayName("The wait ends after its time")
    void timeout(int millis) throws IOException {
        var port = open(LOOPBACK_4);
        long nanos = Duration.ofMillis(millis).toNanos();
        long start = System.nanoTime();

        int count = port.receive(nanos, NONE_EXPECTED);

        long waited = System.nanoTime() - start;
        assertEquals(0, count);
        // a clock of milliseconds may round down
        assertTrue(waited >= nanos - 2_000_000, () -> waited + " ns");
        assertTrue(waited < LONG_WAIT / 2, () -> waited + " ns");
    }

    @Test
    @DisplayName("A datagram ends the wait")
    void datagramEndsWait() throws Exception {
        var port = open(LOOPBACK_4);
        var socket = socket("127.0.0.1");
        var sender = new Thread(() -> socket.send(port, Bytes.utf8("x")));

        sender.start();
        var received = receiveOne(port);

        assertEquals("x", received.bytes().utf8());
        sender.join();
    }

    @Test
    @DisplayName("A wake-up before the wait ends that wait, and only that one")
    void wakeUpBefore() throws IOException {
        var port = open(LOOPBACK_4);
        port.wakeUp();
        port.wakeUp();

        assertTimeoutPreemptively(
                DEADLINE, () -> assertEquals(0, port.receive(LONG_WAIT, NONE_EXPECTED)));

        long start = System.nanoTime();
        port.receive(20_000_000, NONE_EXPECTED);
        assertTrue(System.nanoTime() - start >= 18_000_000);
    }

    @Test
    @DisplayName("A wake-up during the wait ends it, and the next one lasts its time")
    void wakeUpDuring() throws Exception {
        var port = open(LOOPBACK_4);
        var hasReturned = new AtomicBoolean();
        var waker =
                new Thread(() -> {
                    while (!hasReturned.get()) {
                        port.wakeUp();
                    }
                });
        waker.start();
        for (int i = 0; i < 100; i++) {
            assertEquals(0, port.receive(LONG_WAIT, NONE_EXPECTED));
        }
        hasReturned.set(true);
        waker.join();

        port.receive(1_000_000, NONE_EXPECTED); // the last wake-up
        port.receive(1_000_000, NONE_EXPECTED); // one that came too late
        long start = System.nanoTime();
        port.receive(20_000_000, NONE_EXPECTED);
        assertTrue(System.nanoTime() - start >= 18_000_000);
    }

    @Test
    @DisplayName("No wake-up of another thread is ever lost: many hand-overs without a datagram")
    void wakeUpRace() throws Exception {
        var port = open(LOOPBACK_4);
        var asked = new AtomicInteger();
        var answered = new AtomicInteger();
        var asker = new Thread(() -> ask(port, asked, answered));
        asker.setDaemon(true);
        asker.start();

        while (answered.get() < HAND_OVERS) {
            long start = System.nanoTime();
            port.receive(LONG_WAIT, NONE_EXPECTED);
            answered.set(asked.get());
            // one that was lost would cost the whole wait
            assertTrue(System.nanoTime() - start < LONG_WAIT, "a wake-up was lost");
        }
        asker.join();
    }

    // Each time after another pause, so that every moment of going to sleep is met.
    private static void ask(DatagramPort port, AtomicInteger asked, AtomicInteger answered) {
        var random = new Random(1);
        for (int i = 1; i <= HAND_OVERS; i++) {
            for (int pause = random.nextInt(50); pause > 0; pause--) {
                Thread.onSpinWait();
            }
            asked.set(i);
            port.wakeUp();
            while (answered.get() < i) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    @DisplayName("Many threads may wake a port while it is closed")
    void wakeUpWhileClosing() throws Exception {
        for (int round = 0; round < 20; round++) {
            var port = bind(LOOPBACK_4, SMALL_BURST);
            var started = new CountDownLatch(2);
            var failures = new AtomicInteger();
            var threads = new ArrayList<Thread>();
            for (int i = 0; i < 2; i++) {
                var thread =
                        new Thread(() -> {
                            started.countDown();
                            for (int j = 0; j < 1_000; j++) {
                                port.wakeUp();
                            }
                        });
                thread.setUncaughtExceptionHandler((_, _) -> failures.incrementAndGet());
                thread.start();
                threads.add(thread);
            }
            started.await();
            port.receive(LONG_WAIT, NONE_EXPECTED);
            port.close();
            for (var thread : threads) {
                thread.join();
            }
            assertEquals(0, failures.get());
        }
    }

    DatagramPort open(InetSocketAddress address) throws IOException {
        return keep(bind(address, UdpSettings.DEFAULTS));
    }

    <T extends AutoCloseable> T keep(T closeable) {
        opened.add(closeable);
        return closeable;
    }

    PlainSocket socket(String host) throws IOException {
        return keep(new PlainSocket(InetAddress.ofLiteral(host)));
    }

    static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    static Datagram receiveOne(DatagramPort port) throws IOException {
        var received = new ArrayList<Datagram>();
        long start = System.nanoTime();
        while (received.isEmpty()) {
            port.receive(
                    LONG_WAIT,
                    (peer, bytes, from, length) -> {
                        var copy = new Peer();
                        copy.copy(peer);
                        received.add(new Datagram(copy, Bytes.copyOf(bytes, from, length)));
                    });
            assertTrue(System.nanoTime() - start < LONG_WAIT, "no datagram came");
        }
        assertEquals(1, received.size());
        return received.getFirst();
    }
}
