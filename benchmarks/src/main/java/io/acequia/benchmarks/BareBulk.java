package io.acequia.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Sends `_bulk` bodies of 5,000 documents as fast as OpenSearch takes them, with next to no work
/// of its own: what a collector can reach at most. Documents are those of [BareBody]. Usage:
/// `BareBulk URL INDEX WARMUP SECONDS SENDERS`.
public final class BareBulk {
    private static final int DOCUMENTS = 5_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicLong documents = new AtomicLong();
    private final AtomicLong stored = new AtomicLong();
    private final URI bulk;
    private final String index;

    private BareBulk(String url, String index) {
        this.bulk = URI.create(url + "/_bulk?filter_path=errors");
        this.index = index;
    }

    /// Sends for the given seconds and prints how many documents were stored in each.
    public static void main(String[] arguments) throws Exception {
        var bare = new BareBulk(arguments[0], arguments[1]);
        long warmup = TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[2]));
        long seconds = Long.parseLong(arguments[3]);
        int senders = Integer.parseInt(arguments[4]);
        long end = System.nanoTime() + warmup + TimeUnit.SECONDS.toNanos(seconds);
        try (var threads = Executors.newFixedThreadPool(senders)) {
            var tasks = new ArrayList<Callable<Void>>();
            for (int sender = 0; sender < senders; sender++) {
                tasks.add(() -> bare.send(end));
            }
            var running = tasks.stream().map(threads::submit).toList();
            TimeUnit.NANOSECONDS.sleep(warmup);
            long before = bare.stored.get();
            long begin = System.nanoTime();
            for (var each : running) {
                each.get();
            }
            double took = (System.nanoTime() - begin) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "{\"label\":\"bare\",\"events\":%d,\"events_per_s\":%.0f}%n",
                    bare.stored.get() - before,
                    (bare.stored.get() - before) / took);
        }
    }

    private Void send(long end) throws IOException, InterruptedException {
        var body = new BareBody(index, DOCUMENTS);
        while (System.nanoTime() < end) {
            body.renew(documents.getAndAdd(DOCUMENTS));
            var request =
                    HttpRequest.newBuilder(bulk)
                            .header("content-type", "application/x-ndjson")
                            .POST(BodyPublishers.ofByteArray(body.bytes()))
                            .build();
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200 || !answer.body().contains("\"errors\":false")) {
                throw new IOException(answer.statusCode() + " " + answer.body());
            }
            stored.addAndGet(DOCUMENTS);
        }
        return null;
    }
}
