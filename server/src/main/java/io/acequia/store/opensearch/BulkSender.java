package io.acequia.store.opensearch;

import io.acequia.store.Outcome;
import io.acequia.store.opensearch.BulkAnswer.Item;
import io.acequia.store.opensearch.Nodes.Ask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// A thread that takes batches from the queue and stays with them until the cluster has stored each
/// event, or has said that it never will, or the time for it is over.
///
/// A failure of a whole body leaves open which events were stored. They are sent again with the
/// same ids: what is there already is answered 409, which is as good as 201.
final class BulkSender implements Runnable {
    private static final String NDJSON = "application/x-ndjson";
    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(2);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
    private static final int NOT_FOUND = 404;

    private final BulkQueue queue;
    private final Nodes nodes;
    private final ClusterState state;
    private final BulkFigures.Counters counters;
    private final LongSupplier ticks;
    private final Duration timeout;
    private final String path;
    private final boolean isPacked;
    private DocumentText text = new DocumentText(64 * 1024);
    private boolean couldKeepUp;

    BulkSender(
            BulkQueue queue,
            Nodes nodes,
            ClusterState state,
            BulkFigures.Counters counters,
            OpenSearchSettings settings,
            LongSupplier ticks) {
        this.queue = queue;
        this.nodes = nodes;
        this.state = state;
        this.counters = counters;
        this.ticks = ticks;
        timeout = settings.timeout();
        isPacked = settings.isPacked();
        path =
                "/_bulk?%s&timeout=%ds&wait_for_active_shards=%s"
                        .formatted(
                                BulkAnswer.FILTER,
                                Math.max(1, timeout.toSeconds() / 2),
                                settings.activeShards());
    }

    @Override
    public void run() {
        try {
            for (var taken = queue.take(); !taken.isEmpty(); taken = queue.take()) {
                send(taken);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(List<BulkQueue.Waiting> taken) throws InterruptedException {
        long begin = ticks.getAsLong();
        long deadline = taken.getFirst().batch().submitted() + timeout.toNanos();
        var body = new BulkBody(taken);
        couldKeepUp = true;
        try {
            store(body, deadline);
        } catch (RuntimeException e) {
            // Whatever it was, the thread has to go on; these events are refused.
            state.fails("a body of events met " + e);
        } finally {
            body.fail(new Outcome.Unavailable(queue.retryAfter()));
            queue.done(taken, ticks.getAsLong() - begin, couldKeepUp);
        }
    }

    private void store(BulkBody body, long deadline) throws InterruptedException {
        boolean hasDoubts = body.doubts() > 0;
        long pause = FIRST_PAUSE;
        while (true) {
            try {
                if (hasDoubts) {
                    settleDoubts(body);
                    hasDoubts = false;
                }
                if (body.size() > 0) {
                    post(body);
                }
            } catch (EngineException e) {
                state.fails(String.valueOf(e.getMessage()));
                text = new DocumentText(text.length()); // the old one may still be read from
            }
            if (body.size() == 0 || ticks.getAsLong() - deadline > 0) {
                return;
            }
            couldKeepUp = false;
            counters.retries.increment();
            TimeUnit.NANOSECONDS.sleep(ThreadLocalRandom.current().nextLong(pause / 2, pause));
            pause = Math.min(pause * 2, LONGEST_PAUSE);
        }
    }

    private void post(BulkBody body) throws EngineException, InterruptedException {
        text.clear();
        body.write(text);
        var packed = isPacked ? BodyPublishers.ofByteArray(pack(text)) : plain(text);
        int events = body.size();
        long begin = ticks.getAsLong();
        var ask = new Ask("POST", path, NDJSON, isPacked ? "gzip" : null, packed);
        var reply = nodes.ask(ask, max(timeout.dividedBy(2), SHORTEST_TIMEOUT));
        counters.bulk(ticks.getAsLong() - begin, packed.contentLength());
        if (!reply.isOk()) {
            throw nodes.refused(ask, reply);
        }
        settle(body, BulkAnswer.read(reply, events));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static BodyPublisher plain(DocumentText text) {
        return BodyPublishers.ofByteArray(text.bytes(), 0, text.length());
    }

    private static byte[] pack(DocumentText text) {
        var packed = new ByteArrayOutputStream(text.length() / 6 + 64);
        try (var gzip = new FastGzip(packed)) {
            gzip.write(text.bytes(), 0, text.length());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return packed.toByteArray();
    }

    private static final class FastGzip extends GZIPOutputStream {
        private FastGzip(ByteArrayOutputStream out) throws IOException {
            super(out, 16 * 1024);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    private void settle(BulkBody body, List<Item> items) {
        var open = new ArrayList<Item>();
        int before = body.size();
        body.settle(
                items,
                (place, item) -> {
                    if (item.isStored()) {
                        counters.stored(item.isRepeat());
                        return false;
                    }
                    if (item.isForEver()) {
                        counters.rejected.increment();
                        body.reject(place, "the store does not take it: " + item.type());
                        state.rejected(item.reason(), body.document(place));
                        return false;
                    }
                    open.add(item);
                    return true;
                });
        if (open.isEmpty()) {
            state.works();
        } else if (open.size() < before) {
            state.lags(Advice.on(open.getFirst()));
        } else {
            state.fails(Advice.on(open.getFirst()));
        }
    }

    private void settleDoubts(BulkBody body) throws EngineException, InterruptedException {
        text.clear();
        body.writeDoubts(text);
        var ask =
                new Ask(
                        "POST",
                        "/_mget?_source=false&filter_path=docs.found,docs.error.type",
                        Ask.JSON,
                        null,
                        plain(text));
        var reply = nodes.ask(ask, max(timeout.dividedBy(2), SHORTEST_TIMEOUT));
        if (!reply.isOk() && reply.status() != NOT_FOUND) {
            throw nodes.refused(ask, reply);
        }
        var found = new ArrayList<Boolean>();
        for (var document : reply.json().path("docs")) {
            var error = document.path("error").path("type").asString("");
            if (!error.isEmpty() && !error.equals("index_not_found_exception")) {
                throw new EngineException(reply.node() + " cannot look for repeats: " + error);
            }
            found.add(document.path("found").asBoolean(false));
        }
        if (found.size() != body.doubts()) {
            throw new EngineException(
                    "%s answered for %d of %d repeats"
                            .formatted(reply.node(), found.size(), body.doubts()));
        }
        counters.repeats.add(body.settleDoubts(found));
    }
}
