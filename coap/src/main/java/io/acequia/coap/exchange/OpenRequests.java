package io.acequia.coap.exchange;

import io.acequia.coap.message.MessageView;

/// Requests whose answers are still to come: a ring of columns, named by tickets that count up.
///
/// Confined to one thread; allocates nothing after its construction.
final class OpenRequests {
    private static final byte FREE = 0, WAITING = 1, ACKNOWLEDGED = 2;

    private final int mask;
    private final long[] high;
    private final long[] low;
    private final long[] ports;
    private final long[] keys;
    private final int[] entries;
    private final long[] tokens;
    private final long[] arrivals;
    // type 1 bit, token length 4, No-Response 5, method 5, route 7: from the lowest bit
    private final int[] traits;
    private final short[] messageIds;
    private final byte[] states;

    private long first;
    private long next;
    private long nextToAcknowledge;

    /// Makes room for this many requests, a power of two.
    OpenRequests(int capacity) {
        mask = capacity - 1;
        high = new long[capacity];
        low = new long[capacity];
        ports = new long[capacity];
        keys = new long[capacity];
        entries = new int[capacity];
        tokens = new long[capacity];
        arrivals = new long[capacity];
        traits = new int[capacity];
        messageIds = new short[capacity];
        states = new byte[capacity];
    }

    /// Returns the ticket that the next request will have.
    long nextTicket() {
        return next;
    }

    /// Says whether there is no room for one more.
    boolean isFull() {
        return next - first > mask;
    }

    /// Says whether no request is open.
    boolean isEmpty() {
        return first == next;
    }

    /// Adds a request under the next ticket.
    ///
    /// @param entry of the deduplication table
    /// @param noResponse value of the No-Response option, 0 without one
    /// @param nanos when it arrived
    void add(MessageView message, Exchange exchange, int entry, int noResponse, long nanos) {
        int slot = (int) next & mask;
        var peer = exchange.peer();
        high[slot] = peer.high();
        low[slot] = peer.low();
        ports[slot] = ((long) peer.scope() << 32) | peer.port();
        keys[slot] = exchange.key();
        entries[slot] = entry;
        tokens[slot] = message.token();
        arrivals[slot] = nanos;
        traits[slot] =
                message.type()
                        | (message.tokenLength() << 1)
                        | (noResponse << 5)
                        | (message.code() << 10)
                        | (exchange.route() << 15);
        messageIds[slot] = (short) message.messageId();
        states[slot] = WAITING;
        next++;
    }

    /// Says whether a ticket stands for an open request.
    boolean isOpen(long ticket) {
        return ticket >= first && ticket < next && states[(int) ticket & mask] != FREE;
    }

    /// Closes a request.
    void close(long ticket) {
        states[(int) ticket & mask] = FREE;
        while (first < next && states[(int) first & mask] == FREE) {
            first++;
        }
    }

    /// Returns the ticket of the oldest request that has got neither an answer nor an
    /// acknowledgement, -1 when there is none.
    long oldestWaiting() {
        nextToAcknowledge = Math.max(nextToAcknowledge, first);
        while (nextToAcknowledge < next) {
            if (states[(int) nextToAcknowledge & mask] == WAITING) {
                return nextToAcknowledge;
            }
            nextToAcknowledge++;
        }
        return -1;
    }

    /// Notes that a request got its empty acknowledgement.
    void acknowledge(long ticket) {
        states[(int) ticket & mask] = ACKNOWLEDGED;
    }

    /// Says whether a request got its empty acknowledgement.
    boolean isAcknowledged(long ticket) {
        return states[(int) ticket & mask] == ACKNOWLEDGED;
    }

    /// Sets a peer to the one that sent a request.
    void peer(long ticket, Peer peer) {
        int slot = (int) ticket & mask;
        peer.setV6(high[slot], low[slot], (int) ports[slot], (int) (ports[slot] >>> 32));
    }

    /// Returns the key of a request.
    long key(long ticket) {
        return keys[(int) ticket & mask];
    }

    /// Returns the entry of a request in the deduplication table.
    int entry(long ticket) {
        return entries[(int) ticket & mask];
    }

    /// Returns when a request arrived, nanoseconds.
    long arrival(long ticket) {
        return arrivals[(int) ticket & mask];
    }

    /// Returns the message ID of a request.
    int messageId(long ticket) {
        return messageIds[(int) ticket & mask] & 0xffff;
    }

    /// Returns the token of a request.
    long token(long ticket) {
        return tokens[(int) ticket & mask];
    }

    /// Returns how many bytes the token of a request has.
    int tokenLength(long ticket) {
        return (trait(ticket) >> 1) & 15;
    }

    /// Says whether a request is confirmable.
    boolean isConfirmable(long ticket) {
        return (trait(ticket) & 1) == 0;
    }

    /// Returns the value of the No-Response option of a request.
    int noResponse(long ticket) {
        return (trait(ticket) >> 5) & 31;
    }

    /// Returns the method of a request.
    int method(long ticket) {
        return (trait(ticket) >> 10) & 31;
    }

    /// Returns the route of a request.
    int route(long ticket) {
        return trait(ticket) >> 15;
    }

    private int trait(long ticket) {
        return traits[(int) ticket & mask];
    }
}
