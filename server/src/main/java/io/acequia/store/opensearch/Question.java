package io.acequia.store.opensearch;

import io.acequia.store.TooLongException;
import io.acequia.store.opensearch.Nodes.Ask;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/// A question to the cluster. It may take several searches, and all of them together no longer than
/// a question may take.
final class Question {
    private static final int NOT_FOUND = 404, UNAVAILABLE = 503;
    private static final byte[] NOTHING = {'{', '}'};

    /// The first event of a month makes an index, which cannot be read for a moment.
    private static final Duration PATIENCE = Duration.ofSeconds(3), PAUSE = Duration.ofMillis(100);

    /// No index at all is an empty answer; a shard that fails makes no partial one.
    private static final String SEARCH =
            "/_search?ignore_unavailable=true&allow_no_indices=true"
                    + "&allow_partial_search_results=false&filter_path=timed_out,_shards.failed,"
                    + "_shards.failures.reason,hits.total.value,hits.hits._source,hits.hits.sort,"
                    + "hits.hits.fields,aggregations";

    private static final String INDICES = "/_settings?filter_path=*.settings.index.uuid";

    private final Nodes nodes;
    private final String pattern;
    private final Duration limit;
    private final long deadline;

    /// Begins a question.
    ///
    /// @param limit how long it may take
    Question(Nodes nodes, IndexNames names, Duration limit) {
        this.nodes = nodes;
        this.limit = limit;
        pattern = "/" + names.pattern();
        deadline = System.nanoTime() + limit.toNanos();
    }

    /// Searches all events.
    ///
    /// @param search what is sent, without a time limit
    /// @throws TooLongException when the time for the question is over
    /// @throws InterruptedIOException when the thread was interrupted; the search is cancelled
    Answer ask(ObjectNode search) throws IOException {
        search.put("timeout", left().toMillis() + "ms");
        var reply = ask(Ask.post(pattern + SEARCH, search.toString()));
        if (reply.status() == NOT_FOUND) {
            return Answer.of(NOTHING);
        }
        try {
            return checked(Answer.of(reply.body().bytes()));
        } catch (JacksonException e) {
            throw new EngineException("a search was answered with something other than JSON", e);
        }
    }

    /// Returns what tells all indices with events from others, later ones of the same name too.
    Set<String> indices() throws IOException {
        var reply = ask(Ask.get(pattern + INDICES));
        var ids = new HashSet<String>();
        for (var index : reply.json()) {
            ids.add(index.path("settings").path("index").path("uuid").asString(""));
        }
        return ids;
    }

    /// Takes a lock when its turn comes within the time of the question; to be unlocked afterwards.
    void lock(Lock lock) throws IOException {
        try {
            if (!lock.tryLock(left().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TooLongException(limit);
            }
        } catch (InterruptedException interrupted) {
            throw cancelled();
        }
    }

    private Duration left() throws IOException {
        var left = Duration.ofNanos(deadline - System.nanoTime());
        if (left.toMillis() < 1) {
            throw new TooLongException(limit);
        }
        return left;
    }

    private Reply ask(Ask ask) throws IOException {
        try {
            long patience = System.nanoTime() + PATIENCE.toNanos();
            var reply = nodes.within(ask, left());
            while (reply.status() == UNAVAILABLE && System.nanoTime() < patience) {
                Thread.sleep(PAUSE);
                reply = nodes.within(ask, left());
            }
            return reply.status() == NOT_FOUND ? reply : success(ask, reply);
        } catch (InterruptedException interrupted) {
            throw cancelled();
        } catch (EngineException failed) {
            throw isTimeout(failed) ? new TooLongException(limit) : failed;
        }
    }

    private static InterruptedIOException cancelled() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("the question was cancelled");
    }

    private Reply success(Ask ask, Reply reply) throws IOException {
        if (reply.isOk()) {
            return reply;
        }
        // The clock of a node is not ours, and some nodes answer before the last moment.
        if (System.nanoTime() >= deadline || reply.reason().contains("Time exceeded")) {
            throw new TooLongException(limit);
        }
        if (reply.status() == UNAVAILABLE) {
            throw new EngineException(
                    reply.node()
                            + " cannot read all events now ("
                            + reply.reason()
                            + "): bring the missing nodes back, or restore the index");
        }
        throw nodes.refused(ask, reply);
    }

    private Answer checked(Answer answer) throws IOException {
        if (answer.isTimedOut()) {
            throw new TooLongException(limit);
        }
        if (!answer.failure().isEmpty()) {
            throw new EngineException(answer.failure() + ": look at the log of the cluster");
        }
        return answer;
    }

    private static boolean isTimeout(EngineException failed) {
        return failed.getCause() instanceof HttpTimeoutException
                && !(failed.getCause() instanceof HttpConnectTimeoutException);
    }
}
