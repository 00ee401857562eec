package io.acequia.store.opensearch;

import io.acequia.event.Event;
import io.acequia.store.Aggregate;
import io.acequia.store.Aggregation;
import io.acequia.store.Buckets;
import io.acequia.store.Count;
import io.acequia.store.EventReader;
import io.acequia.store.Field;
import io.acequia.store.Filter;
import io.acequia.store.Histogram;
import io.acequia.store.Micros;
import io.acequia.store.Page;
import io.acequia.store.SampleReceiver;
import io.acequia.store.Samples;
import io.acequia.store.Search;
import io.acequia.store.SeriesName;
import io.acequia.store.TimeRange;
import io.acequia.store.TopValue;
import io.acequia.store.TopValues;
import io.acequia.store.opensearch.Nodes.Ask;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Finds events in OpenSearch or Elasticsearch.
final class EventSearch implements EventReader {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// Nobody waits for the memory to be filled.
    private static final Duration READ_ALL = Duration.ofMinutes(10);

    private final Nodes nodes;
    private final IndexNames names;
    private final Duration limit;
    private final LatestMemory memory;

    /// @param limit how long a question may take
    EventSearch(Nodes nodes, IndexNames names, Duration limit) {
        this.nodes = nodes;
        this.names = names;
        this.limit = limit;
        memory =
                new LatestMemory(
                        () -> new Question(nodes, names, READ_ALL),
                        task -> Thread.ofVirtual().name("latest").start(task),
                        InstantSource.system(),
                        LatestMemory.MOST_SERIES);
    }

    private Question question() {
        return new Question(nodes, names, limit);
    }

    private static ObjectNode query(Filter filter, TimeRange range) {
        return Conditions.query(
                filter, Micros.notBefore(range.from()), Micros.notBefore(range.to()));
    }

    private static Filter withNumber(Filter filter) {
        return new Filter.And(List.of(filter, new Filter.Exists(Field.VALUE)));
    }

    @Override
    public Page search(Search search) throws IOException {
        return new EventPages(search, Instant.now()).find(question());
    }

    @Override
    public List<Count> histogram(Histogram histogram) throws IOException {
        var buckets = Buckets.of(histogram.range(), histogram.interval());
        var query = query(histogram.filter(), histogram.range());
        if (buckets.count() == 0) {
            return List.of();
        }
        return buckets.count() == 1
                ? List.of(new Count(buckets.start(0), count(query)))
                : counts(buckets, query);
    }

    private long count(ObjectNode query) throws IOException {
        var body = JSON.objectNode().put("size", 0).put("track_total_hits", true);
        return question().ask(body.set("query", query)).total();
    }

    private List<Count> counts(Buckets buckets, ObjectNode query) throws IOException {
        var intervals = new Intervals(buckets);
        var body = JSON.objectNode().put("size", 0).put("track_total_hits", false);
        body.set("query", query);
        var histogram = intervals.histogram().put("min_doc_count", 1);
        body.putObject("aggs").putObject("intervals").set("date_histogram", histogram);
        var counts = new long[buckets.count()];
        for (var bucket : question().ask(body).aggregation("intervals").path("buckets")) {
            counts[intervals.number(bucket.path("key").asLong())] +=
                    bucket.path("doc_count").asLong();
        }
        var list = new ArrayList<Count>(counts.length);
        for (int bucket = 0; bucket < counts.length; bucket++) {
            list.add(new Count(buckets.start(bucket), counts[bucket]));
        }
        return list;
    }

    @Override
    public List<Aggregate> aggregate(Aggregation aggregation) throws IOException {
        return new Statistics(aggregation).of(question(), withNumber(aggregation.filter()));
    }

    @Override
    public List<TopValue> topValues(TopValues topValues) throws IOException {
        var query = query(topValues.filter(), topValues.range());
        return new FrequentValues(topValues).of(question(), query);
    }

    @Override
    public List<Event> latest(Filter filter, int limit) throws IOException {
        var question = question();
        if (Filter.isOfSeries(filter)) {
            var remembered = memory.find(question, filter, limit);
            if (remembered.isPresent()) {
                return remembered.get();
            }
        }
        return LatestEvents.find(question, Conditions.query(filter), limit);
    }

    @Override
    public void numericSeries(Filter filter, TimeRange range, Predicate<SeriesName> receiver)
            throws IOException {
        SeriesCells.each(
                question(),
                query(withNumber(filter), range),
                SeriesSamples.SERIES,
                JSON.objectNode(),
                (_, name, _) -> receiver.test(name));
    }

    @Override
    public boolean samples(Samples samples, SampleReceiver receiver) throws IOException {
        if (!Filter.isOfSeries(samples.filter())) {
            throw new IllegalArgumentException("not a filter of series: " + samples.filter());
        }
        var filter = withNumber(samples.filter());
        var instants = samples.instants();
        var query =
                instants == null
                        ? query(filter, samples.range())
                        : Conditions.query(
                                filter,
                                Micros.notBefore(samples.range().from()),
                                Micros.notBefore(samples.range().to()),
                                instants);
        return new SeriesSamples(question(), query, samples).handOver(receiver);
    }

    /// Returns how much disk all events take with their copies, in bytes.
    long size() throws IOException {
        var ask = Ask.get("/" + names.pattern() + "/_stats/store?filter_path=_all.total.store");
        try {
            var total = nodes.demand(ask, limit).json().path("_all").path("total");
            return total.path("store").path("size_in_bytes").asLong(0);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the question was cancelled");
        }
    }
}
