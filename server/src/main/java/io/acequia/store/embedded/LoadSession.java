package io.acequia.store.embedded;

import java.io.IOException;

/// Loads frames into the database, one transaction after the other, from where the database is. Of
/// no use any more once something has failed. Confined to the thread of the loader.
final class LoadSession implements AutoCloseable {
    private final Database database;
    private final SeriesDictionary dictionary;
    private final SeriesFile seriesFile;
    private final LogReader log;
    private final LoadFeed feed;
    private final RecordReader records;
    private long bytes;

    LoadSession(
            Database database, LogSegments log, SeriesDictionary dictionary, SeriesFile seriesFile)
            throws IOException {
        this.database = database;
        this.dictionary = dictionary;
        this.seriesFile = seriesFile;
        this.log = log.readFrom(database.position() + 1);
        this.feed = new LoadFeed(dictionary, database.lastSeries() + 1);
        this.records = new RecordReader(feed, feed);
    }

    /// Loads frames in one transaction until there are enough rows or all frames are loaded.
    ///
    /// @return whether there was anything to load
    boolean load(int enough) throws IOException {
        if (!log.hasNext()) {
            return false;
        }
        long before = log.bytes();
        feed.begin(database.begin());
        try {
            while (feed.rows() < enough && log.next(records)) {
                // The feed takes what is read.
            }
            // An id that the database knows must never get another meaning, not even when the frame
            // that defines it is lost: so this comes first.
            seriesFile.append(dictionary, feed.lastSeries());
            database.commit(log.sequence());
        } catch (IOException | RuntimeException e) {
            database.rollback();
            throw e;
        }
        bytes = log.bytes() - before;
        return true;
    }

    /// Returns the rows of the last transaction.
    int rows() {
        return feed.rows();
    }

    /// Returns the bytes of the frames of the last transaction.
    long bytes() {
        return bytes;
    }

    /// Returns the bytes of all frames that are loaded, as [LogSegments#offset] counts.
    long offset() {
        return log.offset();
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
