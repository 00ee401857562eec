package io.acequia.store.embedded;

import java.lang.System.Logger.Level;

/// The bytes of frames that are durable but not loaded into the database yet, and their bound.
final class Backlog {
    private static final System.Logger LOG = System.getLogger(Backlog.class.getName());

    private final LogSegments segments;
    private final long limit;

    /// Bytes of all frames that are loaded, as [LogSegments#offset] counts; written by the loader,
    /// read by all. Until the loader knows better nothing waits.
    private volatile long loaded;

    /// Whether the bound was reached; written by the thread of the log and the loader.
    private volatile boolean full;

    Backlog(LogSegments segments, long limit) {
        this.segments = segments;
        this.limit = limit;
        this.loaded = segments.offset();
    }

    long bytes() {
        return Math.max(0, segments.offset() - loaded);
    }

    boolean isFull() {
        return bytes() >= limit;
    }

    /// Says how far the database is.
    void loaded(long offset) {
        loaded = offset;
        if (full && !isFull()) {
            full = false;
            LOG.log(Level.INFO, "the database has caught up, events are stored again");
        }
    }

    /// Says that the log has grown.
    void grown() {
        if (!full && isFull()) {
            full = true;
            LOG.log(
                    Level.WARNING,
                    "{0} bytes of events wait for the database, as many as may: events are refused"
                            + " until it catches up",
                    Long.toString(bytes()));
        }
    }
}
