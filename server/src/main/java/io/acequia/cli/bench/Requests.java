package io.acequia.cli.bench;

/// Requests that wait for their answers, as columns of numbers; a request is the number of its
/// slot.
///
/// | state | on | becomes |
/// |---|---|---|
/// | free | [#take] | sent |
/// | sent | an empty ACK: [#promise] | promised |
/// | sent, promised | answer, RST, no patience left: [#release] | free |
///
/// A token carries the slot and, above it, how often the slot was used, so that a late answer is
/// not taken for that of the next request.
final class Requests {
    /// Bits of a token that are the slot.
    static final int SLOT_BITS = 20;

    /// No such request.
    static final int NONE = -1;

    private static final byte FREE = 0, SENT = 1, PROMISED = 2;

    private final long[] due;
    private final long[] deadline;
    private final long[] timeout;
    private final long[] seq;
    private final int[] device;
    private final int[] token;
    private final char[] mid;
    private final byte[] tries;
    private final byte[] state;
    private final int[] free;
    private int freeCount;

    /// Slots by a hash of device and message ID. Only a hint: a slot that lost its place to another
    /// is found by a search.
    private final int[] byMid;

    Requests(int capacity) {
        due = new long[capacity];
        deadline = new long[capacity];
        timeout = new long[capacity];
        seq = new long[capacity];
        device = new int[capacity];
        token = new int[capacity];
        mid = new char[capacity];
        tries = new byte[capacity];
        state = new byte[capacity];
        free = new int[capacity];
        for (int slot = capacity - 1; slot >= 0; slot--) {
            free[freeCount++] = slot;
        }
        byMid = new int[Integer.highestOneBit(capacity) * 4];
    }

    /// Returns how many requests can wait at a time.
    int capacity() {
        return state.length;
    }

    /// Says whether no request waits.
    boolean isEmpty() {
        return freeCount == state.length;
    }

    /// Says whether one more request can wait.
    boolean hasRoom() {
        return freeCount > 0;
    }

    /// Starts a request and returns its slot.
    int take(int device, int mid, long seq, long due) {
        int slot = free[--freeCount];
        this.device[slot] = device;
        this.mid[slot] = (char) mid;
        this.seq[slot] = seq;
        this.due[slot] = due;
        token[slot] = (((token[slot] >>> SLOT_BITS) + 1) << SLOT_BITS) | slot;
        tries[slot] = 0;
        state[slot] = SENT;
        byMid[hash(device, mid)] = slot;
        return slot;
    }

    /// Ends a request.
    void release(int slot) {
        state[slot] = FREE;
        free[freeCount++] = slot;
    }

    /// Notes that the answer will come later, and sets its deadline.
    void promise(int slot, long deadline) {
        state[slot] = PROMISED;
        this.deadline[slot] = deadline;
    }

    /// Sets the next deadline of a request and the time-out that led to it.
    void expectBy(int slot, long deadline, long timeout) {
        this.deadline[slot] = deadline;
        this.timeout[slot] = timeout;
    }

    /// Counts one more repeat and returns how many there have been.
    int repeat(int slot) {
        return ++tries[slot];
    }

    /// Says whether the deadline of a waiting request is over.
    boolean isOverdue(int slot, long now) {
        return state[slot] != FREE && now - deadline[slot] >= 0;
    }

    /// Says whether a request is still to be repeated.
    boolean isUnacknowledged(int slot) {
        return state[slot] == SENT;
    }

    /// Returns the request of a device with this token, or [#NONE].
    int byToken(int device, int token) {
        int slot = token & ((1 << SLOT_BITS) - 1);
        boolean ours =
                slot < state.length
                        && state[slot] != FREE
                        && this.token[slot] == token
                        && this.device[slot] == device;
        return ours ? slot : NONE;
    }

    /// Returns the request of a device with this message ID, or [#NONE].
    int byMessageId(int device, int mid) {
        int hint = byMid[hash(device, mid)];
        if (isOf(hint, device, mid)) {
            return hint;
        }
        for (int slot = 0; slot < state.length; slot++) {
            if (isOf(slot, device, mid)) {
                return slot;
            }
        }
        return NONE;
    }

    private boolean isOf(int slot, int device, int mid) {
        return state[slot] != FREE && this.device[slot] == device && this.mid[slot] == mid;
    }

    private int hash(int device, int mid) {
        int hash = (device * 0x9e3779b1 + mid) * 0x85ebca6b;
        return (hash ^ (hash >>> 15)) & (byMid.length - 1);
    }

    /// Returns when a request should have been sent; nanoseconds.
    long due(int slot) {
        return due[slot];
    }

    /// Returns the last time-out of a request; nanoseconds.
    long timeout(int slot) {
        return timeout[slot];
    }

    /// Returns the sequence number of a request.
    long seq(int slot) {
        return seq[slot];
    }

    /// Returns the device of a request.
    int device(int slot) {
        return device[slot];
    }

    /// Returns the token of a request.
    int token(int slot) {
        return token[slot];
    }

    /// Returns the message ID of a request.
    int mid(int slot) {
        return mid[slot];
    }
}
