package io.acequia.store.embedded;

import io.acequia.event.EventBuffer;
import io.acequia.store.SeriesKey;
import java.util.Arrays;

/// The series that one lane has defined in the log, found without a lock and without allocation: an
/// open table over the keys of the [SeriesDictionary]. Confined to the thread of its lane.
final class SeriesCache {
    private static final int SMALLEST = 1 << 10;

    /// Two numbers a slot, side by side since both are read: the hash of a series, 0 when the slot
    /// is free, and the position of its key with its id. Linear probing, at most half full.
    private long[] slots = new long[SMALLEST * 2];

    private byte[][] chunks = new byte[0][];
    private int count;

    /// Returns the id of the series of an event, -1 when it is not here.
    int find(long hash, EventBuffer events, int event) {
        int slot = slot(hash);
        while (slots[slot] != 0) {
            if (slots[slot] == hash) {
                long found = slots[slot + 1];
                int position = (int) (found >>> 32);
                byte[] chunk = chunks[SeriesDictionary.chunk(position)];
                if (SeriesKey.matches(chunk, SeriesDictionary.within(position), events, event)) {
                    return (int) found;
                }
            }
            slot = next(slot);
        }
        return -1;
    }

    private int slot(long hash) {
        return ((int) hash << 1) & (slots.length - 1);
    }

    private int next(int slot) {
        return (slot + 2) & (slots.length - 1);
    }

    /// Adds a series that is not here yet.
    ///
    /// @param position of its key in `keys`
    void put(long hash, int id, int position, byte[][] keys) {
        chunks = keys;
        if (++count * 4 > slots.length) {
            grow();
        }
        insert(hash, ((long) position << 32) | id);
    }

    private void insert(long hash, long found) {
        int slot = slot(hash);
        while (slots[slot] != 0) {
            slot = next(slot);
        }
        slots[slot] = hash;
        slots[slot + 1] = found;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        for (int slot = 0; slot < old.length; slot += 2) {
            if (old[slot] != 0) {
                insert(old[slot], old[slot + 1]);
            }
        }
    }

    /// Forgets all series.
    void clear() {
        Arrays.fill(slots, 0);
        count = 0;
    }
}
