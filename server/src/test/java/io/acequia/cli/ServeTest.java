package io.acequia.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.settings.SettingsException;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("serve")
class ServeTest {
    private final FakeServer process = new FakeServer();
    private final AtomicInteger stops = new AtomicInteger();

    @Test
    @DisplayName("says where it listens and how to send an event, and ends in order on a signal")
    void life() {
        start(List.of("127.0.0.1", "::1"), 5683, stops::incrementAndGet);

        int exitCode = run("serve", "--http", "localhost:0");

        assertEquals(ExitCode.OK, exitCode, process.err.toString());
        assertEquals(
                """
                acequia development is ready: coap://127.0.0.1:5683 coap://[::1]:5683 http://127.0.0.1:8080
                try: coap-client-notls -m post -t 50 -e \
                '{"namespace":"default","sender":"demo","origin":"probe1",\
                "payload":{"type":"temperature","value":21.5}}' coap://localhost/event
                """,
                process.out.toString());
        assertEquals(1, stops.get());
        assertEquals(ExitCode.OK, process.ended);
    }

    @Test
    @DisplayName("the command to try names the port and, away from here, the host")
    void otherAddresses() {
        start(List.of("0.0.0.0"), 45683, stops::incrementAndGet);
        run("serve");
        start(List.of("192.0.2.1"), 5683, stops::incrementAndGet);
        run("serve");

        var out = process.out.toString();
        assertTrue(out.contains(" coap://localhost:45683/event\n"), out);
        assertTrue(out.contains(" coap://192.0.2.1/event\n"), out);
    }

    @Test
    @DisplayName("a stop that fails is an internal error")
    void brokenStop() {
        start(
                List.of("127.0.0.1"),
                5683,
                () -> {
                    throw new IOException("disk is gone");
                });

        run("serve");

        assertEquals(ExitCode.INTERNAL, process.ended);
    }

    @Test
    @DisplayName("what is set and cannot be is exit 2, what the surroundings refuse is exit 5")
    void failures() {
        process.starter =
                _ -> {
                    throw new SettingsException("coap.listen is localhost:5683; the port is taken");
                };
        int taken = process.run("serve");
        process.starter =
                _ -> {
                    throw new IOException("the store does not answer; check store.url");
                };
        int unreachable = process.run("serve");

        assertEquals(ExitCode.USAGE, taken);
        assertEquals(ExitCode.UNREACHABLE, unreachable);
        assertEquals(
                """
                acequia: coap.listen is localhost:5683; the port is taken
                acequia: the store does not answer; check store.url
                """,
                process.err.toString());
    }

    @Test
    @DisplayName("a signal while it starts is obeyed as soon as it has started")
    void earlySignal() {
        process.starter =
                _ -> {
                    Thread.startVirtualThread(process.terminations.getFirst());
                    return new RunningServer(
                            List.of(address("127.0.0.1", 1)),
                            address("127.0.0.1", 2),
                            false,
                            stops::incrementAndGet);
                };

        int exitCode =
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> process.run("serve"));

        assertEquals(ExitCode.OK, exitCode);
        assertEquals(1, stops.get());
        assertEquals(ExitCode.OK, process.ended);
    }

    @Test
    @DisplayName("a server that could not start has nothing to stop, and keeps its exit code")
    void nothingToStop() {
        process.starter =
                _ -> {
                    throw new IOException("no disk");
                };

        int exitCode = process.run("serve");
        process.terminations.forEach(Runnable::run);

        assertEquals(ExitCode.UNREACHABLE, exitCode);
        assertEquals(-1, process.ended);
    }

    private void start(List<String> hosts, int port, Closeable stop) {
        process.starter =
                _ -> {
                    var addresses = hosts.stream().map(host -> address(host, port)).toList();
                    return new RunningServer(addresses, address("127.0.0.1", 8080), false, stop);
                };
    }

    private static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    /// Runs a server that is asked to end as soon as it can be.
    private int run(String... arguments) {
        return assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> {
                    int before = process.terminations.size();
                    var ending =
                            Thread.startVirtualThread(() -> {
                                while (process.terminations.size() == before) {
                                    Thread.onSpinWait();
                                }
                                process.terminations.getLast().run();
                            });
                    int exitCode = process.run(arguments);
                    ending.join();
                    return exitCode;
                });
    }
}
