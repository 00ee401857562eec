package io.acequia.store.embedded;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads durable frames in their order, from segment to segment, as far as there are. Confined to
/// one thread.
final class LogReader implements AutoCloseable {
    private final LogSegments log;

    /// Sequence of the frame at hand.
    private long sequence;

    private long offset;
    private long bytes;

    private @Nullable Segment segment;

    /// Reads the file of the segment; absent before the first frame.
    private @Nullable FrameReader frames;

    LogReader(LogSegments log, long first) {
        this.log = log;
        this.sequence = first - 1;
    }

    /// Returns whether there is a next frame already.
    boolean hasNext() {
        return sequence < log.sequence();
    }

    /// Hands the next frame to a reader of records.
    ///
    /// @return false when there is none yet
    boolean next(RecordReader records) throws IOException {
        if (!hasNext()) {
            return false;
        }
        var holding = log.holding(sequence + 1);
        var reader = frames;
        if (reader == null || holding != segment) {
            reader = open(holding);
        }
        step(reader, holding);
        sequence++;
        offset = holding.offset(reader.end());
        bytes += FrameSeal.HEADER + reader.to() - reader.from();
        try {
            records.read(reader.bytes(), reader.from(), reader.to());
        } catch (DamagedRecordException e) {
            throw new IOException(holding.name() + ": " + e.getMessage(), e);
        }
        return true;
    }

    private FrameReader open(Segment holding) throws IOException {
        close();
        var reader = log.open(holding);
        frames = reader;
        segment = holding;
        while (reader.sequence() < sequence) {
            step(reader, holding);
        }
        return reader;
    }

    private static void step(FrameReader reader, Segment holding) throws IOException {
        if (!reader.next(holding.durableLength())) {
            throw new IOException(
                    "%s is damaged at byte %d".formatted(holding.name(), reader.end()));
        }
    }

    /// Returns the sequence of the frame at hand.
    long sequence() {
        return sequence;
    }

    /// Returns the bytes of all frames up to the one at hand, as [LogSegments#offset] counts; 0
    /// before the first.
    long offset() {
        return offset;
    }

    /// Returns the bytes of all frames that this reader has read.
    long bytes() {
        return bytes;
    }

    @Override
    public void close() throws IOException {
        if (frames != null) {
            frames.close();
            frames = null;
        }
    }
}
