package io.acequia.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.acequia.event.Event;
import io.acequia.event.EventBuffer;
import io.acequia.event.TimeSource;
import io.acequia.event.Value;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Stores events through a lane and waits until they are durable. One for each thread.
public final class Appender implements AutoCloseable {
    private static final int MOST = 1_000;

    /// What a clamped event claimed.
    private static final Instant CLAIMED = Instant.parse("2001-09-09T01:46:40Z");

    private final Semaphore wakeUps = new Semaphore(0);
    private final Lane lane;
    private long tickets;

    /// Opens a lane.
    public Appender(EventStore store) {
        lane = store.lane(wakeUps::release);
    }

    /// Stores events in requests of at most 1,000 that were received at the same time.
    public void append(List<Event> events) throws InterruptedException {
        long awaited = 0;
        for (int start = 0; start < events.size(); ) {
            int end = start + 1;
            while (end < events.size() && end - start < MOST && sameRequest(events, start, end)) {
                end++;
            }
            add(events.subList(start, end));
            awaited++;
            start = end;
        }
        lane.submit();
        await(awaited);
    }

    private static boolean sameRequest(List<Event> events, int first, int second) {
        return events.get(first).received().equals(events.get(second).received());
    }

    private void add(List<Event> events) {
        long ticket = tickets++;
        long received = micros(events.getFirst().received());
        // Of its own for each request: stores may take equal ones for repeats.
        long exchangeKey = ThreadLocalRandom.current().nextLong();
        if (!lane.add(buffer(events), received, exchangeKey, ticket)) {
            fail("the store takes no more");
        }
    }

    private void await(long awaited) throws InterruptedException {
        var outcomes = new ArrayList<Outcome>();
        while (outcomes.size() < awaited) {
            lane.drain((_, outcome) -> outcomes.add(outcome));
            if (outcomes.size() < awaited && !wakeUps.tryAcquire(10, TimeUnit.SECONDS)) {
                fail(outcomes.size() + " outcomes of " + awaited + " after ten seconds");
            }
        }
        outcomes.forEach(outcome -> assertEquals(Outcome.DURABLE, outcome));
    }

    /// Returns events as a codec would decode them.
    public static EventBuffer buffer(List<Event> events) {
        var text = new ByteArrayOutputStream();
        var slices = new ArrayList<int[]>();
        for (var event : events) {
            slices.add(slice(text, event.namespace()));
            slices.add(slice(text, event.sender()));
            slices.add(slice(text, event.origin()));
            slices.add(slice(text, event.type()));
            slices.add(event.unit() == null ? new int[] {0, -1} : slice(text, event.unit()));
            slices.add(content(text, event.value()));
        }
        var buffer = new EventBuffer(1);
        buffer.clear(text.toByteArray());
        for (int index = 0; index < events.size(); index++) {
            fill(buffer, events.get(index), slices.subList(6 * index, 6 * index + 6));
        }
        return buffer;
    }

    private static void fill(EventBuffer buffer, Event event, List<int[]> slices) {
        int index = buffer.add();
        for (int column = EventBuffer.NAMESPACE; column <= EventBuffer.UNIT; column++) {
            buffer.keyword(index, column, slices.get(column)[0], slices.get(column)[1]);
        }
        var content = slices.get(EventBuffer.UNIT + 1);
        switch (event.value()) {
            case Value.Numeric(double value) -> buffer.number(index, value);
            case Value.Truth(boolean value) -> buffer.truth(index, value);
            case Value.Text _ -> buffer.content(index, EventBuffer.TEXT, content[0], content[1]);
            case Value.Data _ -> buffer.content(index, EventBuffer.DATA, content[0], content[1]);
        }
        if (event.timeSource() == TimeSource.CLAMPED) {
            buffer.timestamp(index, micros(CLAIMED));
        }
        buffer.timestamp(index, micros(event.timestamp()), event.timeSource());
    }

    private static int[] content(ByteArrayOutputStream text, Value value) {
        return switch (value) {
            case Value.Text(var content) -> slice(text, content);
            case Value.Data data -> slice(text, data.bytes());
            case Value.Numeric _, Value.Truth _ -> new int[] {0, 0};
        };
    }

    private static int[] slice(ByteArrayOutputStream text, String added) {
        return slice(text, added.getBytes(StandardCharsets.UTF_8));
    }

    private static int[] slice(ByteArrayOutputStream text, byte[] added) {
        int[] slice = {text.size(), added.length};
        text.writeBytes(added);
        return slice;
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }

    @Override
    public void close() {
        lane.close();
    }
}
