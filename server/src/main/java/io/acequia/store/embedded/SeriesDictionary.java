package io.acequia.store.embedded;

import io.acequia.event.EventBuffer;
import io.acequia.store.SeriesHash;
import io.acequia.store.SeriesKey;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Numbers the series of a data directory: each new combination of namespace, sender, origin, type
/// and unit gets the next id, from 0 and for ever.
///
/// An id is durable by a definition in the log, which each lane writes in front of its first event
/// of the series, and by the [SeriesFile], into which the loader copies the definitions before the
/// database and the deletion of segments depend on them. So the order in which ids become durable
/// is not the order in which they were given, and a crash can leave an id without a definition
/// below others that have one. No event has such an id; it stays nameless.
///
/// Shared by all lanes, each of which asks once for each series and then its own [SeriesCache].
final class SeriesDictionary implements RecordReader.Definitions {
    private static final System.Logger LOG = System.getLogger(SeriesDictionary.class.getName());
    private static final int CHUNK_BITS = 16;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int CHUNKS = 1 << (31 - CHUNK_BITS);

    /// An id this far above all others cannot come from a crash.
    private static final int WIDEST_GAP = 1 << 20;

    private static final long BETWEEN_WARNINGS = TimeUnit.MINUTES.toNanos(1);

    /// The key of a series that nothing is known of, and no event has.
    static final byte[] NAMELESS = {0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private final SeriesHash hash;
    private final int limit;
    private final LongSupplier ticks;

    // All that follows is guarded by this object. Bytes of chunks never change once their
    // position has been handed out, so caches read them without it.
    private byte[][] chunks = new byte[8][];
    private int used;
    private int[] positions = new int[1 << 10];
    private long[] hashes = new long[1 << 10];
    private int size;

    /// Id + 1 of the series in each slot, 0 when it is free; linear probing, at most half full.
    private int[] slots = new int[1 << 12];

    private long warned;
    private long refused;

    /// @param limit most series, see [EmbeddedSettings#maxSeries]
    /// @param ticks nanoseconds of a clock that never jumps
    SeriesDictionary(SeriesHash hash, int limit, LongSupplier ticks) {
        this.hash = hash;
        this.limit = limit;
        this.ticks = ticks;
        this.warned = ticks.getAsLong() - BETWEEN_WARNINGS;
    }

    /// Returns the number of the chunk a position lies in.
    static int chunk(int position) {
        return position >>> CHUNK_BITS;
    }

    /// Returns where in its chunk a position lies.
    static int within(int position) {
        return position & (CHUNK - 1);
    }

    /// Finds the series of an event or makes it, and puts it into a cache.
    ///
    /// @return its id, -1 when it would be one too many
    synchronized int resolve(long hash, EventBuffer events, int event, SeriesCache cache) {
        int id = find(hash, events, event);
        if (id < 0) {
            int length = SeriesKey.length(events, event);
            if (size >= limit || !reserve(length)) {
                refuse();
                return -1;
            }
            SeriesKey.write(events, event, chunks[chunk(used)], within(used));
            id = add(take(length), hash);
            link(id);
        }
        cache.put(hash, id, positions[id], chunks);
        return id;
    }

    private int find(long hash, EventBuffer events, int event) {
        int mask = slots.length - 1;
        for (int slot = (int) hash & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            int id = slots[slot] - 1;
            int position = positions[id];
            if (hashes[id] == hash
                    && SeriesKey.matches(
                            chunks[chunk(position)], within(position), events, event)) {
                return id;
            }
        }
        return -1;
    }

    private void refuse() {
        refused++;
        long now = ticks.getAsLong();
        if (now - warned >= BETWEEN_WARNINGS) {
            warned = now;
            LOG.log(
                    Level.WARNING,
                    "there are {0} series, as many as may be: {1} requests with new ones were"
                            + " refused; raise max-series if these are real",
                    Integer.toString(size),
                    Long.toString(refused));
        }
    }

    /// Takes a definition from disk. The first one counts.
    @Override
    public synchronized boolean define(int id, byte[] key, int from) {
        if (id - size > WIDEST_GAP) {
            return false;
        }
        while (size <= id) {
            add(store(NAMELESS, 0), 0);
        }
        if (!isNamed(id) && SeriesKey.columnLength(key, from, EventBuffer.NAMESPACE) > 0) {
            positions[id] = store(key, from);
            hashes[id] = hash.of(key, from);
            link(id);
        }
        return true;
    }

    private int store(byte[] key, int from) {
        int length = SeriesKey.length(key, from);
        if (!reserve(length)) {
            throw new IllegalStateException("more keys of series than can be held");
        }
        System.arraycopy(key, from, chunks[chunk(used)], within(used), length);
        return take(length);
    }

    /// Makes room for a key in one chunk.
    private boolean reserve(int length) {
        if (within(used) + length > CHUNK) {
            used = (chunk(used) + 1) << CHUNK_BITS;
        }
        int chunk = chunk(used);
        if (chunk >= CHUNKS || length > CHUNK) {
            return false;
        }
        if (chunk == chunks.length) {
            chunks = Arrays.copyOf(chunks, chunk * 2);
        }
        if (within(used) == 0) {
            chunks[chunk] = new byte[CHUNK];
        }
        return true;
    }

    /// Counts reserved bytes as used and returns their position.
    private int take(int length) {
        int position = used;
        used += length;
        return position;
    }

    /// Gives a key the next id.
    private int add(int position, long hash) {
        if (size == positions.length) {
            positions = Arrays.copyOf(positions, size * 2);
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        positions[size] = position;
        hashes[size] = hash;
        return size++;
    }

    /// Lets a series be found by its hash.
    private void link(int id) {
        if (size * 2 > slots.length) {
            slots = new int[slots.length * 2];
            for (int other = 0; other < size; other++) {
                if (isNamed(other)) {
                    insert(other);
                }
            }
        } else {
            insert(id);
        }
    }

    private void insert(int id) {
        int mask = slots.length - 1;
        int slot = (int) hashes[id] & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = id + 1;
    }

    /// Returns how many ids there are.
    synchronized int size() {
        return size;
    }

    /// Returns whether an id has a definition.
    synchronized boolean isNamed(int id) {
        return id < size
                && SeriesKey.columnLength(
                                chunks[chunk(positions[id])],
                                within(positions[id]),
                                EventBuffer.NAMESPACE)
                        > 0;
    }

    /// Returns the series with an id below [#size].
    synchronized Series series(int id) {
        return Series.of(id, SeriesKey.name(chunks[chunk(positions[id])], within(positions[id])));
    }

    /// Writes the definition of an id below [#size].
    synchronized void write(int id, Batch batch) {
        byte[] key = chunks[chunk(positions[id])];
        int from = within(positions[id]);
        RecordWriter.series(batch, id, key, from, SeriesKey.length(key, from));
    }
}
