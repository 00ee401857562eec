package io.acequia.store.embedded;

import io.acequia.store.SeriesHash;
import java.io.IOException;
import java.util.function.LongSupplier;

/// What the files of a data directory hold, read and ready to be continued.
///
/// @param directory held by this process
/// @param hash of series
/// @param dictionary all series that are defined in the files
/// @param seriesFile open
/// @param files of the log
/// @param segments all durable frames
/// @param opener of the database; has opened it already when there was no log
record StoredLog(
        DataDirectory directory,
        SeriesHash hash,
        SeriesDictionary dictionary,
        SeriesFile seriesFile,
        SegmentFiles files,
        LogSegments segments,
        DatabaseOpener opener)
        implements AutoCloseable {

    /// Reads the files of a directory.
    ///
    /// @param maxSeries see [EmbeddedSettings#maxSeries]
    /// @param ticks nanoseconds of a clock that never jumps
    static StoredLog open(
            DataDirectory directory, int maxSeries, DatabaseOpener opener, LongSupplier ticks)
            throws IOException {
        long secret = directory.secret();
        var hash = new SeriesHash(secret);
        var dictionary = new SeriesDictionary(hash, maxSeries, ticks);
        var seriesFile = SeriesFile.open(directory.files(), secret, dictionary);
        try {
            var files = directory.logFiles();
            var recovered = new LogRecovery(files, secret, dictionary).run();
            var lazily = opener;
            if (recovered.isNew() && !directory.isNew()) {
                // Somebody has moved a damaged log away: new frames follow those in the database.
                var database = opener.open();
                recovered = recovered.following(database.position());
                lazily = () -> database;
            }
            var segments = new LogSegments(files, secret, recovered);
            return new StoredLog(directory, hash, dictionary, seriesFile, files, segments, lazily);
        } catch (IOException | RuntimeException e) {
            seriesFile.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try (directory) {
            seriesFile.close();
        }
    }
}
