package io.acequia.store.opensearch;

import io.acequia.store.Outcome;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Requests of one lane as lines of a `_bulk` body, and the tickets of those who wait for them.
/// Belongs to the lane until it is submitted, then to whoever sends it until it is completed;
/// reused.
final class BulkBatch {
    private static final int SMALLEST = 16 * 1024;

    /// Two lines for each event: what to do, and the document.
    final DocumentText lines = new DocumentText(SMALLEST);

    /// Elements of `_mget`, each with a comma, for the events that may be there already.
    final DocumentText doubts = new DocumentText(0);

    private int[] ends = new int[64];
    private int events;
    private int[] doubtful = new int[0];
    private int doubtfulEvents;
    private long[] tickets = new long[64];
    private int[] lastEvents = new int[64];
    private @Nullable Outcome[] outcomes = new @Nullable Outcome[64];
    private int requests;
    private long submitted;

    void clear() {
        lines.clear();
        doubts.clear();
        events = 0;
        doubtfulEvents = 0;
        requests = 0;
    }

    /// Notes that the lines of an event were written.
    void event() {
        if (events == ends.length) {
            ends = Arrays.copyOf(ends, events * 2);
        }
        ends[events++] = lines.length();
    }

    /// Notes that the event to be written next is in doubt.
    void doubt() {
        if (doubtfulEvents == doubtful.length) {
            doubtful = Arrays.copyOf(doubtful, Math.max(64, doubtfulEvents * 2));
        }
        doubtful[doubtfulEvents++] = events;
    }

    /// Notes that all events of a request were written.
    void request(long ticket) {
        if (requests == tickets.length) {
            tickets = Arrays.copyOf(tickets, requests * 2);
            lastEvents = Arrays.copyOf(lastEvents, requests * 2);
            outcomes = Arrays.copyOf(outcomes, requests * 2);
        }
        tickets[requests] = ticket;
        lastEvents[requests] = events;
        outcomes[requests++] = null;
    }

    /// @param ticks when it was given away, nanoseconds of a clock that never jumps
    void submitted(long ticks) {
        submitted = ticks;
    }

    long submitted() {
        return submitted;
    }

    int events() {
        return events;
    }

    int requests() {
        return requests;
    }

    int bytes() {
        return lines.length();
    }

    /// Returns the bytes of memory that the texts have, used or not.
    int capacity() {
        return lines.capacity() + doubts.capacity();
    }

    /// Returns where the lines of an event start.
    int from(int event) {
        return event == 0 ? 0 : ends[event - 1];
    }

    /// Returns where the lines of an event end.
    int to(int event) {
        return ends[event];
    }

    int doubtfulEvents() {
        return doubtfulEvents;
    }

    boolean isDoubtful(int event) {
        return Arrays.binarySearch(doubtful, 0, doubtfulEvents, event) >= 0;
    }

    long ticket(int request) {
        return tickets[request];
    }

    Outcome outcome(int request) {
        var outcome = outcomes[request];
        return outcome == null ? Outcome.DURABLE : outcome;
    }

    /// Says that an event was not stored; a request is stored when all of its events are. What will
    /// never be stored outweighs what may be later, since the device is to stop.
    void failed(int event, Outcome outcome) {
        int request = request(event);
        if (outcomes[request] == null || outcome instanceof Outcome.Rejected) {
            outcomes[request] = outcome;
        }
    }

    /// Says that nothing of it was sent.
    void refuse(Outcome outcome) {
        Arrays.fill(outcomes, 0, requests, outcome);
    }

    private int request(int event) {
        int found = Arrays.binarySearch(lastEvents, 0, requests, event + 1);
        return found >= 0 ? found : -found - 1;
    }
}
