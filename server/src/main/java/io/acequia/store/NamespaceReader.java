package io.acequia.store;

import io.acequia.event.Event;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Finds the events of some namespaces only, whatever it is asked: what somebody must not see is
/// not there for them.
///
/// @param all reads all namespaces
/// @param namespaces those that are shown; none at all shows nothing
public record NamespaceReader(EventReader all, Set<String> namespaces) implements EventReader {
    public NamespaceReader {
        namespaces = Set.copyOf(namespaces);
    }

    private Filter narrow(Filter filter) {
        var allowed =
                namespaces.stream()
                        .sorted()
                        .<Filter>map(name -> new Filter.Equal(Field.NAMESPACE, name))
                        .toList();
        return new Filter.And(List.of(new Filter.Or(allowed), filter));
    }

    @Override
    public Page search(Search search) throws IOException {
        return all.search(
                new Search(
                        narrow(search.filter()), search.range(), search.limit(), search.after()));
    }

    @Override
    public List<Count> histogram(Histogram histogram) throws IOException {
        return all.histogram(
                new Histogram(narrow(histogram.filter()), histogram.range(), histogram.interval()));
    }

    @Override
    public List<Aggregate> aggregate(Aggregation aggregation) throws IOException {
        return all.aggregate(
                new Aggregation(
                        narrow(aggregation.filter()),
                        aggregation.range(),
                        aggregation.interval(),
                        aggregation.groupBy(),
                        aggregation.percentiles()));
    }

    @Override
    public List<TopValue> topValues(TopValues topValues) throws IOException {
        return all.topValues(
                new TopValues(
                        narrow(topValues.filter()),
                        topValues.range(),
                        topValues.fields(),
                        topValues.limit()));
    }

    @Override
    public List<Event> latest(Filter filter, int limit) throws IOException {
        return all.latest(narrow(filter), limit);
    }

    @Override
    public void numericSeries(Filter filter, TimeRange range, Predicate<SeriesName> receiver)
            throws IOException {
        all.numericSeries(narrow(filter), range, receiver);
    }

    @Override
    public boolean samples(Samples samples, SampleReceiver receiver) throws IOException {
        return all.samples(
                new Samples(
                        narrow(samples.filter()),
                        samples.chosen(),
                        samples.range(),
                        samples.instants(),
                        samples.most()),
                receiver);
    }
}
