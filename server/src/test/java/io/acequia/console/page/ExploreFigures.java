package io.acequia.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Measures how long a person waits on Explore, from the key that starts a search until hits,
/// histogram, sidebar and table are painted, with ten million events in the store.
final class ExploreFigures {
    private static final int ROUNDS = 8;

    private static final List<String> SEARCHES =
            List.of(
                    "",
                    "origin:device-%d",
                    "payload.type:temperature",
                    "payload.value:>%d",
                    "sender:gateway-%d AND payload.type:humidity",
                    "origin:device-%d*",
                    "NOT payload.type:pressure AND payload.value:[10 TO %d]");

    private static final List<String> TIMES = List.of("now-4d", "now-1d", "now-1h");

    private ExploreFigures() {}

    /// Fills the data directory named first, unless it is there, and prints the figures.
    public static void main(String[] arguments) throws Exception {
        var directory = Path.of(arguments[0]);
        TenMillion.store(directory.resolve("data"));
        var all = new ArrayList<Double>();
        try (var page = RunningPage.start(directory)) {
            page.open("/explore?from=now-5d");
            assertEquals("10,000,000 events", page.text(".hits"));
            for (var time : TIMES) {
                page.open("/explore?from=" + time);
                for (var search : SEARCHES) {
                    all.addAll(measure(page, time, search));
                }
            }
        }
        say("all of them", all);
    }

    private static List<Double> measure(RunningPage page, String time, String search)
            throws IOException {
        var waits = new ArrayList<Double>();
        for (int round = 0; round < ROUNDS; round++) {
            waits.add(wait(page, search.formatted(11 + round * 3)));
        }
        say("from " + time + ", " + (search.isEmpty() ? "everything" : search), waits);
        return waits;
    }

    /// From the key to the paint, in milliseconds. A search for the same again asks again.
    private static double wait(RunningPage page, String search) throws IOException {
        return page.browser
                .evaluate(
                        """
                        new Promise(done => {
                          const input = document.querySelector('input[name=query]');
                          input.value = %s;
                          const begin = performance.now();
                          input.form.requestSubmit();
                          let hasAsked = false;
                          const look = () => {
                            const busy = document.documentElement.dataset.busy !== '0';
                            hasAsked ||= busy;
                            if (hasAsked && !busy) {
                              requestAnimationFrame(() => setTimeout(() => done(performance.now() - begin)));
                            } else {
                              requestAnimationFrame(look);
                            }
                          };
                          look();
                        })\
                        """
                                .formatted('"' + search + '"'))
                .asDouble();
    }

    private static void say(String what, List<Double> waits) {
        var sorted = waits.stream().mapToDouble(it -> it).sorted().toArray();
        System.out.printf(
                "%-70s p50 %4.0f ms, p95 %4.0f ms, most %4.0f ms%n",
                what, at(sorted, 0.5), at(sorted, 0.95), at(sorted, 1));
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
