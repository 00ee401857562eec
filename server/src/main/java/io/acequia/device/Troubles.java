package io.acequia.device;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// What went wrong at one address so far. Not for several threads at a time.
final class Troubles {
    private static final int MOST_REQUESTS = 10;

    private final long first;
    private final Deque<RejectedRequest> requests = new ArrayDeque<>();
    private byte[] sender = {};
    private long last;
    private long rejected;
    private long clamped;
    private long duplicates;

    /// @param millis now, since 1970
    Troubles(long millis) {
        first = millis;
        last = millis;
    }

    void countRejected(long millis) {
        rejected++;
        last = millis;
    }

    /// Keeps a refused request instead of the oldest.
    void keep(RejectedRequest request) {
        requests.addFirst(request);
        if (requests.size() > MOST_REQUESTS) {
            requests.removeLast();
        }
    }

    /// @param bytes hold the sender in UTF-8, from `from` on and so long
    void countClamped(long millis, int events, byte[] bytes, int from, int length) {
        clamped += events;
        last = millis;
        if (!Arrays.equals(sender, 0, sender.length, bytes, from, from + length)) {
            sender = Arrays.copyOfRange(bytes, from, from + length);
        }
    }

    void countDuplicate(long millis) {
        duplicates++;
        last = millis;
    }

    long duplicates() {
        return duplicates;
    }

    /// @param repeats requests from there that were repeats
    FailingDevice at(String address, long repeats) {
        return new FailingDevice(
                address,
                sender.length == 0 ? null : new String(sender, StandardCharsets.UTF_8),
                rejected,
                clamped,
                repeats,
                Instant.ofEpochMilli(first),
                Instant.ofEpochMilli(last),
                List.copyOf(requests));
    }
}
