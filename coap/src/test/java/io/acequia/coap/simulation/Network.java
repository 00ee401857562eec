package io.acequia.coap.simulation;

import io.acequia.coap.exchange.Peer;
import io.acequia.coap.lockstep.Mutation;
import io.acequia.coap.lockstep.ScriptedPort;
import io.acequia.coap.message.Bytes;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/// Carries datagrams between ports, as well as its faults let it.
final class Network {
    private static final int LONGEST_JUNK = 40;

    private record InFlight(long arrival, long number, Peer from, Peer to, Bytes bytes) {}

    private final RandomGenerator random;
    private final Faults faults;
    private final Tampering tampering;
    private final Map<Peer, ScriptedPort> ports = new HashMap<>();
    private final Map<Peer, Long> lastArrivals = new HashMap<>();
    private final PriorityQueue<InFlight> inFlight =
            new PriorityQueue<>(
                    Comparator.comparingLong(InFlight::arrival)
                            .thenComparingLong(InFlight::number));
    private long sent;

    Network(RandomGenerator random, Faults faults, Tampering tampering) {
        this.random = random;
        this.faults = faults;
        this.tampering = tampering;
    }

    /// Connects a port.
    void connect(Peer address, ScriptedPort port) {
        ports.put(address, port);
    }

    /// Disconnects a port; what arrives for it is gone.
    void disconnect(Peer address) {
        ports.remove(address);
    }

    /// Takes what a port has sent.
    void collect(Peer from, ScriptedPort port, long now) {
        for (var sent = port.sent(); !sent.isEmpty(); ) {
            var datagram = sent.remove();
            carry(from, datagram.peer(), datagram.bytes(), now);
        }
    }

    private void carry(Peer from, Peer to, Bytes bytes, long now) {
        tampering.seen(bytes);
        if (faults.isPartitioned(now)) {
            faults.count(Fault.PARTITION);
            return;
        }
        if (faults.happens(Fault.JUNK)) {
            var junk = new byte[random.nextInt(LONGEST_JUNK)];
            random.nextBytes(junk);
            launch(from, to, Bytes.of(junk), now);
        }
        if (faults.happens(Fault.LOSS)) {
            return;
        }
        int copies = faults.happens(Fault.DUPLICATION) ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            launch(from, to, maybeCorrupted(bytes), now);
        }
    }

    private Bytes maybeCorrupted(Bytes bytes) {
        if (!faults.happens(Fault.CORRUPTION)) {
            return bytes;
        }
        var corrupted = Mutation.BITS_FLIPPED.apply(bytes, random);
        tampering.altered(bytes, corrupted);
        return corrupted;
    }

    private void launch(Peer from, Peer to, Bytes bytes, long now) {
        long arrival = now + faults.delay();
        if (arrival < lastArrivals.getOrDefault(from, 0L)) {
            faults.count(Fault.REORDERING);
        }
        lastArrivals.merge(from, arrival, Math::max);
        inFlight.add(new InFlight(arrival, sent++, from, to, bytes));
    }

    /// Returns when the next datagram arrives.
    long nextArrival() {
        var next = inFlight.peek();
        return next == null ? Long.MAX_VALUE : next.arrival;
    }

    /// Hands over what has arrived.
    void deliver(long now) {
        while (nextArrival() <= now) {
            var next = inFlight.remove();
            var port = ports.get(next.to);
            if (port == null) {
                faults.count(Fault.NO_SERVER);
            } else {
                port.deliver(next.from, next.bytes);
            }
        }
    }
}
