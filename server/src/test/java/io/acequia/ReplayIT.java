package io.acequia;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acequia.store.Aggregation;
import io.acequia.store.Filter;
import io.acequia.store.TimeRange;
import io.acequia.store.embedded.EmbeddedSettings;
import io.acequia.store.embedded.EmbeddedStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayIT {
    private static final int DEVICES = 10_000, EVENTS = 1_000_000;

    @Test
    @DisplayName("a million events of ten thousand devices are all acked and all stored, each once")
    void storesMillion(@TempDir Path directory) throws Exception {
        int port = ServerProcess.freePort();
        var data = directory.resolve("data");
        var acked = directory.resolve("acked");

        try (var server = ServerProcess.serve(data, port)) {
            var bench =
                    ServerProcess.run(
                            List.of(
                                    "bench",
                                    "--host=127.0.0.1",
                                    "--port=" + port,
                                    "--devices=" + DEVICES,
                                    "--count=" + EVENTS,
                                    "--acked=" + acked));
            System.out.println(bench.output());
            assertEquals(0, bench.exitCode(), bench.output());
            assertEquals(0, server.terminate(), server::output);
        }

        try (var lines = Files.lines(acked)) {
            assertEquals(EVENTS, lines.mapToLong(Long::parseLong).distinct().count());
        }
        try (var store = EmbeddedStore.open(data, EmbeddedSettings.DEFAULTS)) {
            var all = new Aggregation(Filter.ALL, TimeRange.ALL, null, null, List.of());
            var stored = store.aggregate(all).getFirst();
            // the values are 0 to 999,999: with count, sum and both ends right, each is there once
            assertEquals(EVENTS, stored.count());
            assertEquals(0, stored.minimum());
            assertEquals(EVENTS - 1, stored.maximum());
            assertEquals((EVENTS - 1.0) * EVENTS / 2, stored.sum());
        }
    }
}
