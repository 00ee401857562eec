package io.acequia.console.prometheus;

import io.acequia.console.JsonWriter;
import io.acequia.console.prometheus.Reply.Failure;
import io.acequia.console.prometheus.Reply.Kind;
import io.acequia.console.prometheus.Reply.Success;
import io.acequia.query.StoredSamples;
import io.acequia.query.promql.Evaluator;
import io.acequia.query.promql.Expression;
import io.acequia.query.promql.GoNumber;
import io.acequia.query.promql.Grid;
import io.acequia.query.promql.Labels;
import io.acequia.query.promql.Limits;
import io.acequia.query.promql.Result;
import io.acequia.query.promql.Series;
import io.acequia.store.EventReader;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/// Answers `query` and `query_range`.
///
/// @param lookback how old the newest sample of a series may be, milliseconds
record QueryAnswers(QuerySlots slots, InstantSource clock, long lookback, Limits limits) {
    private static final long MOST_STEPS = 11_000;

    /// Evaluates at one time.
    Reply instant(EventReader store, Form form) throws IOException {
        long time = form.time("time", clock.millis());
        return answer(
                store,
                form,
                (evaluator, expression, window, within) ->
                        evaluator.instant(expression, time, window, within));
    }

    /// Evaluates at times with equal distances.
    Reply range(EventReader store, Form form) throws IOException {
        long start = form.time("start");
        long end = form.time("end");
        long step = form.duration("step");
        if (form.failure().isPresent()) {
            return form.failure().get();
        }
        if (end < start) {
            return Failure.of("end", "end timestamp must not be before start time");
        }
        if (step <= 0) {
            return Failure.of(
                    "step",
                    "zero or negative query resolution step widths are not accepted. Try a positive"
                            + " integer");
        }
        if ((end - start) / step > MOST_STEPS) {
            return new Failure(
                    Kind.BAD_DATA,
                    "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the"
                            + " query resolution (?step=XX)");
        }
        var grid = Grid.range(start, end, step);
        return answer(
                store,
                form,
                (evaluator, expression, window, within) ->
                        evaluator.range(expression, grid, window, within));
    }

    /// Evaluates an expression.
    private interface Evaluating {
        Result evaluate(Evaluator evaluator, Expression expression, long lookback, Limits limits)
                throws IOException;
    }

    private Reply answer(EventReader store, Form form, Evaluating evaluating) throws IOException {
        var expression = form.query();
        long window = form.duration("lookback_delta", lookback);
        var within = limits.within(form.timeout(limits.timeout()));
        int limit = form.limit(Integer.MAX_VALUE);
        if (form.failure().isPresent()) {
            return form.failure().get();
        }
        var evaluator = new Evaluator(new StoredSamples(store), System::nanoTime);
        var result =
                slots.run(
                        within.timeout(),
                        () ->
                                evaluating.evaluate(
                                        evaluator, expression.orElseThrow(), window, within));
        return result.map(it -> reply(it, limit))
                .orElseGet(() -> new Failure(Kind.TIMEOUT, "query timed out in query execution"));
    }

    private static Reply reply(Result result, int limit) {
        return switch (result) {
            case Result.Failed(var reason, var message) -> new Failure(kind(reason), message);
            case Result.Scalar(var time, var value) ->
                    new Success(json -> single("scalar", time, GoNumber.format(value), json));
            case Result.Text(var time, var text) ->
                    new Success(json -> single("string", time, text, json));
            case Result.Vector(var series) -> several("vector", series, limit);
            case Result.Matrix(var series) -> several("matrix", series, limit);
        };
    }

    private static Kind kind(Result.Reason reason) {
        return switch (reason) {
            case BAD_DATA -> Kind.BAD_DATA;
            case EXECUTION -> Kind.EXECUTION;
            case TIMEOUT -> Kind.TIMEOUT;
        };
    }

    private static void single(String type, long time, String value, JsonWriter json)
            throws IOException {
        json.beginObject().name("resultType").value(type).name("result");
        point(time, value, json);
        json.endObject();
    }

    private static void point(long time, String value, JsonWriter json) throws IOException {
        json.beginArray().seconds(time).value(value).endArray();
    }

    private static Success several(String type, List<Series> all, int limit) {
        var shown = all.subList(0, Math.min(limit, all.size()));
        return Success.of(
                json -> {
                    json.beginObject().name("resultType").value(type);
                    json.name("result").beginArray();
                    for (var series : shown) {
                        json.beginObject().name("metric");
                        labels(series.labels(), json);
                        points(type, series, json);
                        json.endObject();
                    }
                    json.endArray().endObject();
                },
                shown.size() < all.size());
    }

    private static void points(String type, Series series, JsonWriter json) throws IOException {
        if (type.equals("vector")) {
            json.name("value");
            point(series.time(0), GoNumber.format(series.value(0)), json);
            return;
        }
        json.name("values").beginArray();
        for (int index = 0; index < series.size(); index++) {
            point(series.time(index), GoNumber.format(series.value(index)), json);
        }
        json.endArray();
    }

    static void labels(Labels labels, JsonWriter json) throws IOException {
        json.beginObject();
        for (var label : labels.values().entrySet()) {
            json.name(label.getKey()).value(label.getValue());
        }
        json.endObject();
    }
}
