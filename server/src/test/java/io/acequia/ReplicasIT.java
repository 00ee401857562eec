package io.acequia;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.network.Balancing;
import io.acequia.network.LoadBalancedNetwork;
import io.acequia.store.Filter;
import io.acequia.store.Histogram;
import io.acequia.store.TimeRange;
import io.acequia.store.opensearch.OpenSearchSettings;
import io.acequia.store.opensearch.OpenSearchStore;
import io.acequia.store.opensearch.SearchEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three collectors behind a balancer that keeps the addresses of clients, in front of three nodes.
/// `-Dreplicas.seconds=200` lets it take longer.
@Tag("iproute2")
@Tag("nftables")
@Tag("network-namespaces")
@DisplayName("Replicas")
class ReplicasIT {
    private static final int PORT = 5683, COLLECTORS = 3, DEVICES = 24, WINDOW = 4;
    private static final long SECONDS = Long.getLong("replicas.seconds", 40);

    /// From the death of one collector to that of the next.
    private static final long BETWEEN_DEATHS = TimeUnit.SECONDS.toNanos(5);

    private final List<ServerProcess> collectors = new ArrayList<>();

    @Test
    @DisplayName("die in turn and a node of the store with them: each acked event is stored once")
    void die(@TempDir Path directory) throws Exception {
        long seed = Long.getLong("acequia.seed", System.nanoTime());
        try (var network = LoadBalancedNetwork.create(PORT, COLLECTORS, Balancing.SOURCE_HASH);
                var engine =
                        SearchEngine.openSearch(
                                directory,
                                COLLECTORS,
                                "http.bind_host=127.0.0.1,"
                                        + network.hostAddress().getHostAddress());
                var load =
                        new EventLoad(
                                        new InetSocketAddress(network.virtualAddress(), PORT),
                                        DEVICES,
                                        WINDOW,
                                        new Random(seed))
                                .halfTimed()) {
            try {
                for (int number = 0; number < COLLECTORS; number++) {
                    collectors.add(collector(number, network, engine));
                }
                int deaths = run(network, engine, load);
                report(engine, load, deaths, seed);
            } finally {
                collectors.forEach(ServerProcess::close);
            }
        }
    }

    private static ServerProcess collector(
            int number, LoadBalancedNetwork network, SearchEngine engine) throws IOException {
        var urls =
                engine.urisAt(network.hostAddress()).stream()
                        .map(URI::toString)
                        .collect(Collectors.joining(","));
        return ServerProcess.serve(
                network.backends().get(number),
                List.of(
                        "--roles=collector",
                        "--coap=0.0.0.0:" + PORT,
                        "--http=127.0.0.1:8080",
                        "--set=log.requests=off",
                        "--set=store.kind=opensearch",
                        "--set=store.opensearch.urls=" + urls));
    }

    private static ServerProcess restarted(
            int number, LoadBalancedNetwork network, SearchEngine engine) {
        try {
            return collector(number, network, engine);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Kills one collector after the other; one node of the store goes after a third of the time
    /// and is back after half of it, when the balancer begins to choose for each datagram at
    /// random.
    ///
    /// @return how many collectors died
    private int run(LoadBalancedNetwork network, SearchEngine engine, EventLoad load)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long whole = TimeUnit.SECONDS.toNanos(SECONDS);
        boolean isNodeGone = false;
        boolean isRandom = false;
        int deaths = 0;
        for (long at = 0; at < whole; at = System.nanoTime() - begin) {
            if (!isNodeGone && at > whole / 3) {
                engine.kill(1);
                isNodeGone = true;
            }
            if (!isRandom && at > whole / 2) {
                engine.start(1);
                network.balance(Balancing.RANDOM, List.of(0, 1, 2));
                isRandom = true;
            }
            load.sendFor(BETWEEN_DEATHS / 2);
            int victim = deaths++ % COLLECTORS;
            collectors.get(victim).kill();
            load.sendFor(BETWEEN_DEATHS / 4);
            var back = CompletableFuture.supplyAsync(() -> restarted(victim, network, engine));
            while (!back.isDone()) {
                load.sendFor(BETWEEN_DEATHS / 4);
            }
            collectors.set(victim, back.join());
        }
        load.settle();
        return deaths;
    }

    private static void report(SearchEngine engine, EventLoad load, int deaths, long seed)
            throws Exception {
        System.out.printf(
                "%d s, %d collectors and a node killed: %s, seed %d%n",
                SECONDS, deaths, load, seed);
        assertTrue(load.acked.cardinality() > 1_000, "there was hardly any load");
        engine.awaitHealth("yellow", COLLECTORS);
        try (var store = OpenSearchStore.open(OpenSearchSettings.at(engine.uris().getFirst()))) {
            engine.send("POST", "/acequia-*-2*/_refresh", "");
            var all = new Histogram(Filter.ALL, TimeRange.ALL, Duration.ofDays(110_000));
            System.out.println("stored: " + store.histogram(all).getFirst().count());
            load.assertStored(store, 1);
        }
    }
}
