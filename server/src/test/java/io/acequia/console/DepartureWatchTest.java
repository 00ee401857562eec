package io.acequia.console;

import static io.acequia.console.Events.TEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.store.EventStore;
import java.io.InterruptedIOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DepartureWatchTest {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CompletableFuture<String> end = new CompletableFuture<>();

    /// A store that answers nothing before it is interrupted.
    private EventStore endless() {
        return (EventStore)
                Proxy.newProxyInstance(
                        EventStore.class.getClassLoader(),
                        new Class<?>[] {EventStore.class},
                        (_, method, _) -> {
                            asked.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                end.complete(method.getName());
                            }
                            throw new InterruptedIOException("cancelled");
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/events",
                "/api/v1/histogram?from=2026-11-23&to=2026-11-24",
                "/prometheus/api/v1/query?query=temperature"
            })
    @DisplayName("A question whose client has gone is given up")
    void departure(String path) throws Exception {
        try (var console = TestConsole.start(endless(), InstantSource.fixed(TEN))) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), console.port())) {
                var request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                assertTrue(asked.await(10, TimeUnit.SECONDS));
            }

            assertTrue(!end.get(10, TimeUnit.SECONDS).isEmpty());
        }
    }

    @Test
    @DisplayName("A connection on which a question took its time is good for the next one")
    void nextQuestion() throws Exception {
        var store = new MemoryStore();
        var released = new CountDownLatch(1);
        var slow = slow(store, released);
        try (var console = TestConsole.start(slow, InstantSource.fixed(TEN));
                var socket = new Socket(InetAddress.getLoopbackAddress(), console.port())) {
            socket.setSoTimeout(10_000);
            var request = "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
            for (int i = 0; i < 2; i++) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                assertTrue(asked.await(10, TimeUnit.SECONDS));
                CompletableFuture.delayedExecutor(250, TimeUnit.MILLISECONDS)
                        .execute(released::countDown);
                var answer = new byte[15];

                assertEquals(15, socket.getInputStream().readNBytes(answer, 0, 15));
                assertEquals("HTTP/1.1 200 OK", new String(answer, StandardCharsets.US_ASCII));
                skipBody(socket);
            }
        }
    }

    private EventStore slow(MemoryStore store, CountDownLatch released) {
        return (EventStore)
                Proxy.newProxyInstance(
                        EventStore.class.getClassLoader(),
                        new Class<?>[] {EventStore.class},
                        (_, method, arguments) -> {
                            asked.countDown();
                            released.await();
                            return method.invoke(store, arguments);
                        });
    }

    /// Reads until the document of an empty page is over.
    private static void skipBody(Socket socket) throws Exception {
        var text = new StringBuilder();
        while (text.indexOf("\"next\":null}") < 0) {
            int next = socket.getInputStream().read();
            assertTrue(next >= 0, text.toString());
            text.append((char) next);
        }
        // The rest of a chunked body.
        if (text.toString().contains("chunked")) {
            socket.getInputStream().readNBytes(7);
        }
    }
}
