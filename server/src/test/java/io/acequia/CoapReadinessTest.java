package io.acequia;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.client.ClientRequest;
import io.acequia.coap.client.CoapClient;
import io.acequia.coap.client.Result;
import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.Code;
import io.acequia.coap.message.ContentFormat;
import io.acequia.device.FailingDevices;
import io.acequia.intake.CoapIntake;
import io.acequia.intake.RequestLog;
import io.acequia.settings.CoapSettings;
import io.acequia.settings.HostPort;
import io.acequia.settings.LogSettings;
import io.acequia.store.EventStore;
import io.acequia.store.embedded.EmbeddedSettings;
import io.acequia.store.embedded.EmbeddedStore;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoapReadinessTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean hanging;

    @TempDir Path directory;
    private EventStore store;
    private CoapIntake intake;

    @BeforeEach
    void start() throws IOException {
        store = EmbeddedStore.open(directory.resolve("data"), EmbeddedSettings.DEFAULTS);
        var log =
                RequestLog.start(
                        LogSettings.DEFAULTS,
                        new PrintStream(PrintStream.nullOutputStream()),
                        System::nanoTime);
        intake =
                CoapIntake.start(
                        anyPort(),
                        hangable(store),
                        log,
                        new FailingDevices(InstantSource.system()),
                        failure -> {
                            throw new AssertionError(failure);
                        });
    }

    @AfterEach
    void stop() throws IOException {
        released.countDown();
        intake.close();
        store.close();
    }

    private static CoapSettings anyPort() {
        var defaults = CoapSettings.DEFAULTS;
        return new CoapSettings(
                List.of(new HostPort("127.0.0.1", 0)),
                defaults.workers(),
                defaults.transport(),
                defaults.receiveBuffer(),
                defaults.burst(),
                1_024,
                defaults.maxPayload(),
                defaults.maxEvents());
    }

    /// The store, whose question for /health never comes back once `hanging` is set.
    private EventStore hangable(EventStore store) {
        return (EventStore)
                Proxy.newProxyInstance(
                        EventStore.class.getClassLoader(),
                        new Class<?>[] {EventStore.class},
                        (_, method, arguments) -> {
                            if (hanging && method.getName().equals("isWritable")) {
                                released.await();
                            }
                            try {
                                return method.invoke(store, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private CoapReadiness readiness() {
        return new CoapReadiness(intake.addresses(), intake);
    }

    @Test
    @DisplayName("a server whose sockets answer is ready")
    void ready() {
        assertEquals(Optional.empty(), readiness().obstacle());
        assertEquals(Optional.empty(), readiness().hang());
    }

    @Test
    @DisplayName("a thread that hangs is noticed through its socket, and by its name")
    void hung() {
        hanging = true;

        var obstacle = readiness().obstacle();

        assertEquals(Optional.of("our CoAP socket does not answer within 1 s"), obstacle);
        var hang = intake.hang(SECOND);
        while (hang.isEmpty()) { // the timeout of the test bounds it
            Thread.onSpinWait();
            hang = intake.hang(SECOND);
        }
        assertTrue(hang.get().startsWith("thread coap-1 has hung for "), hang.get());
    }

    @Test
    @DisplayName("of several sockets one that does not answer is enough not to be ready")
    void oneOfTwo() throws IOException {
        try (var silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            var addresses =
                    List.of(
                            intake.addresses().getFirst(),
                            (InetSocketAddress) silent.getLocalSocketAddress());

            var obstacle = new CoapReadiness(addresses, intake).obstacle();

            assertEquals(Optional.of("our CoAP socket does not answer within 1 s"), obstacle);
        }
    }

    @Test
    @DisplayName("who leaves says so to balancers and still takes events")
    void leaving() throws Exception {
        intake.leave();

        assertEquals(Optional.of("/health answers 5.03 over CoAP"), readiness().obstacle());
        try (var client = CoapClient.open(intake.addresses().getFirst(), Duration.ofSeconds(9))) {
            var event = Bytes.utf8("{\"payload\":{\"type\":\"temperature\",\"value\":1}}");
            var request = ClientRequest.post("/event", ContentFormat.JSON, event);

            var answer = assertInstanceOf(Result.Answer.class, client.send(request).join());

            assertEquals(Code.CREATED, answer.code());
        }
    }
}
