package io.acequia.store.embedded;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.ConcurrentSkipListMap;

/// The segments of the log and how far they are durable: what the writing thread and those who read
/// the log share.
final class LogSegments {
    private static final System.Logger LOG = System.getLogger(LogSegments.class.getName());

    private final SegmentFiles files;
    private final long secret;

    /// Segments by their first sequence; the last one is written. The writing thread adds, the
    /// loader removes.
    private final ConcurrentSkipListMap<Long, Segment> segments = new ConcurrentSkipListMap<>();

    // Written by the writing thread, the sequence last; read by all.
    private volatile long offset;
    private volatile long sequence;

    /// Whether the last attempt to delete a segment failed; used by the loader only.
    private boolean cannotDelete;

    LogSegments(SegmentFiles files, long secret, LogRecovery.Recovered recovered) {
        this.files = files;
        this.secret = secret;
        for (var segment : recovered.segments()) {
            segments.put(segment.first(), segment);
            offset = segment.offset(segment.durableLength());
        }
        sequence = recovered.sequence();
    }

    /// Makes the segment that follows the last durable frame, in memory.
    Segment next() {
        return new Segment(sequence + 1, offset);
    }

    /// Adds a segment whose file is on disk; takes the place of one that never got a frame.
    void add(Segment segment) {
        segments.put(segment.first(), segment);
    }

    /// Says that a segment has grown by durable frames.
    void extended(Segment segment, int frames) {
        offset = segment.offset(segment.durableLength());
        long last = sequence + frames;
        sequence = last;
    }

    /// Returns the sequence of the last durable frame, 0 when there was never one.
    long sequence() {
        return sequence;
    }

    /// Returns the sequence of the first frame that is still here.
    long firstSequence() {
        var first = segments.firstEntry();
        return first == null ? sequence + 1 : first.getKey();
    }

    /// Returns the bytes of all durable frames since the start of the oldest segment at open.
    long offset() {
        return offset;
    }

    int count() {
        return segments.size();
    }

    /// Returns the bytes of all segments.
    long size() {
        long size = 0;
        for (var segment : segments.values()) {
            size += segment.durableLength();
        }
        return size;
    }

    /// Returns the segment with a frame that is durable.
    Segment holding(long frame) throws IOException {
        var entry = segments.floorEntry(frame);
        if (entry == null) {
            throw new IOException("frame " + frame + " has been deleted from the log");
        }
        return entry.getValue();
    }

    /// Opens the file of a segment for reading.
    FrameReader open(Segment segment) throws IOException {
        return new FrameReader(files.open(segment.name()), new FrameSeal(secret), segment.first());
    }

    /// Returns a reader whose first frame is the one with this sequence.
    LogReader readFrom(long frame) {
        return new LogReader(this, frame);
    }

    /// Returns a reader that starts with the oldest segment with requests from `received` on,
    /// microseconds since 1970.
    LogReader readSince(long received) {
        for (var segment : segments.values()) {
            if (segment.newest() >= received) {
                return readFrom(segment.first());
            }
        }
        return readFrom(sequence + 1);
    }

    /// Deletes segments, oldest first and each for good before the next, of which nobody needs a
    /// frame again.
    ///
    /// @param checkpointed sequence of the last frame that a checkpoint of the database covers
    /// @param received time before which requests are forgotten, microseconds since 1970
    void deleteCovered(long checkpointed, long received) {
        try {
            while (true) {
                var oldest = segments.firstEntry();
                var next = oldest == null ? null : segments.higherKey(oldest.getKey());
                if (oldest == null
                        || next == null
                        || next - 1 > checkpointed
                        || oldest.getValue().newest() >= received) {
                    return;
                }
                files.delete(oldest.getValue().name());
                files.force();
                segments.remove(oldest.getKey());
                cannotDelete = false;
            }
        } catch (IOException e) {
            if (!cannotDelete) {
                cannotDelete = true;
                LOG.log(Level.WARNING, "old segments of the log cannot be deleted; tried again", e);
            }
        }
    }
}
