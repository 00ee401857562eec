package io.acequia.coap.exchange;

/// The requests of the last minutes and how they were answered (RFC 7252 §4.5), in 16 bytes each.
///
/// A table of buckets of eight entries, at most half full at its capacity, so 32 bytes for each
/// request it is meant for. It never grows: a full bucket gives up an answered entry that would
/// expire first. An entry is a key and a word:
///
/// ```
/// | 32 bits: second it expires at | 14 bits | kept | acknowledged | 8 bits: Max-Age | 8 bits: code |
/// ```
///
/// A code of 0 means that the answer is still to come. Confined to one thread.
final class Deduplication {
    private static final int BUCKET = 8;
    private static final long ACKNOWLEDGED = 1L << 16, KEPT = 1L << 17;

    private final long[] table;
    private final int mask;
    private final Tally forgotten;

    /// Makes a table for this many requests, rounded up to a power of two.
    Deduplication(int capacity, Tally forgotten) {
        int buckets = Integer.highestOneBit(Math.max(1, (2 * capacity - 1) / BUCKET)) * 2;
        table = new long[buckets * BUCKET * 2];
        mask = buckets - 1;
        this.forgotten = forgotten;
    }

    /// Looks for a request.
    ///
    /// @param now seconds on the clock of this table
    /// @return its entry, or the complement of the entry to use for it when it is not known
    int find(long key, int now) {
        int start = ((int) (key >>> 32) & mask) * BUCKET;
        int worst = start;
        long worstRank = Long.MAX_VALUE;
        for (int entry = start; entry < start + BUCKET; entry++) {
            long word = table[2 * entry + 1];
            if (table[2 * entry] == key && expiry(word) > now) {
                return entry;
            }
            long rank = rank(word, now);
            if (rank < worstRank) {
                worstRank = rank;
                worst = entry;
            }
        }
        return ~worst;
    }

    // What expired goes first, then what was answered longest ago, last what is still open.
    private static long rank(long word, int now) {
        if (expiry(word) <= now) {
            return -1;
        }
        return expiry(word) + (code(word) == 0 ? 1L << 32 : 0);
    }

    /// Takes an entry for a request whose answer is still to come.
    ///
    /// @param lifetime seconds until it is forgotten
    void open(int entry, long key, int now, int lifetime) {
        if (expiry(table[2 * entry + 1]) > now) {
            forgotten.increment();
        }
        table[2 * entry] = key;
        table[2 * entry + 1] = (long) (now + lifetime) << 32;
    }

    /// Notes how a request was answered, unless its entry has been given up.
    ///
    /// @param kept whether the whole response is kept elsewhere
    void answer(int entry, long key, int code, int maxAge, boolean kept) {
        if (table[2 * entry] == key) {
            long word = table[2 * entry + 1] & ~0xffffL;
            table[2 * entry + 1] = word | (kept ? KEPT : 0) | ((long) maxAge << 8) | code;
        }
    }

    /// Notes that a request got an empty acknowledgement (RFC 7252 §5.2.2).
    void acknowledge(int entry, long key) {
        if (table[2 * entry] == key) {
            table[2 * entry + 1] |= ACKNOWLEDGED;
        }
    }

    /// Forgets a request, so that a repeat is processed again.
    void forget(int entry, long key) {
        if (table[2 * entry] == key) {
            table[2 * entry + 1] = 0;
        }
    }

    /// Returns the code that the request was answered with, 0 when the answer is still to come.
    int code(int entry) {
        return code(table[2 * entry + 1]);
    }

    /// Returns the Max-Age that the request was answered with, 0 for none.
    int maxAge(int entry) {
        return (int) (table[2 * entry + 1] >> 8) & 0xff;
    }

    /// Says whether the request got an empty acknowledgement.
    boolean isAcknowledged(int entry) {
        return (table[2 * entry + 1] & ACKNOWLEDGED) != 0;
    }

    /// Says whether the whole response is kept elsewhere.
    boolean isKept(int entry) {
        return (table[2 * entry + 1] & KEPT) != 0;
    }

    /// Returns how many bytes the table takes.
    long bytes() {
        return 8L * table.length;
    }

    private static int code(long word) {
        return (int) word & 0xff;
    }

    private static int expiry(long word) {
        return (int) (word >>> 32);
    }
}
