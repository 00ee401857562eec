package io.acequia.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Reads the frames of one file in their order. Confined to one thread.
final class FrameReader implements AutoCloseable {
    private static final int READ = 256 * 1024;

    private final SegmentFile file;
    private final FrameSeal seal;

    /// Bytes of the file, `start` to `end`; those at `start` lie at `offset` in the file.
    private byte[] bytes = new byte[0];

    private int start;
    private int end;
    private long offset = SegmentHeader.LENGTH;
    private long expected;

    /// Length of the frame at hand with its header, 0 before the first.
    private int frame;

    /// Starts behind the header of the file.
    ///
    /// @param first sequence of the first frame
    FrameReader(SegmentFile file, FrameSeal seal, long first) {
        this.file = file;
        this.seal = seal;
        this.expected = first;
    }

    /// Moves on to the next frame.
    ///
    /// @param limit bytes of the file that may be read
    /// @return false when no whole frame with the next sequence follows before the limit; the place
    ///   stays the same then
    boolean next(long limit) throws IOException {
        long behind = offset + frame;
        if (!holds(frame, FrameSeal.HEADER, limit)) {
            return false;
        }
        int at = start + frame;
        int length = FrameSeal.length(bytes, at);
        if (length < 0 || length > limit - behind - FrameSeal.HEADER) {
            return false;
        }
        if (FrameSeal.sequence(bytes, at) != expected
                || !holds(frame, FrameSeal.HEADER + length, limit)
                || !seal.isWhole(bytes, start + frame)) {
            return false;
        }
        start += frame;
        offset = behind;
        frame = FrameSeal.HEADER + length;
        expected++;
        return true;
    }

    /// Makes `count` bytes that lie `skip` bytes behind the start available.
    private boolean holds(int skip, int count, long limit) throws IOException {
        while (end - start < skip + count) {
            long position = offset + (end - start);
            if (position >= limit) {
                return false;
            }
            makeRoom(skip + count, limit - position);
            int room = (int) Math.min(bytes.length - end, limit - position);
            int read = file.read(ByteBuffer.wrap(bytes, end, room), position);
            if (read < 0) {
                return false;
            }
            end += read;
        }
        return true;
    }

    private void makeRoom(int count, long available) {
        if (start + count <= bytes.length && end < bytes.length) {
            return;
        }
        int wanted = count + (int) Math.min(READ, available);
        byte[] target = bytes.length < wanted ? new byte[wanted] : bytes;
        System.arraycopy(bytes, start, target, 0, end - start);
        bytes = target;
        end -= start;
        start = 0;
    }

    /// Returns the sequence of the frame at hand, that of the one before the first at the start.
    long sequence() {
        return expected - 1;
    }

    /// Returns the array with the payload of the frame at hand, valid until [#next].
    byte[] bytes() {
        return bytes;
    }

    /// Returns where in [#bytes] the payload starts.
    int from() {
        return start + FrameSeal.HEADER;
    }

    /// Returns where in [#bytes] the payload ends.
    int to() {
        return start + frame;
    }

    /// Returns where in the file the frame at hand ends.
    long end() {
        return offset + frame;
    }

    /// Returns whether one of the bytes up to `limit` behind the frame at hand is not zero.
    boolean isFollowedByContent(long limit) throws IOException {
        byte[] rest = rest(limit);
        return Arrays.mismatch(rest, new byte[rest.length]) >= 0;
    }

    /// Returns whether the first frame of a later group lies somewhere behind the frame at hand.
    /// Then what is broken here had been forced to disk before that group was written: it is not
    /// the torn end of the last write.
    boolean isFollowedByGroup(long limit) throws IOException {
        byte[] rest = rest(limit);
        int last = rest.length - FrameSeal.HEADER;
        for (int at = 0; at <= last; at++) {
            long distance = FrameSeal.sequence(rest, at) - expected;
            if (distance >= 0 && distance <= last && FrameSeal.beginsGroup(rest, at)) {
                int length = FrameSeal.length(rest, at);
                if (length >= 0 && length <= last - at && seal.isWhole(rest, at)) {
                    return true;
                }
            }
        }
        return false;
    }

    private byte[] rest(long limit) throws IOException {
        var rest = ByteBuffer.allocate(Math.toIntExact(Math.max(0, limit - end())));
        int count = 0;
        while (rest.hasRemaining() && count >= 0) {
            count = file.read(rest, end() + rest.position());
        }
        return Arrays.copyOf(rest.array(), rest.position());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
