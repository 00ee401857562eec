package io.acequia.coap.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.lockstep.Resources;
import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.ContentFormat;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The client over real sockets.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CoapClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final InetSocketAddress ANY_PORT =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final ClientRequest HEALTH = ClientRequest.get("/health");
    private static final Result CREATED = new Result.Answer(Code.CREATED, List.of(), Bytes.EMPTY);

    @Test
    @DisplayName("GET and POST, CON and NON, large and small, are answered")
    void requests() throws Exception {
        try (var server = new LoopbackServer(ANY_PORT);
                var client = CoapClient.open(server.address(), PATIENCE)) {
            var health = get(client.send(HEALTH));
            var answer = assertInstanceOf(Result.Answer.class, health);
            assertEquals(Code.CONTENT, answer.code());
            assertEquals(Resources.WELL, answer.payload().utf8());

            assertEquals(CREATED, get(client.send(event("{}"))));
            assertEquals(CREATED, get(client.send(event("{}").nonConfirmable())));
            assertEquals(CREATED, get(client.send(event(" ".repeat(60_000)))));

            assertEquals(3, server.stop());
        }
    }

    @Test
    @DisplayName("A request is sent at once, not when the client looks up again")
    void atOnce() throws Exception {
        try (var server = new LoopbackServer(ANY_PORT);
                var client = CoapClient.open(server.address(), PATIENCE)) {
            long start = System.nanoTime();
            for (int i = 0; i < 30; i++) {
                assertEquals(CREATED, get(client.send(event("{}"))));
            }
            assertTrue(System.nanoTime() - start < Duration.ofSeconds(15).toNanos());
        }
    }

    @Test
    @DisplayName("Several threads may send many requests at a time")
    void manyThreads() throws Exception {
        try (var server = new LoopbackServer(ANY_PORT);
                var client = CoapClient.open(server.address(), PATIENCE)) {
            var threads = new ArrayList<Thread>();
            var results = new ArrayList<CompletableFuture<Result>>();
            for (int i = 0; i < 4; i++) {
                threads.add(Thread.ofPlatform().start(() -> sendMany(client, results)));
            }
            for (var thread : threads) {
                thread.join();
            }

            for (var result : results) {
                assertEquals(CREATED, get(result));
            }
            assertEquals(results.size(), server.stop());
            assertEquals(400, results.size());
        }
    }

    private static void sendMany(CoapClient client, List<CompletableFuture<Result>> results) {
        for (int i = 0; i < 100; i++) {
            var result = client.send(event("{}"));
            synchronized (results) {
                results.add(result);
            }
            if (i % 10 == 0) {
                result.join();
            }
        }
    }

    @Test
    @DisplayName("A port at which nobody listens is unreachable, at once; a later server is found")
    void unreachable() throws Exception {
        InetSocketAddress address;
        try (var server = new LoopbackServer(ANY_PORT)) {
            address = server.address();
        }
        try (var client = CoapClient.open(address, PATIENCE)) {
            long start = System.nanoTime();
            for (int i = 0; i < 3; i++) {
                assertInstanceOf(Result.Unreachable.class, get(client.send(HEALTH)));
            }
            assertTrue(System.nanoTime() - start < PATIENCE.toNanos() / 2);

            try (var server = new LoopbackServer(address)) {
                assertEquals(address, server.address());
                assertInstanceOf(Result.Answer.class, get(client.send(HEALTH)));
            }
        }
    }

    @Test
    @DisplayName("A server that is silent has the patience of the client, and no more")
    void silentServer() throws Exception {
        try (var silent = new DatagramSocket(ANY_PORT);
                var client =
                        CoapClient.open(
                                (InetSocketAddress) silent.getLocalSocketAddress(),
                                Duration.ofMillis(50))) {
            var result = assertInstanceOf(Result.NoAnswer.class, get(client.send(HEALTH)));

            assertTrue(result.waited().toMillis() >= 50);
        }
    }

    @Test
    @DisplayName("Requests that wait when the client is closed, and those after it, get a result")
    void close() throws Exception {
        try (var silent = new DatagramSocket(ANY_PORT)) {
            var address = (InetSocketAddress) silent.getLocalSocketAddress();
            var client = CoapClient.open(address, Duration.ofHours(1));
            var waiting = Stream.generate(() -> client.send(HEALTH)).limit(20).toList();

            client.close();
            client.close();

            for (var result : waiting) {
                assertInstanceOf(Result.Unreachable.class, get(result));
            }
            assertInstanceOf(Result.Unreachable.class, get(client.send(HEALTH)));
        }
    }

    @Test
    @DisplayName("Who gets a result may close the client")
    void closeInResult() throws Exception {
        try (var server = new LoopbackServer(ANY_PORT);
                var client = CoapClient.open(server.address(), PATIENCE)) {
            var closed = client.send(HEALTH).thenRun(client::close);

            closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

            assertInstanceOf(Result.Unreachable.class, get(client.send(HEALTH)));
        }
    }

    @Test
    @DisplayName("A host without an address is named")
    void unknownHost() {
        var unknown = InetSocketAddress.createUnresolved("no.such.host.invalid", 5683);

        var e = assertThrows(IOException.class, () -> CoapClient.open(unknown, PATIENCE));

        assertEquals("unknown host: no.such.host.invalid", e.getMessage());
    }

    private static ClientRequest event(String json) {
        return ClientRequest.post("/event", ContentFormat.JSON, Bytes.utf8(json));
    }

    private static Result get(CompletableFuture<Result> result) throws Exception {
        return result.get(PATIENCE.toSeconds() + 10, TimeUnit.SECONDS);
    }
}
