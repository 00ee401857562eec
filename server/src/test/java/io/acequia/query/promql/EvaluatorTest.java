package io.acequia.query.promql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What does not need a Prometheus beside it to be believed; the rest is in `PrometheusIT`.
class EvaluatorTest {
    private static final long MINUTE = 60_000;
    private static final long LOOKBACK = 5 * MINUTE;

    private final ListedSamples samples =
            new ListedSamples()
                    .add("temperature", "a", MINUTE, 1, 2, 3, 4, 5, 6)
                    .add("temperature", "b", MINUTE, 10, 20, 30)
                    .add("humidity", "a", MINUTE, 50, 60, 70, 80, 90, 100);

    private Result instant(String text, long time, Limits limits) throws Exception {
        var parsed = assertInstanceOf(Parsed.Understood.class, Promql.parse(text));
        return new Evaluator(samples, System::nanoTime)
                .instant(parsed.expression(), time, LOOKBACK, limits);
    }

    private Map<String, Double> vector(String text, long time) throws Exception {
        var vector = assertInstanceOf(Result.Vector.class, instant(text, time, Limits.DEFAULTS));
        var values = new TreeMap<String, Double>();
        vector.series().forEach(it -> values.put(it.labels().toString(), it.value(0)));
        return values;
    }

    private String failure(String text) throws Exception {
        return assertInstanceOf(
                        Result.Failed.class, instant(text, 5 * MINUTE, Limits.DEFAULTS), text)
                .message();
    }

    @Test
    @DisplayName(
            "the newest value counts until it is older than the look-back, not a moment longer")
    void lookback() throws Exception {
        long last = 2 * MINUTE;
        long end = last + LOOKBACK;

        assertEquals(
                Map.of("{__name__=\"temperature\", origin=\"b\"}", 30.0),
                vector("temperature{origin=\"b\"}", end));
        assertEquals(Map.of(), vector("temperature{origin=\"b\"}", end + 1));
        assertEquals(Map.of(), vector("temperature", -1));
    }

    @Test
    @DisplayName("a range query has a value at each time that has one, and scalars at all")
    void range() throws Exception {
        var parsed =
                assertInstanceOf(
                        Parsed.Understood.class, Promql.parse("temperature{origin=\"b\"} * 2"));
        var evaluator = new Evaluator(samples, System::nanoTime);

        var result =
                assertInstanceOf(
                        Result.Matrix.class,
                        evaluator.range(
                                parsed.expression(),
                                Grid.range(-MINUTE, 3 * MINUTE, MINUTE),
                                90_000,
                                Limits.DEFAULTS));

        assertEquals(
                "[{origin=\"b\"} [0, 60000, 120000, 180000] [20.0, 40.0, 60.0, 60.0]]",
                result.series().toString());
    }

    @Test
    @DisplayName("vectors that cannot be told apart are refused, as in Prometheus")
    void duplicates() throws Exception {
        var same = "vector cannot contain metrics with the same labelset";

        assertEquals(same, failure("-{origin=\"a\"}"));
        assertEquals(same, failure("rate({origin=\"a\"}[5m])"));
        assertEquals(same, failure("{origin=\"a\"} * 2"));
        assertEquals(same, failure("label_replace(temperature, \"origin\", \"x\", \"\", \"\")"));
        assertTrue(
                failure("temperature + on() humidity").startsWith("multiple matches for labels"));
        assertTrue(failure("humidity + on() temperature").startsWith("found duplicate series"));
        assertTrue(
                failure("label_replace(temperature, \"1\", \"x\", \"\", \"\")")
                        .contains("invalid destination label"));
        assertTrue(
                failure("label_replace(temperature, \"a\", \"x\", \"\", \"(\")")
                        .contains("invalid regular"));
    }

    @Test
    @DisplayName("what would hold too many values is refused with the words of Prometheus")
    void tooManyPoints() throws Exception {
        var few = new Limits(1_000, 10, Duration.ofSeconds(9));

        var failed = assertInstanceOf(Result.Failed.class, instant("temperature", 0, few));

        assertEquals(Result.Reason.EXECUTION, failed.reason());
        assertTrue(failed.message().startsWith("query processing would load too many samples"));
    }

    @Test
    @DisplayName("what would read too many samples is refused with the words of Prometheus")
    void tooManySamples() throws Exception {
        var few = new Limits(10, 1_000, Duration.ofSeconds(9));

        var failed =
                assertInstanceOf(
                        Result.Failed.class,
                        instant("sum_over_time({origin=~\".+\"}[1h])", MINUTE * 9, few));

        assertTrue(failed.message().startsWith("query processing would load too many samples"));
    }

    @Test
    @DisplayName("a sum over many series holds its groups, not the series")
    void sumsAreStreamed() throws Exception {
        var many = new ListedSamples();
        for (int series = 0; series < 1_000; series++) {
            many.add("count", "probe" + series, MINUTE, 1, 1, 1);
        }
        var parsed =
                assertInstanceOf(
                        Parsed.Understood.class, Promql.parse("sum(sum_over_time(count[2m]))"));

        var result =
                new Evaluator(many, System::nanoTime)
                        .range(
                                parsed.expression(),
                                Grid.range(0, 2 * MINUTE, MINUTE),
                                MINUTE,
                                new Limits(10_000, 1_000, Duration.ofSeconds(9)));

        assertEquals(
                "[{} [0, 60000, 120000] [1000.0, 2000.0, 3000.0]]",
                assertInstanceOf(Result.Matrix.class, result).series().toString());
    }

    @Test
    @DisplayName("a query that takes longer than it may ends")
    void timeout() throws Exception {
        var clock = new AtomicLong();
        var parsed = assertInstanceOf(Parsed.Understood.class, Promql.parse("sum(temperature)"));

        var result =
                new Evaluator(samples, () -> clock.getAndAdd(1_000_000_000))
                        .instant(
                                parsed.expression(),
                                0,
                                MINUTE,
                                new Limits(1_000, 1_000, Duration.ofMillis(500)));

        assertEquals(Result.Reason.TIMEOUT, assertInstanceOf(Result.Failed.class, result).reason());
    }

    @Test
    @DisplayName("once a query has failed it takes no more samples")
    void failureStopsReading() throws Exception {
        var taken = new AtomicInteger();
        SampleSource endless =
                (_, sink) -> {
                    sink.series(Labels.of(Map.of(Labels.NAME, "a")));
                    while (sink.sample(taken.incrementAndGet(), 1)) {
                        assertTrue(taken.get() < 1_000);
                    }
                    return true;
                };
        var parsed = assertInstanceOf(Parsed.Understood.class, Promql.parse("rate(a[1h])"));

        var result =
                new Evaluator(endless, System::nanoTime)
                        .instant(
                                parsed.expression(),
                                MINUTE,
                                MINUTE,
                                new Limits(1_000_000, 100, Duration.ofSeconds(9)));

        assertInstanceOf(Result.Failed.class, result);
        assertEquals(101, taken.get());
    }

    @Test
    @DisplayName("numbers are written without exponents")
    void numbers() {
        assertEquals("21.5", GoNumber.format(21.5));
        assertEquals("100", GoNumber.format(100));
        assertEquals("-0", GoNumber.format(-0.0));
        assertEquals("1000000000000000000000", GoNumber.format(1e21));
        assertEquals("0.000001", GoNumber.format(1e-6));
        assertEquals("+Inf", GoNumber.format(Double.POSITIVE_INFINITY));
        assertEquals("-Inf", GoNumber.format(Double.NEGATIVE_INFINITY));
        assertEquals("NaN", GoNumber.format(Double.NaN));
    }
}
