package io.acequia.store.embedded;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Finds out at start what the log holds, and fills the dictionary with the series in it.
///
/// Frames count up to the first one of the next segment; whatever the file holds behind them was
/// refused, or torn and cut by an earlier start. In the last segment they count up to the first
/// place without a whole frame. A write that a crash tore may leave any part of itself there, even
/// whole frames behind broken ones, but never the beginning of a later group, since a group is
/// written only when the one before is on disk. So:
///
/// | what is broken | what happens |
/// |---|---|
/// | the end of the last segment | it ends there, the next one begins: it was not acknowledged |
/// | the header of the last segment, no frames in it | the segment is made again |
/// | anything with a later group or segment behind it | no start: it had been acknowledged |
///
/// A damaged last group cannot be told from a torn one. What a killed process left is forced to
/// disk before anybody relies on it.
final class LogRecovery {
    private static final System.Logger LOG = System.getLogger(LogRecovery.class.getName());

    private final SegmentFiles files;
    private final long secret;
    private final FrameSeal seal;
    private final Records records;
    private final RecordReader reader;
    private final List<Segment> segments = new ArrayList<>();
    private long last;

    LogRecovery(SegmentFiles files, long secret, SeriesDictionary dictionary) {
        this.files = files;
        this.secret = secret;
        this.seal = new FrameSeal(secret);
        this.records = new Records(dictionary);
        this.reader = new RecordReader(dictionary, records);
    }

    /// What the log holds.
    ///
    /// @param segments oldest first
    /// @param sequence of the last frame, 0 when there was never one
    /// @param isNew whether there was no segment at all
    record Recovered(List<Segment> segments, long sequence, boolean isNew) {
        Recovered {
            segments = List.copyOf(segments);
        }

        /// Returns the same with another last sequence.
        Recovered following(long position) {
            return new Recovered(segments, position, isNew);
        }
    }

    /// Reads all segments; changes nothing but makes durable what they hold.
    Recovered run() throws IOException {
        var starts =
                files.names().stream()
                        .flatMapToLong(name -> Segment.first(name).stream())
                        .toArray();
        for (int i = 0; i < starts.length; i++) {
            last = starts[i] - 1;
            boolean isLast = i == starts.length - 1;
            read(starts[i], isLast ? Long.MAX_VALUE : starts[i + 1]);
        }
        return new Recovered(segments, last, starts.length == 0);
    }

    private String path(long first) {
        return files.path(Segment.name(first));
    }

    /// Reads the segment that starts with `first`, up to the frame before `next`.
    private void read(long first, long next) throws IOException {
        try (var file = files.open(Segment.name(first))) {
            long size = file.size();
            var frames = new FrameReader(file, seal, first);
            boolean isLast = next == Long.MAX_VALUE;
            if (!HeaderCheck.isWhole(file, path(first), secret, first)) {
                if (!isLast || frames.isFollowedByGroup(size)) {
                    throw damaged(first, 0);
                }
                return;
            }
            read(frames, first, next, size);
            if (isLast) {
                checkEnd(frames, first, size);
                // A process that was killed may have left what no power cut would have. The
                // database
                // must not get it before it is on disk.
                file.force();
                files.force();
            } else if (last < next - 1) {
                throw frames.isFollowedByContent(size)
                        ? damaged(first, frames.end())
                        : missing(last + 1, next);
            }
        }
    }

    private void read(FrameReader frames, long first, long next, long size) throws IOException {
        var before = segments.isEmpty() ? null : segments.getLast();
        long base = before == null ? 0 : before.offset(before.durableLength());
        var segment = new Segment(first, base);
        records.newest = Long.MIN_VALUE;
        while (last < next - 1 && frames.next(size)) {
            try {
                reader.read(frames.bytes(), frames.from(), frames.to());
            } catch (DamagedRecordException e) {
                throw new StoreException(
                        path(first) + ": " + e.getMessage() + ", which ends at " + frames.end(), e);
            }
            if (records.unknown >= 0) {
                throw new StoreException(
                        "%s: series %d at byte %d is not defined: put the file \"%s\" back"
                                .formatted(
                                        path(first),
                                        records.unknown,
                                        frames.end(),
                                        SeriesFile.NAME));
            }
            last = frames.sequence();
        }
        segment.extend(frames.end(), records.newest);
        segments.add(segment);
    }

    private void checkEnd(FrameReader frames, long first, long size) throws IOException {
        if (!frames.isFollowedByContent(size)) {
            return;
        }
        if (frames.isFollowedByGroup(size)) {
            throw damaged(first, frames.end());
        }
        LOG.log(
                Level.WARNING,
                "{0} ends in a write that was not finished: cut at byte {1}, after frame {2};"
                        + " nothing behind it had been acknowledged",
                path(first),
                Long.toString(frames.end()),
                Long.toString(last));
    }

    private StoreException missing(long from, long next) {
        return new StoreException(
                "frames %d to %d are missing between segments in front of %s: put the segment back"
                        .formatted(from, next - 1, path(next)));
    }

    private StoreException damaged(long first, long offset) {
        return new StoreException(
                ("%s is damaged at byte %d, within events that were acknowledged. Put the file back"
                                + " from a copy; or move the directory of the log away to go on"
                                + " with what the database holds")
                        .formatted(path(first), offset));
    }

    /// Looks at requests for their time and at events for their series.
    private static final class Records extends IgnoringVisitor {
        private final SeriesDictionary dictionary;
        private final BitSet known = new BitSet();
        private long newest;
        private int unknown = -1;

        Records(SeriesDictionary dictionary) {
            this.dictionary = dictionary;
        }

        @Override
        public void request(long exchangeKey, long received, int events) {
            newest = Math.max(newest, received);
        }

        @Override
        public void number(int series, EventTime time, double value) {
            check(series);
        }

        @Override
        public void text(int series, EventTime time, String value) {
            check(series);
        }

        @Override
        public void truth(int series, EventTime time, boolean value) {
            check(series);
        }

        @Override
        public void data(int series, EventTime time, byte[] value) {
            check(series);
        }

        private void check(int series) {
            if (!known.get(series)) {
                if (dictionary.isNamed(series)) {
                    known.set(series);
                } else {
                    unknown = series;
                }
            }
        }
    }
}
