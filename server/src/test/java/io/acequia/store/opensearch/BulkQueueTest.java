package io.acequia.store.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.store.Appender;
import io.acequia.store.Events;
import io.acequia.store.Outcome;
import io.acequia.store.SeriesHash;
import io.acequia.store.opensearch.OpenSearchSettings.Period;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Batches that wait for a cluster")
@Timeout(60)
class BulkQueueTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int ABOVE_SLOW = (int) BulkPace.LEAST_WHEN_SLOW + 1;

    private long now = -1_000_000;
    private final BulkQueue queue = new BulkQueue(64 << 20, 4, PATIENCE, () -> now);
    private final BulkLane lane = lane(queue, () -> {});

    private static BulkLane lane(BulkQueue queue, Runnable wakeUp) {
        var names = new IndexNames("acequia", Period.MONTH, Set.of());
        return new BulkLane(queue, new DocumentWriter(names, new SeriesHash(1), 1), wakeUp);
    }

    private void submit(int... tickets) {
        submit(lane, tickets);
    }

    private static void submit(BulkLane lane, int... tickets) {
        for (int ticket : tickets) {
            var event = Events.plain().value(ticket).event();
            assertTrue(lane.add(Appender.buffer(List.of(event)), 0, ticket, ticket));
        }
        lane.submit();
    }

    private Map<Long, Outcome> drain() {
        var outcomes = new HashMap<Long, Outcome>();
        lane.drain(outcomes::put);
        return outcomes;
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    @DisplayName("are refused when they have waited for longer than their devices do")
    void overdue() throws InterruptedException {
        submit(1);
        var sent = queue.take();
        submit(2, 3);
        pass(PATIENCE.plusNanos(1));
        submit(4);
        queue.close(); // or the next would wait for more

        var next = queue.take();

        assertEquals(4, next.getFirst().batch().ticket(0));
        assertEquals(1, next.size());
        var refused = drain();
        assertEquals(Set.of(2L, 3L), refused.keySet());
        refused.values().forEach(each -> assertInstanceOf(Outcome.Unavailable.class, each));
        assertEquals(2, queue.refused());
        assertEquals(
                sent.getFirst().batch().bytes() + next.getFirst().batch().bytes(), queue.bytes());
    }

    @Test
    @DisplayName("may be few after that, until nothing was refused for ten seconds")
    void fewer() throws InterruptedException {
        assertTrue(queue.accepts(ABOVE_SLOW));
        submit(1);
        pass(PATIENCE.plusNanos(1));
        submit(2);
        var sent = queue.take();
        assertFalse(queue.accepts(ABOVE_SLOW));

        pass(Duration.ofSeconds(9));
        queue.done(sent, MILLISECOND, true);
        pass(Duration.ofSeconds(9));
        submit(3);
        assertFalse(queue.accepts(ABOVE_SLOW), "something had been refused");
        queue.done(queue.take(), MILLISECOND, true);

        pass(Duration.ofSeconds(10));
        submit(4);
        assertTrue(queue.accepts(ABOVE_SLOW));
    }

    @Test
    @DisplayName("may be few after the cluster could not keep up")
    void couldNotKeepUp() throws InterruptedException {
        submit(1);
        queue.done(queue.take(), MILLISECOND, false);

        assertFalse(queue.accepts(ABOVE_SLOW));
    }

    @Test
    @DisplayName("go in bodies as large as the cluster takes in a second")
    void bodies() throws InterruptedException {
        for (int batch = 0; batch < 40; batch++) {
            submit(range(batch * 100));
        }
        int events = events(queue.take());
        assertTrue(events > 200 && events < 500, "in the first body: " + events);
    }

    private static int[] range(int first) {
        return IntStream.range(first, first + 100).toArray();
    }

    private static int events(List<BulkQueue.Waiting> body) {
        return body.stream().mapToInt(each -> each.batch().events()).sum();
    }

    @Test
    @DisplayName("are all sent without more to come, however they meet with answers")
    void nobodyIsForgotten() throws Exception {
        var queue = new BulkQueue(64 << 20, 4, Duration.ofMinutes(1), System::nanoTime);
        var returned = new Semaphore(0);
        var lane = lane(queue, returned::release);
        try (var senders = Executors.newFixedThreadPool(4)) {
            var ends =
                    IntStream.range(0, 4)
                            .mapToObj(_ -> senders.submit(() -> sendAll(queue)))
                            .toList();
            var random = new Random(7);
            for (int round = 0; round < 3_000; round++) {
                int batches = 1 + random.nextInt(6);
                for (int batch = 0; batch < batches; batch++) {
                    submit(lane, batch);
                    LockSupport.parkNanos(random.nextInt(100_000));
                }
                assertTrue(returned.tryAcquire(batches, 20, TimeUnit.SECONDS), "round " + round);
                lane.drain((_, _) -> {});
            }
            queue.close();
            for (var end : ends) {
                end.get();
            }
        }
        assertEquals(0, queue.refused());
        assertEquals(0, queue.bytes());
    }

    private static Void sendAll(BulkQueue queue) throws InterruptedException {
        var random = ThreadLocalRandom.current();
        for (var taken = queue.take(); !taken.isEmpty(); taken = queue.take()) {
            long nanos = random.nextInt(500_000);
            LockSupport.parkNanos(nanos);
            queue.done(taken, nanos, true);
        }
        return null;
    }
}
