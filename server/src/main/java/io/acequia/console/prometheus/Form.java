package io.acequia.console.prometheus;

import io.acequia.query.promql.Expression;
import io.acequia.query.promql.Matcher;
import io.acequia.query.promql.Parsed;
import io.acequia.query.promql.PrometheusDuration;
import io.acequia.query.promql.Promql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The parameters of one request, of its address and its form together.
///
/// As in Prometheus, the first of several values counts and unknown parameters mean nothing. What
/// is wrong is remembered and something harmless returned; [#failure] says what it was.
final class Form {
    private static final int MOST_SELECTORS = 20;

    private final Map<String, List<String>> given;
    private Reply.@Nullable Failure failure;

    /// @param given values by name
    Form(Map<String, List<String>> given) {
        this.given = given;
    }

    /// Returns the first mistake.
    Optional<Reply.Failure> failure() {
        return Optional.ofNullable(failure);
    }

    private void mistake(String name, String problem) {
        if (failure == null) {
            failure = Reply.Failure.of(name, problem);
        }
    }

    /// Returns a parameter as it is, empty when there is none.
    String text(String name) {
        var values = given.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    /// Returns a time in milliseconds since 1970.
    long time(String name, long absent) {
        return text(name).isEmpty() ? absent : time(name);
    }

    /// Returns a time in milliseconds since 1970 that must be given.
    long time(String name) {
        var time = PrometheusTime.parse(text(name));
        if (time.isEmpty()) {
            mistake(name, "cannot parse \"" + text(name) + "\" to a valid timestamp");
        }
        return time.orElse(0);
    }

    /// Returns a number of milliseconds that must be given.
    long duration(String name) {
        var duration = millis(text(name));
        if (duration.isEmpty()) {
            mistake(name, "cannot parse \"" + text(name) + "\" to a valid duration");
        }
        return duration.orElse(1);
    }

    /// Returns a number of milliseconds, more than 0.
    long duration(String name, long absent) {
        long duration = text(name).isEmpty() ? absent : duration(name);
        return duration > 0 ? duration : absent;
    }

    /// Seconds, or a duration with units.
    private static OptionalLong millis(String text) {
        var seconds = PrometheusTime.seconds(text);
        return seconds.isPresent() ? seconds : PrometheusDuration.parse(text);
    }

    /// Returns how long the answer may take.
    Duration timeout(Duration longest) {
        return Duration.ofMillis(duration("timeout", longest.toMillis()));
    }

    /// Returns most results; none given, or 0, means as many as there are.
    int limit(int most) {
        var text = text("limit");
        if (text.isEmpty() || text.matches("0{1,9}")) {
            return most;
        }
        if (!text.matches("\\d{1,9}")) {
            mistake("limit", "cannot parse \"" + text + "\" to a number that is not negative");
            return most;
        }
        return Math.min(Integer.parseInt(text), most);
    }

    /// Returns the query.
    Optional<Expression> query() {
        return switch (Promql.parse(text("query"))) {
            case Parsed.Understood(var expression) -> Optional.of(expression);
            case Parsed.Mistake mistake -> {
                mistake("query", mistake.message());
                yield Optional.empty();
            }
        };
    }

    /// Returns the selectors in `match[]`; a series has to meet one of them.
    List<List<Matcher>> selectors() {
        var texts = given.getOrDefault("match[]", List.of());
        if (texts.size() > MOST_SELECTORS) {
            mistake("match[]", "too many selectors; use at most " + MOST_SELECTORS);
            return List.of();
        }
        var selectors = new ArrayList<List<Matcher>>();
        for (var text : texts) {
            switch (Promql.parseSelector(text)) {
                case Parsed.Understood(Expression.Instant(var matchers, _)) ->
                        selectors.add(matchers);
                case Parsed.Understood _ -> mistake("match[]", "not a selector");
                case Parsed.Mistake mistake -> mistake("match[]", mistake.message());
            }
        }
        return selectors;
    }
}
