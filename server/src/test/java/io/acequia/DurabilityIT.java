package io.acequia;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.store.embedded.EmbeddedSettings;
import io.acequia.store.embedded.EmbeddedStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityIT {
    private static final int ROUNDS = 10;
    private static final int DEVICES = 16;
    private static final int WINDOW = 8;

    @Test
    @DisplayName("killed at random under load: what was acked is stored, everything at most once")
    void survivesKill(@TempDir Path data) throws Exception {
        long seed = Long.getLong("acequia.seed", System.nanoTime());
        var random = new Random(seed);
        int port = ServerProcess.freePort();
        var load =
                new EventLoad(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
                        DEVICES,
                        WINDOW,
                        random);

        try (load) {
            for (int round = 0; round < ROUNDS; round++) {
                try (var server = ServerProcess.serve(data, port, "--set", "log.requests=errors")) {
                    load.sendFor(TimeUnit.MILLISECONDS.toNanos(random.nextInt(200, 1_500)));
                    server.kill();
                }
            }
            try (var server = ServerProcess.serve(data, port, "--set", "log.requests=errors")) {
                load.settle();
                assertEquals(0, server.terminate(), server::output);
            }
        }

        System.out.printf("killed %d times: %s, seed %d%n", ROUNDS, load, seed);
        assertTrue(load.acked.cardinality() > 1_000, "there was hardly any load");
        try (var store = EmbeddedStore.open(data, EmbeddedSettings.DEFAULTS)) {
            assertAll("seed " + seed, () -> load.assertStored(store, 0));
        }
    }
}
