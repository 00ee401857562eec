package io.acequia.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.device.FailingDevices;
import io.acequia.metrics.Metrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private static Console start(String host, int port) throws IOException {
        return Console.start(
                new HttpListen(host, port),
                TestConsole.subjects(
                        new MemoryStore(),
                        new Metrics(),
                        new FailingDevices(InstantSource.system()),
                        Optional::empty,
                        Path.of("no-such-directory")),
                InstantSource.system());
    }

    @Test
    @DisplayName("Port 0 takes any free port and says which; closing gives it back")
    void anyPort() throws IOException {
        int port;
        try (var console = start("127.0.0.1", 0)) {
            port = console.port();
            assertTrue(port > 0);
            assertEquals("127.0.0.1", console.host());
            new Socket(InetAddress.getLoopbackAddress(), port).close();
        }

        assertThrows(
                ConnectException.class,
                () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    }

    @Test
    @DisplayName("IPv6 is served")
    void ipv6() throws IOException {
        try (var console = start("::1", 0);
                var socket = new Socket(InetAddress.ofLiteral("::1"), console.port())) {
            socket.setSoTimeout(3_000);
            socket.getOutputStream()
                    .write(
                            "GET /livez HTTP/1.1\r\nHost: [::1]\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));

            var response =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertTrue(response.startsWith("HTTP/1.1 200 "), response);
        }
    }

    @Test
    @DisplayName("bad-input CF-5: a port that is taken is an exception, not a line in the log")
    void portTaken() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThrows(
                    BindException.class, () -> start("127.0.0.1", other.getLocalPort()).close());
        }
    }

    @Test
    @DisplayName("bad-input CF-12: an address of another machine is an exception")
    void foreignAddress() {
        assertThrows(IOException.class, () -> start("192.0.2.1", 0).close());
        assertThrows(IOException.class, () -> start("no.such.host.invalid", 0).close());
    }

    @Test
    @DisplayName("bad-input CF-6: a port is 0 to 65535")
    void impossiblePorts() {
        assertThrows(IllegalArgumentException.class, () -> new HttpListen("localhost", -1));
        assertThrows(IllegalArgumentException.class, () -> new HttpListen("localhost", 70_000));
        assertEquals(8080, HttpListen.DEFAULTS.port());
    }

    @Test
    @DisplayName("Starting and stopping says nothing")
    void quiet() throws IOException {
        var before = System.err;
        var said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            start("127.0.0.1", 0).close();
        } finally {
            System.setErr(before);
        }

        assertEquals("", said.toString(StandardCharsets.UTF_8));
    }
}
