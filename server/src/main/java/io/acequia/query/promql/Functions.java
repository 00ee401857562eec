package io.acequia.query.promql;

import static io.acequia.query.promql.ValueType.MATRIX;
import static io.acequia.query.promql.ValueType.SCALAR;
import static io.acequia.query.promql.ValueType.TEXT;
import static io.acequia.query.promql.ValueType.VECTOR;

import io.acequia.query.promql.Function.Body;
import io.acequia.query.promql.Function.Kind;
import io.acequia.query.promql.Function.ValueFunction;
import io.acequia.query.promql.Function.WindowFunction;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToIntFunction;

/// All functions by name.
final class Functions {
    /// Seconds from 1970 that calendars still know.
    private static final double FARTHEST = 1e12;

    private static final Map<String, Function> ALL = new HashMap<>();

    static {
        overTime();
        mathematics();
        limits();
        calendar();
        special(Kind.TIME, "time", SCALAR);
        special(Kind.PI, "pi", SCALAR);
        special(Kind.VECTOR, "vector", VECTOR, SCALAR);
        special(Kind.SCALAR, "scalar", SCALAR, VECTOR);
        special(Kind.TIMESTAMP, "timestamp", VECTOR, VECTOR);
        special(Kind.ABSENT, "absent", VECTOR, VECTOR);
        special(Kind.ABSENT_OVER_TIME, "absent_over_time", VECTOR, MATRIX);
        special(Kind.SORT, "sort", VECTOR, VECTOR);
        special(Kind.SORT_DESCENDING, "sort_desc", VECTOR, VECTOR);
        special(Kind.LABEL_REPLACE, "label_replace", VECTOR, VECTOR, TEXT, TEXT, TEXT, TEXT);
        var join = new Body.Special(Kind.LABEL_JOIN);
        add(new Function("label_join", List.of(VECTOR, TEXT, TEXT, TEXT), 1, true, VECTOR, join));
    }

    private Functions() {}

    /// Finds a function.
    static Optional<Function> named(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /// Adds what may be left out: parts of a date are those of the time of evaluation.
    static List<Expression> completed(Function function, List<Expression> arguments) {
        if (!arguments.isEmpty() || function.parameters().isEmpty()) {
            return arguments;
        }
        var now = new Expression.Call(named("time").orElseThrow(), List.of());
        return List.of(new Expression.Call(named("vector").orElseThrow(), List.of(now)));
    }

    private static void overTime() {
        overTime("avg_over_time", (window, _) -> window.statistics().average());
        overTime("min_over_time", (window, _) -> window.statistics().least());
        overTime("max_over_time", (window, _) -> window.statistics().greatest());
        overTime("sum_over_time", (window, _) -> window.statistics().sum());
        overTime("count_over_time", (window, _) -> OptionalDouble.of(window.size()));
        overTime(Window.LAST, (window, _) -> OptionalDouble.of(window.value(window.size() - 1)));
        overTime("present_over_time", (_, _) -> OptionalDouble.of(1));
        overTime("stdvar_over_time", (window, _) -> window.statistics().variance());
        overTime(
                "stddev_over_time",
                (window, _) ->
                        OptionalDouble.of(Math.sqrt(window.statistics().variance().orElseThrow())));
        overTime("rate", (window, _) -> Rates.extrapolated(window, true, true));
        overTime("increase", (window, _) -> Rates.extrapolated(window, true, false));
        overTime("delta", (window, _) -> Rates.extrapolated(window, false, false));
        overTime("irate", (window, _) -> Rates.latest(window, true));
        overTime("idelta", (window, _) -> Rates.latest(window, false));
        overTime("deriv", (window, _) -> Rates.derivative(window));
        overTime("changes", (window, _) -> Rates.changes(window));
        overTime("resets", (window, _) -> Rates.resets(window));
        var predict = new Body.OverTime((window, scalars) -> Rates.predicted(window, scalars[0]));
        add(new Function("predict_linear", List.of(MATRIX, SCALAR), 0, false, VECTOR, predict));
        var quantile = new Body.OverTime((window, q) -> Quantile.of(q[0], window.values()));
        add(
                new Function(
                        "quantile_over_time", List.of(SCALAR, MATRIX), 0, false, VECTOR, quantile));
    }

    private static void mathematics() {
        perValue("abs", Math::abs);
        perValue("ceil", Math::ceil);
        perValue("floor", Math::floor);
        perValue("exp", Math::exp);
        perValue("ln", Math::log);
        perValue("log2", value -> Math.log(value) / Math.log(2));
        perValue("log10", Math::log10);
        perValue("sqrt", Math::sqrt);
        perValue("sgn", Math::signum);
        perValue("deg", value -> value * 180 / Math.PI);
        perValue("rad", value -> value * Math.PI / 180);
        perValue("sin", Math::sin);
        perValue("cos", Math::cos);
        perValue("tan", Math::tan);
        perValue("asin", Math::asin);
        perValue("acos", Math::acos);
        perValue("atan", Math::atan);
        perValue("sinh", Math::sinh);
        perValue("cosh", Math::cosh);
        perValue("tanh", Math::tanh);
        perValue("asinh", Functions::areaSine);
        perValue("acosh", value -> Math.log(value + Math.sqrt(value * value - 1)));
        perValue("atanh", value -> (Math.log1p(value) - Math.log1p(-value)) / 2);
    }

    /// Of the absolute value, since a sum of two numbers that are almost opposite has no digits.
    private static double areaSine(double value) {
        double size = Math.abs(value);
        return Math.copySign(Math.log(size + Math.sqrt(size * size + 1)), value);
    }

    private static void limits() {
        perValue("clamp_min", 0, (value, least) -> OptionalDouble.of(Math.max(least[0], value)), 1);
        perValue("clamp_max", 0, (value, most) -> OptionalDouble.of(Math.min(most[0], value)), 1);
        perValue("clamp", 0, Functions::clamp, 2);
        perValue("round", 1, (value, step) -> OptionalDouble.of(round(value, step)), 1);
    }

    private static OptionalDouble clamp(double value, double[] bounds) {
        return bounds[1] < bounds[0]
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(bounds[0], Math.min(bounds[1], value)));
    }

    /// Ties go up; the inverse avoids errors with steps such as 0.1.
    private static double round(double value, double[] step) {
        double inverse = 1 / (step.length == 0 ? 1 : step[0]);
        return Math.floor(value * inverse + 0.5) / inverse;
    }

    private static void calendar() {
        calendar("minute", ZonedDateTime::getMinute);
        calendar("hour", ZonedDateTime::getHour);
        calendar("day_of_week", time -> time.getDayOfWeek().getValue() % 7);
        calendar("day_of_month", ZonedDateTime::getDayOfMonth);
        calendar("day_of_year", ZonedDateTime::getDayOfYear);
        calendar("days_in_month", time -> time.toLocalDate().lengthOfMonth());
        calendar("month", ZonedDateTime::getMonthValue);
        calendar("year", ZonedDateTime::getYear);
    }

    private static void calendar(String name, ToIntFunction<ZonedDateTime> part) {
        ValueFunction function =
                (value, _) ->
                        Math.abs(value) <= FARTHEST
                                ? OptionalDouble.of(part.applyAsInt(utc(value)))
                                : OptionalDouble.of(Double.NaN);
        var body = new Body.PerValue(function);
        add(new Function(name, List.of(VECTOR), 1, false, VECTOR, body));
    }

    private static ZonedDateTime utc(double seconds) {
        return Instant.ofEpochSecond((long) seconds).atZone(ZoneOffset.UTC);
    }

    private static void overTime(String name, WindowFunction function) {
        var body = new Body.OverTime(function);
        add(new Function(name, List.of(MATRIX), 0, false, VECTOR, body));
    }

    private static void perValue(String name, DoubleUnaryOperator function) {
        perValue(name, 0, (value, _) -> OptionalDouble.of(function.applyAsDouble(value)), 0);
    }

    private static void perValue(String name, int optional, ValueFunction function, int scalars) {
        var parameters = List.of(VECTOR, SCALAR, SCALAR).subList(0, 1 + scalars);
        var body = new Body.PerValue(function);
        add(new Function(name, parameters, optional, false, VECTOR, body));
    }

    private static void special(Kind kind, String name, ValueType result, ValueType... parameters) {
        var body = new Body.Special(kind);
        add(new Function(name, List.of(parameters), 0, false, result, body));
    }

    private static void add(Function function) {
        ALL.put(function.name(), function);
    }
}
