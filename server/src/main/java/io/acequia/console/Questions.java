package io.acequia.console;

import io.acequia.store.Aggregate;
import io.acequia.store.Aggregation;
import io.acequia.store.Count;
import io.acequia.store.EventReader;
import io.acequia.store.Filter;
import io.acequia.store.Histogram;
import io.acequia.store.Page;
import io.acequia.store.Search;
import io.acequia.store.TimeRange;
import io.acequia.store.TopValues;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Answers questions about stored events: reads the parameters, asks the store, writes JSON.
final class Questions {
    private static final int MOST_ROWS = 100_000;
    private static final int MOST_EXPORTED = 100_000_000;

    private final EventReader store;

    Questions(EventReader store) {
        this.store = store;
    }

    /// `GET /api/v1/events`: a page of events, newest first.
    Answer events(Parameters parameters) throws IOException {
        return parameters.ask(
                () ->
                        new Search(
                                parameters.filter(),
                                parameters.range(),
                                parameters.count("limit", 50, 1, 10_000),
                                parameters.text("after").map(Page.Cursor::new).orElse(null)),
                this::events);
    }

    private Answer events(Search search) throws IOException {
        Page page;
        try {
            page = store.search(search);
        } catch (IllegalArgumentException e) {
            if (search.after() == null) {
                throw e;
            }
            return Answer.Problem.of(
                    "after",
                    "after is not a place between two events",
                    "use what a page before said as next, or leave it out");
        }
        return new Answer.Json(json -> {
            json.beginObject().name("events");
            EventJson.write(page.events(), json);
            var next = page.next();
            json.name("next").value(next == null ? null : next.text()).endObject();
        });
    }

    /// `GET /api/v1/events/export`: all events, as a file.
    Answer export(Parameters parameters) throws IOException {
        return parameters.ask(
                () ->
                        new EventExport(
                                store,
                                parameters.filter(),
                                parameters.range(),
                                parameters.count("limit", MOST_EXPORTED, 1, MOST_EXPORTED),
                                parameters.format()),
                export ->
                        new Answer.File(
                                export.format().contentType(),
                                "events." + export.format().extension(),
                                export));
    }

    /// `GET /api/v1/histogram`: how many events there are per interval of time.
    Answer histogram(Parameters parameters) throws IOException {
        return parameters.ask(() -> histogramOf(parameters), this::histogram);
    }

    private static Histogram histogramOf(Parameters parameters) {
        var filter = parameters.filter();
        var interval = parameters.interval();
        var range = interval.map(parameters::range).orElseGet(parameters::range);
        return new Histogram(filter, range, interval.orElseGet(() -> whole(range)));
    }

    private static Duration whole(TimeRange range) {
        var width = Duration.between(range.from(), range.to());
        return width.toMillis() < 1 ? Duration.ofMillis(1) : width;
    }

    private Answer histogram(Histogram histogram) throws IOException {
        var counts = store.histogram(histogram);
        return new Answer.Json(json -> {
            json.beginObject();
            range(histogram.range(), json);
            json.name("interval_ms").value(histogram.interval().toMillis());
            json.name("total").value(counts.stream().mapToLong(Count::count).sum());
            json.name("buckets").beginArray();
            for (var count : counts) {
                json.beginObject().name("start").value(count.start());
                json.name("count").value(count.count()).endObject();
            }
            json.endArray().endObject();
        });
    }

    /// `GET /api/v1/aggregate`: statistics of numeric values per interval of time and group.
    Answer aggregate(Parameters parameters) throws IOException {
        return parameters.ask(() -> aggregationOf(parameters), this::aggregate);
    }

    private static Aggregation aggregationOf(Parameters parameters) {
        var filter = parameters.filter();
        Optional<Duration> interval = parameters.interval();
        var range = interval.map(parameters::range).orElseGet(parameters::range);
        return new Aggregation(
                filter,
                range,
                interval.orElse(null),
                parameters.keyword("groupBy").orElse(null),
                parameters.percentiles());
    }

    private Answer aggregate(Aggregation aggregation) throws IOException {
        var aggregates = store.aggregate(aggregation);
        if (aggregates.size() > MOST_ROWS) {
            return new Answer.Problem(
                    400,
                    "the answer has "
                            + aggregates.size()
                            + " rows; at most "
                            + MOST_ROWS
                            + " are sent",
                    "narrow the search or the time, or widen the interval");
        }
        return new Answer.Json(json -> {
            json.beginObject();
            range(aggregation.range(), json);
            json.name("aggregates").beginArray();
            for (var aggregate : aggregates) {
                write(aggregate, aggregation.percentiles(), json);
            }
            json.endArray().endObject();
        });
    }

    private static void write(Aggregate aggregate, List<Double> percentiles, JsonWriter json)
            throws IOException {
        json.beginObject();
        json.name("group").value(aggregate.group());
        json.name("start").value(aggregate.start());
        json.name("count").value(aggregate.count());
        json.name("avg").value(aggregate.average());
        json.name("min").value(aggregate.minimum());
        json.name("max").value(aggregate.maximum());
        json.name("sum").value(aggregate.sum());
        json.name("last").value(aggregate.last());
        json.name("percentiles").beginObject();
        for (int i = 0; i < percentiles.size(); i++) {
            json.name(number(percentiles.get(i))).value(aggregate.percentiles().get(i));
        }
        json.endObject().endObject();
    }

    /// Returns 99 and 99.9 for 99.0 and 99.9.
    private static String number(double percentile) {
        var text = Double.toString(percentile);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static void range(TimeRange range, JsonWriter json) throws IOException {
        json.name("from").value(range.from()).name("to").value(range.to());
    }

    /// `GET /api/v1/top`: the most frequent values of fields.
    Answer top(Parameters parameters) throws IOException {
        return parameters.ask(
                () ->
                        new TopValues(
                                parameters.filter(),
                                parameters.range(),
                                parameters.requiredKeywords("field"),
                                parameters.count("limit", 10, 1, 1_000)),
                this::top);
    }

    private Answer top(TopValues question) throws IOException {
        var values = store.topValues(question);
        return new Answer.Json(json -> {
            json.beginObject().name("values").beginArray();
            for (var value : values) {
                json.beginObject().name("field").value(value.field().label());
                json.name("value").value(value.value());
                json.name("count").value(value.count()).endObject();
            }
            json.endArray().endObject();
        });
    }

    /// `GET /api/v1/events/stream`: events as they arrive.
    Answer stream(Parameters parameters) throws IOException {
        record Question(Filter filter, Position position) {}
        return parameters.ask(
                () -> new Question(parameters.filter(), parameters.position()),
                question ->
                        new Answer.Live(new Follower(store, question.filter, question.position)));
    }

    /// `GET /api/v1/latest`: the newest event of each series.
    Answer latest(Parameters parameters) throws IOException {
        record Question(Filter filter, int limit) {}
        return parameters.ask(
                () -> new Question(parameters.filter(), parameters.count("limit", 100, 1, 10_000)),
                question -> {
                    var events = store.latest(question.filter, question.limit);
                    return new Answer.Json(json -> {
                        json.beginObject().name("events");
                        EventJson.write(events, json);
                        json.endObject();
                    });
                });
    }
}
