package io.acequia.store;

import io.acequia.event.EventBuffer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// A hash of the keywords of a series.
///
/// Folded multiplication as in wyhash, with keys made from the secret of the store: without the
/// secret nobody can choose keywords that collide. Eight bytes a step.
public final class SeriesHash {
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW = 0xffff_ffffL;

    private final long seed;
    private final long inner;
    private final long outer;

    /// Makes hashes with a secret; equal secrets make equal hashes.
    public SeriesHash(long secret) {
        seed = spread(secret + 1);
        inner = spread(secret + 2) | 1;
        outer = spread(secret + 3) | 1;
    }

    /// The finishing step of SplitMix64.
    private static long spread(long value) {
        long x = value * 0x9e37_79b9_7f4a_7c15L;
        x = (x ^ (x >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return x ^ (x >>> 31);
    }

    /// Returns the hash of the keywords of an event, never 0.
    public long of(EventBuffer events, int event) {
        long hash = seed;
        for (int column = 0; column < SeriesKey.COLUMNS; column++) {
            int length = events.keywordLength(event, column);
            hash = add(hash, events.bytes(), events.keywordFrom(event, column), length);
        }
        return finish(hash);
    }

    /// Returns the hash of the key at `at`, the same as that of its events.
    public long of(byte[] key, int at) {
        long hash = seed;
        int from = at + SeriesKey.LENGTHS;
        for (int column = 0; column < SeriesKey.COLUMNS; column++) {
            int length = SeriesKey.columnLength(key, at, column);
            hash = add(hash, key, from, length);
            from += Math.max(0, length);
        }
        return finish(hash);
    }

    /// Returns the hash of `length` bytes from `from`, never 0.
    public long of(byte[] bytes, int from, int length) {
        return finish(add(seed, bytes, from, length));
    }

    private static long finish(long hash) {
        return hash == 0 ? 1 : hash;
    }

    private long add(long hash, byte[] bytes, int from, int length) {
        long state = hash ^ length;
        int at = from;
        int end = from + length;
        while (end - at >= Long.BYTES) {
            state = fold(state ^ (long) LONG.get(bytes, at), inner);
            at += Long.BYTES;
        }
        return fold(state ^ tail(bytes, at, end), outer);
    }

    /// Returns the last 0 to 7 bytes as a number.
    private static long tail(byte[] bytes, int at, int end) {
        int rest = end - at;
        if (rest >= Integer.BYTES) {
            long low = (int) INT.get(bytes, at) & LOW;
            return low | ((long) (int) INT.get(bytes, end - Integer.BYTES) << 32);
        }
        if (rest > 0) {
            return (bytes[at] & 0xff)
                    | ((bytes[at + (rest >> 1)] & 0xff) << 8)
                    | ((bytes[end - 1] & 0xff) << 16);
        }
        return 0;
    }

    private static long fold(long a, long b) {
        return Math.unsignedMultiplyHigh(a, b) ^ (a * b);
    }
}
