package io.acequia.coap.exchange;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/// Confirmable responses that are sent again until they are acknowledged (RFC 7252 §4.2, §5.2.2).
///
/// ```
/// waiting --ACK or RST--> settled      waiting --4 repeats unanswered--> given up
/// ```
///
/// A slow store is the exception, so this may allocate; it is bounded all the same. Confined to one
/// thread.
final class SeparateResponses {
    private static final int MOST = 16_384;

    private record Key(Peer peer, int messageId) {}

    private static final class Waiting {
        final Key key;
        final byte[] datagram;
        long timeout;
        long due;
        int repeats;
        boolean settled;

        Waiting(Key key, byte[] datagram, long timeout, long due) {
            this.key = key;
            this.datagram = datagram;
            this.timeout = timeout;
            this.due = due;
        }
    }

    private final DatagramPort port;
    private final RandomGenerator random;
    private final EndpointStatistics statistics;
    private final Map<Key, Waiting> waiting = new HashMap<>();
    private final PriorityQueue<Waiting> byDue =
            new PriorityQueue<>(Comparator.comparingLong((Waiting w) -> w.due));

    SeparateResponses(DatagramPort port, RandomGenerator random, EndpointStatistics statistics) {
        this.port = port;
        this.random = random;
        this.statistics = statistics;
    }

    /// Says whether one more may be sent as confirmable message.
    boolean hasRoom() {
        return waiting.size() < MOST;
    }

    /// Sends a response and repeats it until [#settle].
    void send(Peer peer, int messageId, byte[] datagram, long now) throws IOException {
        var copy = new Peer();
        copy.copy(peer);
        var key = new Key(copy, messageId);
        long least = Transmission.ACK_TIMEOUT.toNanos();
        long timeout = (long) (least * random.nextDouble(1, Transmission.ACK_RANDOM_FACTOR));
        var response = new Waiting(key, datagram, timeout, now + timeout);
        waiting.put(key, response);
        byDue.add(response);
        statistics.separate.increment();
        port.send(copy, datagram, 0, datagram.length);
    }

    /// Ends the repetition: the peer acknowledged or reset the message.
    void settle(Peer peer, int messageId) {
        if (waiting.isEmpty()) {
            return;
        }
        var response = waiting.remove(new Key(peer, messageId));
        if (response != null) {
            response.settled = true;
        }
    }

    /// Sends again what is due.
    void repeat(long now) throws IOException {
        for (var head = byDue.peek(); head != null; head = byDue.peek()) {
            if (!head.settled && head.due - now > 0) {
                return;
            }
            byDue.remove();
            if (head.settled) {
                continue;
            }
            if (head.repeats == Transmission.MAX_RETRANSMIT) {
                waiting.remove(head.key, head);
                continue;
            }
            head.repeats++;
            head.timeout *= 2;
            head.due = now + head.timeout;
            byDue.add(head);
            statistics.retransmissions.increment();
            port.send(head.key.peer, head.datagram, 0, head.datagram.length);
        }
    }

    /// Returns how long until something is due, at most `most`, all in nanoseconds.
    long untilDue(long now, long most) {
        var head = byDue.peek();
        return head == null ? most : Math.clamp(head.due - now, 0, most);
    }
}
