package io.acequia.store.embedded;

import io.acequia.store.Outcome;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Requests of one lane that become durable together, as the frame they are written in, and the
/// tickets of those who wait for it. Belongs to the lane until it is submitted, then to the thread
/// that writes the log until it is completed; reused.
final class Batch {
    private static final int SMALLEST = 256 * 1024;

    /// A batch of this many bytes is submitted without waiting for the one before.
    private static final int LARGE = SMALLEST / 2;

    private ByteBuffer frame = allocate(0);
    private long[] tickets = new long[64];
    private int requests;
    private int events;
    private int generation;
    private long newest;
    private Outcome outcome = Outcome.DURABLE;

    private static ByteBuffer allocate(int capacity) {
        return ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Empties the batch.
    ///
    /// @param generation of the log, see [WriteAheadLog#generation]
    void begin(int generation) {
        this.generation = generation;
        requests = 0;
        events = 0;
        newest = Long.MIN_VALUE;
        if (frame.capacity() == 0) {
            frame = allocate(SMALLEST);
        }
        frame.clear().position(FrameSeal.HEADER);
    }

    /// Returns where the next record goes, with room for `bytes` bytes.
    ByteBuffer room(int bytes) {
        if (frame.remaining() < bytes) {
            int needed = frame.position() + bytes;
            frame = allocate(Math.max(needed, frame.capacity() * 2)).put(frame.flip());
        }
        return frame;
    }

    /// Notes a request whose records were written.
    void request(long ticket, int eventCount, long received) {
        if (requests == tickets.length) {
            tickets = Arrays.copyOf(tickets, requests * 2);
        }
        tickets[requests++] = ticket;
        events += eventCount;
        newest = Math.max(newest, received);
    }

    boolean isEmpty() {
        return frame.position() == FrameSeal.HEADER;
    }

    boolean isLarge() {
        return frame.position() >= LARGE;
    }

    /// Returns the frame, from the room for its header to the end of the last record.
    ByteBuffer frame() {
        return frame.flip();
    }

    int requests() {
        return requests;
    }

    int events() {
        return events;
    }

    int generation() {
        return generation;
    }

    /// Returns when the newest request arrived, microseconds since 1970.
    long newest() {
        return newest;
    }

    long ticket(int request) {
        return tickets[request];
    }

    void complete(Outcome outcome) {
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }
}
