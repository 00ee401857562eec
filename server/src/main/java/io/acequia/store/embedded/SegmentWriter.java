package io.acequia.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Appends groups of frames to a segment.
///
/// Zeros are written ahead of the frames, much at a time: a force that need not change the length
/// of the file costs half. Confined to the thread that writes the log.
final class SegmentWriter {
    private final SegmentFile file;
    private final Segment segment;
    private final ByteBuffer[] single = new ByteBuffer[1];
    private final ByteBuffer zeros;
    private long length = SegmentHeader.LENGTH;

    /// Bytes of the file that are written, be it with zeros.
    private long allocated;

    private SegmentWriter(SegmentFile file, Segment segment, ByteBuffer zeros) {
        this.file = file;
        this.segment = segment;
        this.zeros = zeros;
    }

    /// Makes the file of a segment with its header and its first room, forced to disk.
    ///
    /// @param zeros what is written ahead, as many bytes as that is to be at a time
    static SegmentWriter create(SegmentFiles files, Segment segment, long secret, ByteBuffer zeros)
            throws IOException {
        var file = files.create(segment.name());
        try {
            var writer = new SegmentWriter(file, segment, zeros);
            var header = new SegmentHeader(SegmentHeader.VERSION, secret, segment.first());
            writer.write(header.encode(), 0);
            writer.allocate(SegmentHeader.LENGTH);
            file.force();
            files.force();
            return writer;
        } catch (IOException e) {
            giveUp(file, e);
            throw e;
        }
    }

    /// Closes a file that could not be made, and gives back its space.
    private static void giveUp(SegmentFile file, IOException failure) {
        try (file) {
            file.truncate(0);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    Segment segment() {
        return segment;
    }

    /// Appends frames and forces them to disk.
    ///
    /// @param received when the newest of their requests arrived, microseconds since 1970
    void append(ByteBuffer[] frames, int count, long received) throws IOException {
        long end = length;
        for (int from = 0; from < count; ) {
            end += file.write(end, frames, from, count - from);
            while (from < count && !frames[from].hasRemaining()) {
                from++;
            }
        }
        if (end > allocated) {
            allocate(end);
        }
        file.force();
        length = end;
        segment.extend(end, received);
    }

    private void allocate(long end) throws IOException {
        write(zeros.clear(), end);
        allocated = end + zeros.capacity();
    }

    private void write(ByteBuffer source, long position) throws IOException {
        single[0] = source;
        for (long to = position; source.hasRemaining(); ) {
            to += file.write(to, single, 0, 1);
        }
    }

    /// Closes the file after a failure, with what is behind its durable end cut off.
    ///
    /// @return whether that is on disk; if not, the next segment hides it
    boolean abandon() {
        try (file) {
            file.truncate(length);
            file.force();
            return true;
        } catch (IOException | RuntimeException _) {
            return false;
        }
    }

    /// Closes the file when the segment is full. That the zeros go is no matter of safety.
    void finish() throws IOException {
        try (file) {
            file.truncate(length);
        }
    }
}
