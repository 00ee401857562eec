package io.acequia.store.embedded;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// Writes and checks the headers of frames. A frame is a payload behind a header, little-endian:
///
/// ```text
///  0       4       8               16
/// +-------+-------+---------------+-- - -
/// |length |CRC-32C| sequence      | payload
/// +-------+-------+---------------+-- - -
/// ```
///
/// The length is that of the payload. The sequence counts the frames of a data directory from 1;
/// its highest bit marks the first frame of a group, that is of what was forced to disk together.
/// The checksum covers sequence and payload and starts from the secret of the data directory, so
/// that nobody who sends payloads can make bytes that pass for a frame, nor do the frames of
/// another directory pass.
///
/// Confined to one thread.
final class FrameSeal {
    /// Bytes of a header.
    static final int HEADER = 16;

    private static final int CHECKSUM = 4;
    private static final int SEQUENCE = 8;
    private static final long BEGINS_GROUP = Long.MIN_VALUE;
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final CRC32C crc = new CRC32C();
    private final byte[] secret = new byte[Long.BYTES];

    FrameSeal(long secret) {
        LONG.set(this.secret, 0, secret);
    }

    /// Writes the header of a frame.
    ///
    /// @param frame little-endian, from 0 to its limit header and payload
    void seal(ByteBuffer frame, long sequence, boolean beginsGroup) {
        frame.putInt(0, frame.limit() - HEADER);
        frame.putLong(SEQUENCE, beginsGroup ? sequence | BEGINS_GROUP : sequence);
        crc.reset();
        crc.update(secret);
        crc.update(frame.position(SEQUENCE));
        frame.putInt(CHECKSUM, (int) crc.getValue()).position(0);
    }

    /// Returns the length of the payload that a header at `at` claims; may be any number.
    static int length(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    /// Returns the sequence that a header at `at` claims.
    static long sequence(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at + SEQUENCE) & ~BEGINS_GROUP;
    }

    /// Returns whether a header at `at` claims to begin a group.
    static boolean beginsGroup(byte[] bytes, int at) {
        return ((long) LONG.get(bytes, at + SEQUENCE) & BEGINS_GROUP) != 0;
    }

    /// Returns whether header and payload at `at` are as they were written. The claimed length must
    /// lie within the array.
    boolean isWhole(byte[] bytes, int at) {
        crc.reset();
        crc.update(secret);
        crc.update(bytes, at + SEQUENCE, HEADER - SEQUENCE + length(bytes, at));
        return (int) INT.get(bytes, at + CHECKSUM) == (int) crc.getValue();
    }
}
