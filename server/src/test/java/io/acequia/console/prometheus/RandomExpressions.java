package io.acequia.console.prometheus;

import java.util.List;
import java.util.random.RandomGenerator;

/// Expressions as nobody would write them, made of what is in a [SampleSet].
///
/// What differs in rounding must not decide over an answer: numbers are compared and ranked only as
/// they are stored.
final class RandomExpressions {
    private static final List<String> METRICS =
            List.of(
                    "temperature",
                    "temperature",
                    "temperature",
                    "humidity",
                    "humidity",
                    "balance",
                    "requests_total",
                    "errors_total",
                    "sparse",
                    "once",
                    "door",
                    "air_quality",
                    "again",
                    "nothing");
    private static final List<String> MATCHERS =
            List.of(
                    "",
                    "",
                    "",
                    "",
                    "{}",
                    "{origin=\"seville\"}",
                    "{origin!=\"a\"}",
                    "{origin=~\"[a-c].*\"}",
                    "{origin!~\".*e\",unit=\"\"}",
                    "{namespace=\"lab\"}",
                    "{sender=\"city\",unit!=\"\"}");
    private static final List<String> OVER_TIME =
            List.of(
                    "avg", "min", "max", "sum", "count", "last", "present", "stddev", "stdvar",
                    "absent");
    private static final List<String> RATES =
            List.of("rate", "irate", "increase", "delta", "idelta", "deriv", "changes", "resets");
    private static final List<String> OF_VALUES =
            List.of("abs", "sgn", "-", "timestamp", "absent", "sort", "ceil", "sqrt");
    private static final List<String> AGGREGATIONS =
            List.of(
                    "sum(",
                    "avg(",
                    "min(",
                    "max(",
                    "count(",
                    "group(",
                    "stddev(",
                    "stdvar(",
                    "quantile(0.3, ");
    private static final List<String> GROUPS =
            List.of(
                    "",
                    " by (origin)",
                    " by (namespace, sender)",
                    " by ()",
                    " by (nothing)",
                    " without (origin)",
                    " without ()");
    private static final List<String> OPERATORS =
            List.of("+", "-", "*", "and", "or", "unless", "> bool", "==", "!= bool");
    private static final List<String> MATCHINGS =
            List.of("", "", "on (origin) ", "on () ", "ignoring (origin, unit) ", "ignoring () ");

    private final RandomGenerator random;

    RandomExpressions(RandomGenerator random) {
        this.random = random;
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /// Returns one.
    ///
    /// @param depth most calls and operators inside each other
    String next(int depth) {
        if (depth == 0) {
            return selector() + offset();
        }
        return switch (random.nextInt(6)) {
            case 0 -> any(OVER_TIME) + "_over_time(" + window() + ")";
            case 1 -> any(RATES) + "(" + window() + ")";
            case 2 -> any(OF_VALUES) + "(" + next(depth - 1) + ")";
            case 3 -> any(AGGREGATIONS) + next(depth - 1) + ")" + any(GROUPS);
            case 4 -> "(" + next(depth - 1) + ") " + operator() + "(" + next(depth - 1) + ")";
            default -> "(" + next(depth - 1) + ") " + any(List.of("+ 1.5", "* -2", "^ 2", "/ 8"));
        };
    }

    private String operator() {
        return any(OPERATORS) + " " + any(MATCHINGS);
    }

    private String selector() {
        return any(METRICS) + any(MATCHERS);
    }

    private String offset() {
        return random.nextInt(4) == 0 ? any(List.of(" offset 7m", " offset -90s")) : "";
    }

    private String window() {
        return selector() + any(List.of("[1m]", "[5m]", "[17m]", "[45s]", "[1h]")) + offset();
    }
}
