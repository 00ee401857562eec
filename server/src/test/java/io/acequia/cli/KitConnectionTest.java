package io.acequia.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.console.Events;
import io.acequia.console.MemoryStore;
import io.acequia.console.TestCertificate;
import io.acequia.console.TestConsole;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("acequia kit install, on its way to the product,")
class KitConnectionTest {
    @TempDir Path directory;

    private final FakeServer process = new FakeServer();

    private String install(String url, String... more) {
        var all = new String[more.length + 5];
        System.arraycopy(new String[] {"kit", "install", "kibana", "--url", url}, 0, all, 0, 5);
        System.arraycopy(more, 0, all, 5, more.length);
        int exitCode = process.run(all);
        var said = process.err.toString();
        assertEquals(1, said.lines().count(), said);
        assertEquals("", process.out.toString());
        process.err.getBuffer().setLength(0);
        return exitCode + " " + said.strip();
    }

    @Test
    @DisplayName("finds nobody, or no such host")
    void nobody() throws IOException {
        int unused;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = socket.getLocalPort();
        }
        var url = "http://localhost:" + unused;

        assertEquals(
                "5 acequia: nobody listens at " + url + "; start Kibana, or see --url",
                install(url));
        assertEquals(
                "5 acequia: the host of http://no-such-host.invalid is not known; check --url",
                install("http://no-such-host.invalid"));
    }

    @Test
    @DisplayName("meets something that does not speak TLS, or does not speak at all")
    void noTls() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var url = "https://localhost:" + socket.getLocalPort();
            var plain = Thread.startVirtualThread(() -> answer(socket, "HTTP/1.1 400 No\r\n\r\n"));
            assertEquals(
                    "5 acequia: there is no TLS at " + url + "; use http:// in --url",
                    install(url));
            plain.join();

            var silent = Thread.startVirtualThread(() -> answer(socket, ""));
            var said = install(url.replace("https:", "http:"));
            assertTrue(said.startsWith("5 acequia: the connection to http://localhost"), said);
            assertTrue(said.endsWith("; if it speaks TLS use https:// in --url"), said);
            silent.join();
        }
    }

    private static void answer(ServerSocket socket, String text) {
        try (var connection = socket.accept()) {
            connection.getInputStream().readNBytes(16);
            connection.getOutputStream().write(text.getBytes(US_ASCII));
            connection.getOutputStream().flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("believes the certificate when --ca names who signed it, and otherwise not")
    void certificate() throws Exception {
        var files = TestCertificate.make(directory, "RSA", "-1d", 30).write(directory);
        var clock = InstantSource.fixed(Events.TEN);
        try (var console = TestConsole.start(new MemoryStore(), clock, directory, files)) {
            var url = "https://localhost:" + console.port();

            assertEquals(
                    "5 acequia: the certificate of "
                            + url
                            + " is not trusted; name who signed it: --ca",
                    install(url));
            var trusted = install(url, "--ca=" + files.chain());
            assertTrue(trusted.startsWith("3 acequia: there is no Kibana at " + url), trusted);
        }
    }
}
