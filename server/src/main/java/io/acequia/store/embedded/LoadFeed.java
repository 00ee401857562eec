package io.acequia.store.embedded;

/// Passes the records of one transaction to the database, and in front of them the series that it
/// does not know, in the order of their ids.
final class LoadFeed implements LogVisitor, RecordReader.Definitions {
    private final SeriesDictionary dictionary;
    private LogVisitor database = IgnoringVisitor.INSTANCE;
    private int nextSeries;
    private int rows;

    /// @param nextSeries lowest id of a series that the database does not know
    LoadFeed(SeriesDictionary dictionary, int nextSeries) {
        this.dictionary = dictionary;
        this.nextSeries = nextSeries;
    }

    /// Starts a transaction.
    void begin(LogVisitor transaction) {
        database = transaction;
        rows = 0;
    }

    /// Returns how many events this transaction has.
    int rows() {
        return rows;
    }

    /// Returns the highest id of a series that the database knows with this transaction.
    int lastSeries() {
        return nextSeries - 1;
    }

    @Override
    public boolean define(int id, byte[] key, int from) {
        know(id);
        return true;
    }

    private void know(int id) {
        while (nextSeries <= id) {
            database.series(dictionary.series(nextSeries++));
        }
    }

    private void row(int series) {
        know(series);
        rows++;
    }

    @Override
    public void series(Series series) {
        know(series.id());
    }

    @Override
    public void request(long exchangeKey, long received, int events) {
        database.request(exchangeKey, received, events);
    }

    @Override
    public void number(int series, EventTime time, double value) {
        row(series);
        database.number(series, time, value);
    }

    @Override
    public void text(int series, EventTime time, String value) {
        row(series);
        database.text(series, time, value);
    }

    @Override
    public void truth(int series, EventTime time, boolean value) {
        row(series);
        database.truth(series, time, value);
    }

    @Override
    public void data(int series, EventTime time, byte[] value) {
        row(series);
        database.data(series, time, value);
    }
}
