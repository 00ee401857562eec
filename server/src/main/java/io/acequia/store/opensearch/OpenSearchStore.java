package io.acequia.store.opensearch;

import io.acequia.event.Event;
import io.acequia.store.Aggregate;
import io.acequia.store.Aggregation;
import io.acequia.store.Count;
import io.acequia.store.EventStore;
import io.acequia.store.Filter;
import io.acequia.store.Histogram;
import io.acequia.store.Lane;
import io.acequia.store.Page;
import io.acequia.store.SampleReceiver;
import io.acequia.store.Samples;
import io.acequia.store.Search;
import io.acequia.store.SeriesName;
import io.acequia.store.TimeRange;
import io.acequia.store.TopValue;
import io.acequia.store.TopValues;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Events in OpenSearch or Elasticsearch. Keeps nothing itself: any number of collectors may write
/// and any number of consoles may read at the same time.
public final class OpenSearchStore implements EventStore {
    /// As the embedded store has it.
    private static final Duration LONGEST_QUESTION = Duration.ofSeconds(30);

    private final Nodes nodes;
    private final long secret;
    private final BulkWriter writer;
    private final EventSearch search;
    private final IndexRetention retention;

    private OpenSearchStore(
            Nodes nodes, OpenSearchSettings settings, IndexNames names, long secret) {
        this.nodes = nodes;
        this.secret = secret;
        writer = new BulkWriter(nodes, names, settings, secret);
        search = new EventSearch(nodes, names, LONGEST_QUESTION);
        retention = IndexRetention.start(nodes, names, settings);
    }

    /// Prepares the cluster for events and opens the store.
    ///
    /// @throws IOException when no node answers, one refuses, or the names of our indices are
    ///   taken; the message says why and what to do
    public static OpenSearchStore open(OpenSearchSettings settings) throws IOException {
        var names = new IndexNames(settings.prefix(), settings.period(), settings.namespaces());
        var nodes = new Nodes(settings);
        try {
            long secret = new Installation(nodes, settings, names).install();
            return new OpenSearchStore(nodes, settings, names, secret);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            nodes.close();
            throw new InterruptedIOException("interrupted before the cluster had answered");
        } catch (IOException e) {
            nodes.close();
            throw e;
        }
    }

    @Override
    public Lane lane(Runnable wakeUp) {
        return writer.lane(wakeUp);
    }

    @Override
    public boolean isWritable() {
        return writer.isWritable();
    }

    @Override
    public Duration retryAfter() {
        return writer.retryAfter();
    }

    /// Remembers none: what was stored is recognised by its id.
    @Override
    public void recentExchanges(Duration window, ExchangeReceiver receiver) {
        // See above.
    }

    @Override
    public long exchangeSecret() {
        return secret;
    }

    /// Returns what was written since the store was opened.
    public BulkFigures figures() {
        return writer.figures();
    }

    /// Asks whether the cluster answers; says why not, empty when it does.
    public Optional<String> obstacle() {
        return writer.obstacle();
    }

    @Override
    public long size() throws IOException {
        return search.size();
    }

    @Override
    public void deleteBefore(Instant before) throws IOException {
        retention.deleteBefore(before);
    }

    @Override
    public Page search(Search asked) throws IOException {
        return search.search(asked);
    }

    @Override
    public List<Count> histogram(Histogram histogram) throws IOException {
        return search.histogram(histogram);
    }

    @Override
    public List<Aggregate> aggregate(Aggregation aggregation) throws IOException {
        return search.aggregate(aggregation);
    }

    @Override
    public List<TopValue> topValues(TopValues topValues) throws IOException {
        return search.topValues(topValues);
    }

    @Override
    public List<Event> latest(Filter filter, int limit) throws IOException {
        return search.latest(filter, limit);
    }

    @Override
    public void numericSeries(Filter filter, TimeRange range, Predicate<SeriesName> receiver)
            throws IOException {
        search.numericSeries(filter, range, receiver);
    }

    @Override
    public boolean samples(Samples samples, SampleReceiver receiver) throws IOException {
        return search.samples(samples, receiver);
    }

    /// Sends what waits, then closes the connections.
    @Override
    public void close() {
        retention.close();
        writer.close();
        nodes.close();
    }
}
