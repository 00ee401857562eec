package io.acequia.store.opensearch;

import io.acequia.store.TooLongException;
import io.acequia.store.opensearch.Nodes.Ask;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/// A question to the cluster. It may take several searches, and all of them together no longer than
/// a question may take.
final class Question {
    private static final int NOT_FOUND = 404;
    private static final byte[] NOTHING = {'{', '}'};

    /// No index at all is an empty answer; a shard that fails makes no partial one.
    private static final String PARAMETERS =
            "/_search?ignore_unavailable=true&allow_no_indices=true"
                    + "&allow_partial_search_results=false&filter_path=timed_out,_shards.failed,"
                    + "_shards.failures.reason,hits.total.value,hits.hits._source,hits.hits.sort,"
                    + "hits.hits.fields,aggregations";

    private final Nodes nodes;
    private final String path;
    private final Duration limit;
    private final long deadline;

    /// Begins a question.
    ///
    /// @param limit how long it may take
    Question(Nodes nodes, IndexNames names, Duration limit) {
        this.nodes = nodes;
        this.limit = limit;
        path = "/" + names.pattern() + PARAMETERS;
        deadline = System.nanoTime() + limit.toNanos();
    }

    /// Searches all events.
    ///
    /// @param search what is sent, without a time limit
    /// @throws TooLongException when the time for the question is over
    /// @throws InterruptedIOException when the thread was interrupted; the search is cancelled
    Answer ask(ObjectNode search) throws IOException {
        var left = Duration.ofNanos(deadline - System.nanoTime());
        if (left.toMillis() < 1) {
            throw new TooLongException(limit);
        }
        var ask = Ask.post(path, search.put("timeout", left.toMillis() + "ms").toString());
        try {
            var reply = nodes.within(ask, left);
            if (reply.status() == NOT_FOUND) {
                return Answer.of(NOTHING);
            }
            return checked(Answer.of(success(ask, reply).body().bytes()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the question was cancelled");
        } catch (EngineException failed) {
            throw isTimeout(failed) ? new TooLongException(limit) : failed;
        } catch (JacksonException e) {
            throw new EngineException("a search was answered with something other than JSON", e);
        }
    }

    private Reply success(Ask ask, Reply reply) throws IOException {
        if (reply.isOk()) {
            return reply;
        }
        // The clock of a node is not ours, and some nodes answer before the last moment.
        if (System.nanoTime() >= deadline || reply.reason().contains("Time exceeded")) {
            throw new TooLongException(limit);
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
