package io.acequia.store.embedded;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The writing end of the log: groups of frames become durable in segments, as a whole or not at
/// all.
///
/// | state | a group | goes to |
/// |---|---|---|
/// | writable | is written and forced | writable |
/// | writable | cannot be written or forced: is refused and cut off, its segment closed | broken |
/// | broken | is refused | writable, once a new segment could be made |
///
/// A failed force is never repeated, and what was written before it never counts: the new segment
/// starts with the sequence that the first refused frame had, so that even frames that could not be
/// cut off are behind the end of their segment.
///
/// Confined to one thread, but for the questions of lanes and statistics.
final class WriteAheadLog implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(WriteAheadLog.class.getName());
    private static final long BETWEEN_PROBES = TimeUnit.SECONDS.toNanos(1);

    private final SegmentFiles files;
    private final long secret;
    private final FrameSeal seal;
    private final LogSegments segments;
    private final LongSupplier ticks;
    private final long segmentSize;
    private final ByteBuffer zeros;

    /// Absent while the log is broken.
    private @Nullable SegmentWriter writer;

    private long nextProbe;

    // Written by the thread of the log, read by all.
    private volatile boolean writable;
    private volatile String lastError = "";
    private final AtomicInteger generation = new AtomicInteger();
    private final LongAdder forces = new LongAdder();
    private final LongAdder forceNanos = new LongAdder();
    private final LongAccumulator longestForceNanos = new LongAccumulator(Math::max, 0);

    /// How large segments are.
    ///
    /// @param segment bytes after which a new one is made
    /// @param room bytes that are written ahead at a time
    record Sizes(long segment, int room) {}

    /// Continues a log behind its last durable frame, in a new segment. When that cannot be made
    /// the log starts broken.
    ///
    /// @param sizes of segments
    /// @param ticks nanoseconds of a clock that never jumps
    WriteAheadLog(
            SegmentFiles files,
            long secret,
            LogSegments segments,
            Sizes sizes,
            LongSupplier ticks) {
        this.files = files;
        this.secret = secret;
        this.seal = new FrameSeal(secret);
        this.segments = segments;
        segmentSize = sizes.segment();
        zeros = ByteBuffer.allocateDirect(sizes.room());
        this.ticks = ticks;
        try {
            writer = newSegment();
            writable = true;
        } catch (IOException e) {
            fail(e);
        }
    }

    private SegmentWriter newSegment() throws IOException {
        var segment = segments.next();
        var created = SegmentWriter.create(files, segment, secret, zeros);
        segments.add(segment);
        return created;
    }

    /// Makes a group of frames durable together.
    ///
    /// @param frames their buffers, with room for the headers
    /// @param received when the newest of their requests arrived, microseconds since 1970
    /// @return whether they are; if not, none of them ever will be
    boolean append(ByteBuffer[] frames, int count, long received) {
        try {
            var target = roomyWriter();
            for (int i = 0; i < count; i++) {
                seal.seal(frames[i], segments.sequence() + 1 + i, i == 0);
            }
            long start = ticks.getAsLong();
            target.append(frames, count, received);
            measure(ticks.getAsLong() - start);
            segments.extended(target.segment(), count);
            return true;
        } catch (IOException | RuntimeException e) {
            fail(e);
            return false;
        }
    }

    private SegmentWriter roomyWriter() throws IOException {
        var current = writer;
        if (current == null) {
            throw new IOException("the log is broken");
        }
        if (current.segment().durableLength() < segmentSize) {
            return current;
        }
        writer = null;
        current.finish();
        var next = newSegment();
        writer = next;
        return next;
    }

    private void measure(long nanos) {
        forces.increment();
        forceNanos.add(nanos);
        longestForceNanos.accumulate(nanos);
    }

    private void fail(Exception cause) {
        var broken = writer;
        writer = null;
        writable = false;
        generation.incrementAndGet();
        lastError = cause.toString();
        nextProbe = ticks.getAsLong() + BETWEEN_PROBES;
        boolean isCutOff = broken == null || broken.abandon();
        var segment = broken == null ? segments.next() : broken.segment();
        LOG.log(
                Level.ERROR,
                "events are refused, {0} cannot be written: {1}. Free space or repair the disk; it"
                        + " is tried again every second{2}",
                files.path(segment.name()),
                cause,
                isCutOff ? "" : ". What was refused could not be cut off and is hidden then");
    }

    /// Tries to leave the broken state when it is time to.
    void probe() {
        if (writable || ticks.getAsLong() - nextProbe < 0) {
            return;
        }
        try {
            writer = newSegment();
            writable = true;
            LOG.log(
                    Level.INFO,
                    "events can be stored again, in {0}",
                    files.path(segments.next().name()));
        } catch (IOException | RuntimeException e) {
            lastError = e.toString();
            nextProbe = ticks.getAsLong() + BETWEEN_PROBES;
        }
    }

    /// Returns the nanoseconds to the next probe, [Long#MAX_VALUE] when there is none to come.
    long untilProbe() {
        return writable ? Long.MAX_VALUE : Math.max(1, nextProbe - ticks.getAsLong());
    }

    /// Returns whether groups can be appended now. Called by any thread.
    boolean isWritable() {
        return writable;
    }

    /// Returns a number that grows with each failure. Frames that were begun before a failure must
    /// not be appended after it: they may rely on definitions in frames that were refused. Called
    /// by any thread.
    int generation() {
        return generation.get();
    }

    /// Returns what went wrong last, empty when nothing did.
    String lastError() {
        return lastError;
    }

    long forces() {
        return forces.sum();
    }

    long forceNanos() {
        return forceNanos.sum();
    }

    long longestForceNanos() {
        return longestForceNanos.get();
    }

    @Override
    public void close() {
        writable = false;
        var current = writer;
        writer = null;
        if (current != null) {
            try {
                current.finish();
            } catch (IOException e) {
                LOG.log(Level.WARNING, "the log could not be closed cleanly; nothing is lost", e);
            }
        }
    }
}
