package io.acequia.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;

/// The definitions of all series that the database may know, in the order of their ids: a file of
/// frames like a segment of the log, to which the loader appends.
///
/// A torn end is cut: what was torn is still in the log, since nothing relies on this file before
/// it is forced.
final class SeriesFile implements AutoCloseable {
    /// Name of the file in the data directory.
    static final String NAME = "series";

    private static final long FIRST = 1;

    private final SegmentFiles files;
    private final FrameSeal seal;
    private final Batch batch = new Batch();
    private final SegmentFile file;
    private long length;
    private long sequence;

    /// Written by the loader, read by whoever asks for statistics.
    private volatile int count;

    /// Whether bytes behind the durable length are in question.
    private boolean torn;

    private SeriesFile(SegmentFiles files, FrameSeal seal, SegmentFile file) {
        this.files = files;
        this.seal = seal;
        this.file = file;
    }

    /// Opens the file, makes it if there is none, and puts its definitions into the dictionary.
    static SeriesFile open(SegmentFiles files, long secret, SeriesDictionary dictionary)
            throws IOException {
        boolean exists = files.names().contains(NAME);
        var file = exists ? files.open(NAME) : files.create(NAME);
        try {
            var series = new SeriesFile(files, new FrameSeal(secret), file);
            series.read(secret, dictionary);
            return series;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void read(long secret, SeriesDictionary dictionary) throws IOException {
        var frames = new FrameReader(file, seal, FIRST);
        long size = file.size();
        boolean hasHeader = HeaderCheck.isWhole(file, files.path(NAME), secret, FIRST);
        var reader = new RecordReader(dictionary, IgnoringVisitor.INSTANCE);
        while (hasHeader && frames.next(size)) {
            try {
                reader.read(frames.bytes(), frames.from(), frames.to());
            } catch (DamagedRecordException e) {
                throw new StoreException(files.path(NAME) + ": " + e.getMessage(), e);
            }
        }
        if (frames.isFollowedByGroup(size)) {
            throw damaged(hasHeader ? frames.end() : 0);
        }
        length = frames.end();
        sequence = frames.sequence();
        count = dictionary.size();
        torn = length < size;
        if (sequence < FIRST) {
            // Even a whole header may be from a start whose force failed.
            write(new SegmentHeader(SegmentHeader.VERSION, secret, FIRST).encode(), 0);
        }
        // A process that was killed may have left what no power cut would have.
        file.force();
        files.force();
    }

    private StoreException damaged(long offset) {
        return new StoreException(
                "%s is damaged at byte %d: put it back from a copy of the data directory"
                        .formatted(files.path(NAME), offset));
    }

    /// Returns how many series are in the file, that is below which id all are.
    int count() {
        return count;
    }

    /// Makes all series up to `id` durable.
    void append(SeriesDictionary dictionary, int id) throws IOException {
        if (id < count) {
            return;
        }
        if (torn) {
            cut();
        }
        torn = true;
        try {
            write(dictionary, id);
            torn = false;
        } catch (IOException e) {
            cutAfter(e);
            throw e;
        }
    }

    private void write(SeriesDictionary dictionary, int id) throws IOException {
        int next = count;
        long end = length;
        long last = sequence;
        while (next <= id) {
            batch.begin(0);
            while (next <= id && !batch.isLarge()) {
                dictionary.write(next++, batch);
            }
            var frame = batch.frame();
            seal.seal(frame, ++last, true);
            end = write(frame, end);
        }
        file.force();
        length = end;
        sequence = last;
        count = next;
    }

    /// Cuts off what is behind the durable end.
    private void cut() throws IOException {
        file.truncate(length);
        file.force();
        torn = false;
    }

    private void cutAfter(IOException failure) {
        try {
            cut();
        } catch (IOException e) {
            // Tried again before the next series.
            failure.addSuppressed(e);
        }
    }

    private long write(ByteBuffer source, long position) throws IOException {
        var sources = new ByteBuffer[] {source};
        long end = position;
        while (source.hasRemaining()) {
            end += file.write(end, sources, 0, 1);
        }
        return end;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
