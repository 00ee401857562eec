package io.acequia;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.event.Value;
import io.acequia.store.Filter;
import io.acequia.store.Page;
import io.acequia.store.Search;
import io.acequia.store.TimeRange;
import io.acequia.store.embedded.EmbeddedSettings;
import io.acequia.store.embedded.EmbeddedStore;
import java.io.IOException;
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

        var copies = copies(data, load.sent());
        System.out.printf(
                "killed %d times: %d sent, %d acked, %d refused, %d unknown, seed %d%n",
                ROUNDS,
                load.sent(),
                load.acked.cardinality(),
                load.refused.cardinality(),
                load.unknown.cardinality(),
                seed);
        assertTrue(load.acked.cardinality() > 1_000, "there was hardly any load");
        assertAll("seed " + seed, () -> check(load, copies));
    }

    private static void check(EventLoad load, int[] copies) {
        for (int number = 0; number < copies.length; number++) {
            if (load.acked.get(number)) {
                assertEquals(1, copies[number], "acked event " + number);
            } else if (load.refused.get(number)) {
                assertEquals(0, copies[number], "refused event " + number);
            } else {
                assertTrue(copies[number] <= 1, "unknown event " + number);
            }
        }
    }

    private static int[] copies(Path data, int sent) throws IOException {
        var copies = new int[sent];
        try (var store = EmbeddedStore.open(data, EmbeddedSettings.DEFAULTS)) {
            var page = store.search(new Search(Filter.ALL, TimeRange.ALL, 10_000));
            for (var next = page.next(); next != null; next = page.next()) {
                count(page, copies);
                page = store.search(new Search(Filter.ALL, TimeRange.ALL, 10_000, next));
            }
            count(page, copies);
        }
        return copies;
    }

    private static void count(Page page, int[] copies) {
        for (var event : page.events()) {
            copies[(int) ((Value.Numeric) event.value()).value()]++;
        }
    }
}
