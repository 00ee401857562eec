package io.acequia.store.embedded;

/// Takes records and does nothing; for those who want only some of them.
class IgnoringVisitor implements LogVisitor {
    /// One that ignores everything.
    static final IgnoringVisitor INSTANCE = new IgnoringVisitor();

    @Override
    public void series(Series series) {}

    @Override
    public void request(long exchangeKey, long received, int events) {}

    @Override
    public void number(int series, EventTime time, double value) {}

    @Override
    public void text(int series, EventTime time, String value) {}

    @Override
    public void truth(int series, EventTime time, boolean value) {}

    @Override
    public void data(int series, EventTime time, byte[] value) {}
}
