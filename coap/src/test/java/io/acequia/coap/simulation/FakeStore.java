package io.acequia.coap.simulation;

import io.acequia.coap.exchange.Answer;
import io.acequia.coap.exchange.Endpoint;
import io.acequia.coap.exchange.Response;
import io.acequia.coap.message.Bytes;
import io.acequia.coap.message.Code;
import io.acequia.coap.server.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// A store that answers later: what it has stored survives its death, what waits does not.
final class FakeStore {
    private static final long QUICK = Duration.ofMillis(20).toNanos();
    private static final long SLOW = Duration.ofMillis(1_500).toNanos();
    private static final Response CREATED = Response.of(Code.CREATED);
    private static final Response DAMAGED = Response.diagnostic(Code.BAD_REQUEST, "checksum");
    private static final Response UNAVAILABLE = Response.retryAfter(Code.SERVICE_UNAVAILABLE, 5);

    /// What lies on the disk beside an event.
    private record Committed(long key, long time) {}

    private record Waiting(long ticket, long key, Event event, Response answer, long due) {}

    private final RandomGenerator random;
    private final Faults faults;
    private final LongSupplier now;
    private final Map<Event, Integer> copies = new HashMap<>();
    private final List<Committed> log = new ArrayList<>();
    private final PriorityQueue<Waiting> waiting =
            new PriorityQueue<>(
                    Comparator.comparingLong(Waiting::due).thenComparingLong(Waiting::ticket));

    FakeStore(RandomGenerator random, Faults faults, LongSupplier now) {
        this.random = random;
        this.faults = faults;
        this.now = now;
    }

    /// Takes an event.
    Answer take(Request request) {
        var event =
                Event.parse(
                        Bytes.copyOf(
                                request.bytes(), request.payloadFrom(), request.payloadLength()));
        if (!event.isWhole()) {
            return DAMAGED;
        }
        boolean isRefused = faults.happens(Fault.UNAVAILABLE);
        if (isRefused && random.nextBoolean()) {
            return UNAVAILABLE;
        }
        long delay = 1 + random.nextLong(QUICK);
        delay += faults.happens(Fault.SLOW_STORE) ? SLOW + random.nextLong(3 * SLOW) : 0;
        var exchange = request.exchange();
        var answer = isRefused ? UNAVAILABLE : CREATED;
        long due = now.getAsLong() + delay;
        waiting.add(new Waiting(exchange.ticket(), exchange.key(), event, answer, due));
        return Answer.Later.LATER;
    }

    /// Returns when the next event is stored.
    long nextDue() {
        var next = waiting.peek();
        return next == null ? Long.MAX_VALUE : next.due;
    }

    /// Stores what is due and answers it.
    ///
    /// @return whether the process lives: it may die between the two
    boolean commit(Endpoint endpoint) throws IOException {
        while (nextDue() <= now.getAsLong()) {
            var next = waiting.remove();
            if (next.answer.equals(CREATED)) {
                copies.merge(next.event, 1, Integer::sum);
                log.add(new Committed(next.key, next.due));
                if (faults.happens(Fault.DEATH_BEFORE_ANSWER)) {
                    return false;
                }
            }
            endpoint.respond(next.ticket, next.answer);
        }
        return true;
    }

    /// Loses what waits.
    void die() {
        waiting.clear();
    }

    /// Tells a new endpoint which requests were stored in the last minutes.
    void remindOf(Endpoint endpoint) {
        for (var committed : log) {
            long age = now.getAsLong() - committed.time;
            endpoint.remember(committed.key, Code.CREATED, Duration.ofNanos(age).toSeconds());
        }
    }

    /// Returns each stored event and how often it was stored.
    Map<Event, Integer> copies() {
        return copies;
    }
}
