package io.acequia;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.store.opensearch.Forwarder;
import io.acequia.store.opensearch.OpenSearchSettings;
import io.acequia.store.opensearch.OpenSearchStore;
import io.acequia.store.opensearch.SearchEngine;
import io.acequia.store.opensearch.SharedSearchEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A collector whose cluster is slower than its devices: a real OpenSearch behind a slow link, so
/// that ten times what can be stored is a rate that this machine can send.
@ExtendWith(SharedSearchEngine.class)
@DisplayName("A burst")
class BurstIT {
    private static final String PREFIX = "burst";
    private static final long LINK_BYTES_PER_SECOND = 600_000;
    private static final int DEVICES = 64, FEW = 4, MANY = 512, TIMES = 10;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /// Bytes that live objects may take more than before: batches that are kept for later, 4 MiB
    /// for each thread, and code that ran for the first time.
    private static final long GROWTH = 16 << 20;

    private final int port;

    BurstIT() throws IOException {
        port = ServerProcess.freePort();
    }

    @Test
    @DisplayName(
            "of ten times what can be stored loses nothing acked, is refused in time, takes no memory"
                    + " and leaves full speed behind")
    void tenTimes(SearchEngine engine, @TempDir Path directory) throws Exception {
        long seed = Long.getLong("acequia.seed", System.nanoTime());
        try (var slow = Forwarder.slow(engine.uris().getFirst(), LINK_BYTES_PER_SECOND);
                var collector = collector(slow.uri(), directory);
                var load =
                        new EventLoad(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                                DEVICES,
                                FEW,
                                new Random(seed))) {
            load.sendFor(3 * SECOND); // for code that runs for the first time
            double before = ackedPerSecond(load, 5);
            load.settle();
            long memory = liveBytes(collector);

            load.window(MANY);
            int sent = load.sent();
            int stored = load.acked.cardinality();
            load.sendFor(10 * SECOND);
            double burst = (load.sent() - sent) / 10.0;
            double during = (load.acked.cardinality() - stored) / 10.0;
            load.window(FEW);

            double after = ackedPerSecond(load, 5);
            load.settle();
            long growth = liveBytes(collector) - memory;
            System.out.printf(
                    "%.0f events/s before, a burst of %.0f/s of which %.0f/s were acked, %.0f/s in"
                            + " the 5 s after; Max-Age %s; %d KB more in memory; %s, seed %d%n",
                    before, burst, during, after, load.maxAges, growth >> 10, load, seed);

            assertTrue(burst > TIMES * before, "no burst: " + burst + " after " + before);
            assertTrue(during > 0.8 * before, "acked during the burst: " + during);
            assertTrue(after > 0.8 * before, "acked after the burst: " + after);
            assertTrue(growth < GROWTH, "live objects grew by " + growth);
            assertTrue(load.maxAges.size() > 20, "Max-Age is not spread: " + load.maxAges);
            assertEquals(0, load.unknown.cardinality(), "requests without an answer");
            assertStored(engine, load);
        }
    }

    private ServerProcess collector(URI cluster, Path directory) throws IOException {
        return ServerProcess.serve(
                directory,
                port,
                "--roles=collector",
                "--set=log.requests=off",
                "--set=store.kind=opensearch",
                "--set=store.opensearch.urls=" + cluster,
                "--set=store.opensearch.prefix=" + PREFIX);
    }

    private static double ackedPerSecond(EventLoad load, int seconds) throws IOException {
        int acked = load.acked.cardinality();
        load.sendFor(seconds * SECOND);
        return (load.acked.cardinality() - acked) / (double) seconds;
    }

    /// Returns what all live objects of a process take, after a collection of garbage.
    private static long liveBytes(ServerProcess server) throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var pid = String.valueOf(server.process().pid());
        var process = new ProcessBuilder(jcmd, pid, "GC.class_histogram").start();
        var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), lines);
        var total = lines.lines().filter(line -> line.startsWith("Total")).findFirst();
        return Long.parseLong(total.orElseThrow().trim().replaceAll(".* ", ""));
    }

    private static void assertStored(SearchEngine engine, EventLoad load)
            throws IOException, InterruptedException {
        engine.send("POST", "/" + PREFIX + "-*-2*/_refresh", "");
        var settings = OpenSearchSettings.at(engine.uris().getFirst()).prefix(PREFIX);
        try (var store = OpenSearchStore.open(settings)) {
            load.assertStored(store, 1);
        }
    }
}
