package io.acequia.console;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.acequia.event.Event;
import io.acequia.event.Value;
import io.acequia.store.Aggregate;
import io.acequia.store.Aggregation;
import io.acequia.store.Count;
import io.acequia.store.EventStore;
import io.acequia.store.Field;
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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A store that keeps events in a list and answers by looking at each: slow, and easy to believe.
public final class MemoryStore implements EventStore {
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger searches = new AtomicInteger();
    private volatile Runnable onSearch = () -> {};
    private volatile Optional<Exception> failure = Optional.empty();

    /// Adds events, all at once.
    public MemoryStore add(Event... added) {
        events.addAll(List.of(added));
        return this;
    }

    /// From now on every question fails like this.
    public void fail(Exception exception) {
        failure = Optional.of(exception);
    }

    /// Does this with every search before it answers.
    public void onSearch(Runnable action) {
        this.onSearch = action;
    }

    /// How often events were searched for.
    public int searches() {
        return searches.get();
    }

    @Override
    public Page search(Search search) throws IOException {
        searches.incrementAndGet();
        onSearch.run();
        maybeFail();
        int from = search.after() == null ? 0 : place(search.after());
        var found = matching(search.filter(), search.range());
        int to = Math.min(found.size(), from + search.limit());
        return new Page(
                found.subList(Math.min(from, to), to),
                to < found.size() ? new Page.Cursor("after-" + to) : null);
    }

    private static int place(Page.Cursor cursor) {
        if (!cursor.text().matches("after-\\d{1,6}")) {
            throw new IllegalArgumentException("not a cursor of this store");
        }
        return Integer.parseInt(cursor.text().substring("after-".length()));
    }

    private List<Event> matching(Filter filter, TimeRange range) {
        return events.stream()
                .filter(event -> !event.timestamp().isBefore(range.from()))
                .filter(event -> event.timestamp().isBefore(range.to()))
                .filter(event -> matches(filter, event))
                .sorted(comparing(Event::timestamp).reversed())
                .toList();
    }

    private void maybeFail() throws IOException {
        switch (failure.orElse(null)) {
            case null -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Exception e -> throw new IllegalStateException(e);
        }
    }

    @Override
    public List<Count> histogram(Histogram histogram) throws IOException {
        maybeFail();
        var counts = new ArrayList<Count>();
        var range = histogram.range();
        for (var start = range.from();
                start.isBefore(range.to());
                start = start.plus(histogram.interval())) {
            var end = start.plus(histogram.interval());
            var bucket = new TimeRange(start, end.isBefore(range.to()) ? end : range.to());
            counts.add(new Count(start, matching(histogram.filter(), bucket).size()));
        }
        return counts;
    }

    @Override
    public List<Aggregate> aggregate(Aggregation aggregation) throws IOException {
        maybeFail();
        var range = aggregation.range();
        var interval = aggregation.interval();
        record Key(String group, Instant start) {}
        var groups =
                matching(aggregation.filter(), range).stream()
                        .filter(event -> event.value() instanceof Value.Numeric)
                        .collect(
                                groupingBy(
                                        event ->
                                                new Key(
                                                        Optional.ofNullable(aggregation.groupBy())
                                                                .flatMap(it -> text(it, event))
                                                                .orElse(""),
                                                        interval == null
                                                                ? range.from()
                                                                : start(event, range, interval)),
                                        () ->
                                                new TreeMap<>(
                                                        comparing(Key::group)
                                                                .thenComparing(Key::start)),
                                        Collectors.toList()));
        return groups.entrySet().stream()
                .map(entry ->
                        aggregate(
                                entry.getKey().group,
                                entry.getKey().start,
                                entry.getValue(),
                                aggregation.percentiles()))
                .toList();
    }

    private static Instant start(Event event, TimeRange range, Duration interval) {
        long count = Duration.between(range.from(), event.timestamp()).dividedBy(interval);
        return range.from().plus(interval.multipliedBy(count));
    }

    private static Aggregate aggregate(
            String group, Instant start, List<Event> newestFirst, List<Double> percentiles) {
        var values =
                newestFirst.stream()
                        .mapToDouble(event -> ((Value.Numeric) event.value()).value())
                        .toArray();
        var sorted = Arrays.stream(values).sorted().toArray();
        var statistics = Arrays.stream(values).summaryStatistics();
        return new Aggregate(
                group,
                start,
                values.length,
                statistics.getAverage(),
                statistics.getMin(),
                statistics.getMax(),
                statistics.getSum(),
                values[0],
                percentiles.stream()
                        .map(it -> sorted[(int) Math.round(it / 100 * (sorted.length - 1))])
                        .toList());
    }

    @Override
    public List<TopValue> topValues(TopValues topValues) throws IOException {
        maybeFail();
        return topValues.fields().stream().flatMap(field -> topValues(field, topValues)).toList();
    }

    private Stream<TopValue> topValues(Field field, TopValues topValues) {
        return matching(topValues.filter(), topValues.range()).stream()
                .flatMap(event -> text(field, event).stream())
                .collect(groupingBy(value -> value, TreeMap::new, counting()))
                .entrySet()
                .stream()
                .map(entry -> new TopValue(field, entry.getKey(), entry.getValue()))
                .sorted(comparingLong(TopValue::count).reversed())
                .limit(topValues.limit());
    }

    @Override
    public List<Event> latest(Filter filter, int limit) throws IOException {
        maybeFail();
        return matching(filter, TimeRange.ALL).stream()
                .collect(
                        Collectors.toMap(
                                event -> event.origin() + '\n' + event.type(),
                                event -> event,
                                (newest, _) -> newest,
                                TreeMap::new))
                .values()
                .stream()
                .limit(limit)
                .toList();
    }

    @Override
    public void numericSeries(Filter filter, TimeRange range, Predicate<SeriesName> receiver)
            throws IOException {
        maybeFail();
        for (var name : numeric(filter, range).keySet()) {
            if (!receiver.test(name)) {
                return;
            }
        }
    }

    @Override
    public boolean samples(Samples samples, SampleReceiver receiver) throws IOException {
        maybeFail();
        var chosen = numeric(samples.filter(), samples.range());
        chosen.keySet().removeIf(name -> !samples.chosen().test(name));
        if (chosen.values().stream().mapToLong(List::size).sum() > samples.most()) {
            return false;
        }
        for (var series : chosen.entrySet()) {
            receiver.series(series.getKey());
            for (var event : series.getValue()) {
                long time = ChronoUnit.MICROS.between(Instant.EPOCH, event.timestamp());
                if (!receiver.sample(time, ((Value.Numeric) event.value()).value())) {
                    return true;
                }
            }
        }
        return true;
    }

    /// Oldest first, and among equal times in the order in which they were added.
    private Map<SeriesName, List<Event>> numeric(Filter filter, TimeRange range) {
        return events.stream()
                .filter(event -> event.value() instanceof Value.Numeric && matches(filter, event))
                .filter(event -> !event.timestamp().isBefore(range.from()))
                .filter(event -> event.timestamp().isBefore(range.to()))
                .sorted(comparing(Event::timestamp))
                .collect(
                        groupingBy(
                                event ->
                                        new SeriesName(
                                                event.namespace(),
                                                event.sender(),
                                                event.origin(),
                                                event.type(),
                                                event.unit()),
                                LinkedHashMap::new,
                                Collectors.toList()));
    }

    private static boolean matches(Filter filter, Event event) {
        return switch (filter) {
            case Filter.All _ -> true;
            case Filter.Equal(var field, var value) ->
                    text(field, event).filter(value::equals).isPresent();
            case Filter.Wildcard(var field, var pattern) ->
                    text(field, event).filter(regex(pattern).asMatchPredicate()).isPresent();
            case Filter.Range range -> inRange(range, event);
            case Filter.Exists(var field) -> text(field, event).isPresent();
            case Filter.And(var filters) -> filters.stream().allMatch(it -> matches(it, event));
            case Filter.Or(var filters) -> filters.stream().anyMatch(it -> matches(it, event));
            case Filter.Not(var inner) -> !matches(inner, event);
        };
    }

    /// Only the ranges that are asked for here: from a time of receipt on.
    private static boolean inRange(Filter.Range range, Event event) {
        if (range.field() != Field.RECEIVED || range.upper() != null || range.lower() == null) {
            throw new UnsupportedOperationException(range.toString());
        }
        return !event.received().isBefore(Instant.parse(range.lower()));
    }

    private static Pattern regex(String wildcard) {
        var regex = new StringBuilder();
        for (int i = 0; i < wildcard.length(); i++) {
            char character = wildcard.charAt(i);
            switch (character) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                case '\\' -> regex.append(Pattern.quote(wildcard.substring(++i, i + 1)));
                default -> regex.append(Pattern.quote(String.valueOf(character)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static Optional<String> text(Field field, Event event) {
        return switch (field) {
            case NAMESPACE -> Optional.of(event.namespace());
            case SENDER -> Optional.of(event.sender());
            case ORIGIN -> Optional.of(event.origin());
            case TYPE -> Optional.of(event.type());
            case UNIT -> Optional.ofNullable(event.unit());
            case TIME_SOURCE -> Optional.of(event.timeSource().label());
            case TIMESTAMP -> Optional.of(event.timestamp().toString());
            case RECEIVED -> Optional.of(event.received().toString());
            case VALUE, STRING, BOOL, DATA -> text(field, event.value());
        };
    }

    private static Optional<String> text(Field field, Value value) {
        return switch (value) {
            case Value.Numeric(var number) when field == Field.VALUE ->
                    Optional.of(Double.toString(number));
            case Value.Text(var text) when field == Field.STRING -> Optional.of(text);
            case Value.Truth(var truth) when field == Field.BOOL ->
                    Optional.of(Boolean.toString(truth));
            case Value.Data(var hex) when field == Field.DATA -> Optional.of(hex);
            case Value.Numeric _, Value.Text _, Value.Truth _, Value.Data _ -> Optional.empty();
        };
    }

    @Override
    public Lane lane(Runnable wakeUp) {
        throw new UnsupportedOperationException("nothing is written here");
    }

    /// A thousand bytes for each event, so that nobody takes it for something else.
    @Override
    public long size() {
        return 1_000L * events.size();
    }

    @Override
    public boolean isWritable() {
        return failure.isEmpty();
    }

    @Override
    public Duration retryAfter() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void recentExchanges(Duration window, ExchangeReceiver receiver) {}

    @Override
    public long exchangeSecret() {
        return 0;
    }

    @Override
    public void deleteBefore(Instant before) {
        events.removeIf(event -> event.timestamp().isBefore(before));
    }

    @Override
    public void close() {}
}
