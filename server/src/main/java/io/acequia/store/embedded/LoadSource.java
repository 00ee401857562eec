package io.acequia.store.embedded;

/// What the database is loaded from.
///
/// @param log the durable frames
/// @param backlog how much of them waits
/// @param dictionary all series
/// @param seriesFile the series that the database may know
record LoadSource(
        LogSegments log, Backlog backlog, SeriesDictionary dictionary, SeriesFile seriesFile) {}
