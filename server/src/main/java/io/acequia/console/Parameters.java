package io.acequia.console;

import io.acequia.console.Answer.Problem;
import io.acequia.event.Event;
import io.acequia.query.Parsed;
import io.acequia.query.SearchSyntax;
import io.acequia.query.TimeText;
import io.acequia.store.Field;
import io.acequia.store.Filter;
import io.acequia.store.TimeRange;
import io.acequia.text.DurationText;
import io.acequia.text.Nearest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The parameters of one request, read strictly.
///
/// What is wrong is remembered and something harmless returned, so that a question is put together
/// in one expression; [#ask] then sends either the question to the store or the first mistake back.
final class Parameters {
    private static final List<Field> KEYWORDS =
            List.of(Field.NAMESPACE, Field.SENDER, Field.ORIGIN, Field.TYPE, Field.UNIT);
    private static final String KEYWORD_LABELS =
            KEYWORDS.stream().map(Field::label).collect(Collectors.joining(", "));
    private static final Filter NOT_OWN =
            new Filter.Not(new Filter.Equal(Field.NAMESPACE, Event.OWN_NAMESPACE));
    private static final Duration ALL_TIME =
            Duration.between(TimeRange.ALL.from(), TimeRange.ALL.to());
    private static final int DEFAULT_INTERVALS = 100;
    private static final int MOST_PERCENTILES = 20;

    private final Map<String, List<String>> given;
    private final Instant now;
    private final TreeSet<String> known = new TreeSet<>();
    private @Nullable Problem problem;

    /// @param given values by name, as they came
    /// @param now what relative times relate to
    Parameters(Map<String, List<String>> given, Instant now) {
        this.given = given;
        this.now = now;
    }

    /// Gives an answer once there is a question.
    @FunctionalInterface
    interface Answering<Q> {
        /// Called when nothing is wrong with the question.
        Answer answer(Q question) throws IOException;
    }

    /// Puts a question together from these parameters and answers it.
    <Q> Answer ask(Supplier<Q> question, Answering<Q> answering) throws IOException {
        Optional<Q> asked = Optional.empty();
        try {
            asked = Optional.of(question.get());
        } catch (IllegalArgumentException e) {
            // The records of the query model say what is wrong with what they are made of.
            mistake(new Problem(400, String.valueOf(e.getMessage()), "change the parameters"));
        }
        refuseUnknown();
        return problem != null ? problem : answering.answer(asked.orElseThrow());
    }

    private void refuseUnknown() {
        for (var name : given.keySet()) {
            if (!known.contains(name)) {
                var advice =
                        Nearest.to(name, known)
                                .map(near -> "did you mean " + near + "?")
                                .orElseGet(() -> "known are " + String.join(", ", known));
                mistake(Problem.of(name, "unknown parameter " + name, advice));
            }
        }
    }

    private void mistake(Problem mistake) {
        if (problem == null) {
            problem = mistake;
        }
    }

    /// Returns a parameter as it is; an empty one is as good as none.
    Optional<String> text(String name) {
        known.add(name);
        var values = given.getOrDefault(name, List.of());
        if (values.size() > 1) {
            mistake(
                    Problem.of(
                            name, name + " is given " + values.size() + " times", "give it once"));
        }
        return values.stream().findFirst().filter(value -> !value.isEmpty());
    }

    /// Returns what a parameter means, empty when it is not given or means nothing.
    private <T> Optional<T> read(String name, Function<String, Optional<T>> reader, String advice) {
        var text = text(name);
        var value = text.flatMap(reader);
        if (text.isPresent() && value.isEmpty()) {
            mistake(Problem.of(name, name + " is " + text.get(), advice));
        }
        return value;
    }

    /// Returns the search in `query`. What the server says of itself is only found by a search that
    /// names a namespace.
    Filter filter() {
        var filter = asked();
        return Filter.names(filter, Field.NAMESPACE)
                ? filter
                : new Filter.And(List.of(NOT_OWN, filter));
    }

    private Filter asked() {
        return switch (SearchSyntax.parse(text("query").orElse(""), now)) {
            case Parsed.Understood(var filter) -> filter;
            case Parsed.Mistake(var column, var problem, var expected) -> {
                mistake(new Problem(400, problem, "expected " + expected, "query", column));
                yield Filter.ALL;
            }
        };
    }

    /// Returns a whole number.
    int count(String name, int absent, int least, int most) {
        return read(
                        name,
                        text -> integer(text).filter(it -> it >= least && it <= most),
                        "use " + least + " to " + most)
                .orElse(absent);
    }

    private static Optional<Integer> integer(String text) {
        return text.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    /// Returns the format of an export.
    EventExport.Format format() {
        return read(
                        "format",
                        text ->
                                Arrays.stream(EventExport.Format.values())
                                        .filter(format -> format.extension().equals(text))
                                        .findFirst(),
                        "use csv or jsonl")
                .orElse(EventExport.Format.CSV);
    }

    /// Returns a field whose values are keywords.
    Optional<Field> keyword(String name) {
        return read(name, Parameters::keywordNamed, "use " + KEYWORD_LABELS);
    }

    /// Returns fields whose values are keywords, separated by commas; at least one must be given.
    List<Field> requiredKeywords(String name) {
        var fields = read(name, Parameters::keywords, "use " + KEYWORD_LABELS + ", each once");
        if (fields.isEmpty()) {
            mistake(Problem.of(name, name + " is missing", "add " + name + "=origin"));
        }
        return fields.orElse(KEYWORDS);
    }

    private static Optional<Field> keywordNamed(String label) {
        return Field.named(label).filter(KEYWORDS::contains);
    }

    private static Optional<List<Field>> keywords(String text) {
        var labels = List.of(text.split(",", -1));
        var fields =
                labels.stream().flatMap(label -> keywordNamed(label).stream()).distinct().toList();
        return fields.size() == labels.size() ? Optional.of(fields) : Optional.empty();
    }

    /// Returns a width of intervals.
    Optional<Duration> interval() {
        return read(
                "interval",
                text -> DurationText.parse(text).filter(Parameters::isPossible),
                "use a duration such as 500ms, 30s, 5m, 1h or 1d");
    }

    /// Returns a list of percentiles.
    List<Double> percentiles() {
        return read(
                        "percentiles",
                        Parameters::percentiles,
                        "use numbers from 0 to 100, as in 50,99")
                .orElse(List.of());
    }

    private static Optional<List<Double>> percentiles(String text) {
        var percentiles = new ArrayList<Double>();
        for (var part : text.split(",", MOST_PERCENTILES + 1)) {
            if (!part.matches("\\d{1,3}(\\.\\d{1,6})?") || Double.parseDouble(part) > 100) {
                return Optional.empty();
            }
            percentiles.add(Double.valueOf(part));
        }
        return Optional.of(List.copyOf(percentiles));
    }

    /// Returns where a stream of events is to start, or go on.
    Position position() {
        return read("after", Position::parse, "use the id of an event of a stream")
                .orElseGet(() -> Position.of(now));
    }

    /// Returns the range of time between `from` and `to`; all time when they are absent.
    TimeRange range() {
        return new TimeRange(
                time("from").orElse(TimeRange.ALL.from()), time("to").orElse(TimeRange.ALL.to()));
    }

    /// Returns the range of time for a number of intervals: when `from` and `to` are absent, the
    /// last 100 of them, in step with midnight UTC of 1970, up to the one we are in.
    TimeRange range(Duration interval) {
        var from = time("from");
        var to = time("to").orElseGet(() -> endOfInterval(interval));
        return new TimeRange(from.orElseGet(() -> before(to, interval)), to);
    }

    private Optional<Instant> time(String name) {
        return read(
                name,
                text -> TimeText.parse(text, now).filter(Parameters::isPossible),
                "use ISO 8601, milliseconds since 1970 or now-1h; write + as %2B");
    }

    private static boolean isPossible(Instant time) {
        return !time.isBefore(TimeRange.ALL.from()) && !time.isAfter(TimeRange.ALL.to());
    }

    private static boolean isPossible(Duration interval) {
        return interval.compareTo(Duration.ofMillis(1)) >= 0 && interval.compareTo(ALL_TIME) <= 0;
    }

    private Instant endOfInterval(Duration interval) {
        long width = interval.toMillis();
        long end = Math.ceilDiv(now.toEpochMilli() + 1, width) * width;
        return earliest(Instant.ofEpochMilli(end), TimeRange.ALL.to());
    }

    private static Instant before(Instant to, Duration interval) {
        var most = Duration.between(TimeRange.ALL.from(), to);
        // A huge interval must not overflow when it is multiplied.
        return interval.compareTo(most.dividedBy(DEFAULT_INTERVALS)) >= 0
                ? TimeRange.ALL.from()
                : to.minus(interval.multipliedBy(DEFAULT_INTERVALS));
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
