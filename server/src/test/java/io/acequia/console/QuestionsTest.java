package io.acequia.console;

import static io.acequia.console.Events.TEN;
import static io.acequia.console.Events.temperature;
import static io.acequia.console.TestConsole.encoded;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.event.Event;
import io.acequia.event.TimeSource;
import io.acequia.event.Value;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class QuestionsTest {
    private final MemoryStore store = new MemoryStore();
    private TestConsole console;

    @BeforeEach
    void start() throws IOException {
        console = TestConsole.start(store, InstantSource.fixed(TEN.plusSeconds(90)));
    }

    @AfterEach
    void stop() {
        console.close();
    }

    private static List<String> texts(JsonNode array, String pointer) {
        var texts = new ArrayList<String>();
        array.forEach(element -> texts.add(element.at(pointer).asString()));
        return texts;
    }

    @Test
    @DisplayName("An event is shown in the JSON of the wire, with what the server added")
    void event() throws Exception {
        store.add(
                new Event(
                        "default",
                        "demo",
                        "probe1",
                        "temperature",
                        new Value.Numeric(21.5),
                        "Cel",
                        TEN,
                        TEN.plusMillis(20),
                        TimeSource.CLAMPED));

        var response = console.get("/api/v1/events?query=origin:probe1");

        assertEquals(200, response.statusCode());
        assertEquals("application/json", response.headers().firstValue("Content-Type").get());
        assertEquals(
                "{\"events\":[{\"namespace\":\"default\",\"sender\":\"demo\",\"origin\":\"probe1\","
                        + "\"payload\":{\"type\":\"temperature\",\"value\":21.5,\"unit\":\"Cel\"},"
                        + "\"timestamp\":\"2026-11-23T10:00:00.000Z\","
                        + "\"received\":\"2026-11-23T10:00:00.020Z\","
                        + "\"time_source\":\"clamped\"}],\"next\":null}",
                response.body());
    }

    @Test
    @DisplayName("Each kind of value has its own member")
    void values() throws Exception {
        store.add(
                Events.with("text", new Value.Text("on \"fire\""), TEN, TEN),
                Events.with("truth", new Value.Truth(true), TEN, TEN),
                Events.with("data", Value.Data.of(new byte[] {-1, -2, 0}), TEN, TEN));

        var payload = "/events/0/payload";

        assertEquals("on \"fire\"", read("origin:text").at(payload).get("string").asString());
        assertTrue(read("origin:truth").at(payload).get("bool").asBoolean());
        assertEquals("//4A", read("origin:data").at(payload).get("data").asString());
    }

    private JsonNode read(String query) throws IOException, InterruptedException {
        return console.json("/api/v1/events?query=" + encoded(query));
    }

    @Test
    @DisplayName("Times in a search are relative to the clock of the server")
    void relativeTimes() throws Exception {
        store.add(temperature("old", 1, TEN.minusSeconds(600)), temperature("new", 2, TEN));

        var events = read("received:>=now-5m").get("events");

        assertEquals(1, events.size());
        assertEquals("new", events.at("/0/origin").asString());
    }

    @Test
    @DisplayName("Pages follow each other by what each says as next")
    void pages() throws Exception {
        for (int i = 0; i < 5; i++) {
            store.add(temperature("probe" + i, i, TEN.plusSeconds(i)));
        }

        var first = console.json("/api/v1/events?limit=2");
        var second = console.json("/api/v1/events?limit=2&after=" + first.get("next").asString());
        var third = console.json("/api/v1/events?limit=2&after=" + second.get("next").asString());

        assertEquals(List.of("probe4", "probe3"), texts(first.get("events"), "/origin"));
        assertEquals(List.of("probe2", "probe1"), texts(second.get("events"), "/origin"));
        assertEquals(List.of("probe0"), texts(third.get("events"), "/origin"));
        assertTrue(third.get("next").isNull());
    }

    @Test
    @DisplayName("A large page arrives whole")
    void largePage() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            store.add(temperature("probe" + i, i, TEN.plusSeconds(i)));
        }

        assertEquals(3_000, console.json("/api/v1/events?limit=10000").get("events").size());
    }

    @ParameterizedTest
    @CsvSource({
        "from=2026-11-23T10:00:00Z,2",
        "to=2026-11-23T10:00:00Z,1",
        "from=1795428000000&to=1795428001000,1",
        "from=now-90s&to=now,2",
        "from=2026-11-23T11:00:00%2B01:00,2",
        "from=2026-11-23&to=2026-11-24,3",
        "from=&to=&query=&limit=,3",
        "query=*,3"
    })
    @DisplayName("from and to bound the time of the event; empty parameters are as good as none")
    void ranges(String parameters, int expected) throws Exception {
        store.add(
                temperature("a", 1, TEN.minusSeconds(60)),
                temperature("b", 1, TEN),
                temperature("c", 1, TEN.plusSeconds(60)));

        assertEquals(expected, console.json("/api/v1/events?" + parameters).get("events").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "'; DROP TABLE events;--",
                "{{7*7}}",
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "*",
                "\\",
                "a:b OR *",
                "javascript:alert(1)",
                "%00%s%n",
                "x\"} 1",
                "a\u2028b",
                "\u202egnp.exe",
                "null",
                " leading and trailing "
            })
    @DisplayName("bad-input ST: what a device called itself is found and shown literally")
    void literally(String origin) throws Exception {
        store.add(temperature(origin, 1, TEN), temperature("other", 1, TEN));

        var quoted = '"' + origin.replace("\\", "\\\\").replace("\"", "\\\"") + '"';

        assertEquals(List.of(origin), texts(read("origin:" + quoted).get("events"), "/origin"));
        var top = console.json("/api/v1/top?field=origin");
        assertTrue(texts(top.get("values"), "/value").contains(origin));
    }

    @Test
    @DisplayName("A histogram counts every interval of the range, the empty ones too")
    void histogram() throws Exception {
        store.add(
                temperature("a", 1, TEN),
                temperature("b", 1, TEN.plusSeconds(59)),
                temperature("c", 1, TEN.plusSeconds(120)));

        var histogram =
                console.json(
                        "/api/v1/histogram?interval=1m&from=2026-11-23T10:00:00Z"
                                + "&to=2026-11-23T10:03:00Z");

        assertEquals(3, histogram.get("total").asInt());
        assertEquals(60_000, histogram.get("interval_ms").asLong());
        assertEquals(List.of("2", "0", "1"), texts(histogram.get("buckets"), "/count"));
        assertEquals("2026-11-23T10:01:00.000Z", histogram.at("/buckets/1/start").asString());
    }

    @Test
    @DisplayName("A histogram without an interval counts what there is")
    void count() throws Exception {
        store.add(temperature("a", 1, TEN), temperature("b", 1, Instant.EPOCH));

        assertEquals(2, console.json("/api/v1/histogram").get("total").asInt());
        assertEquals(1, console.json("/api/v1/histogram?query=origin:a").get("total").asInt());
        assertEquals(0, console.json("/api/v1/histogram?from=now&to=now").get("total").asInt());
    }

    @ParameterizedTest
    @CsvSource({
        "interval=1h,2026-11-19T07:00:00.000Z,2026-11-23T11:00:00.000Z",
        "interval=1m,2026-11-23T08:22:00.000Z,2026-11-23T10:02:00.000Z",
        "interval=1m&to=2026-11-23T10:00:30Z,2026-11-23T08:20:30.000Z,2026-11-23T10:00:30.000Z",
        "interval=1h&from=2026-11-23T09:30:00Z,2026-11-23T09:30:00.000Z,2026-11-23T11:00:00.000Z",
        "interval=52w,1970-01-01T00:00:00.000Z,2027-10-21T00:00:00.000Z",
        "interval=10000w,1970-01-01T00:00:00.000Z,2161-08-27T00:00:00.000Z"
    })
    @DisplayName("Without a range there are the last hundred intervals, in step with the clock")
    void defaultRange(String parameters, String from, String to) throws Exception {
        var histogram = console.json("/api/v1/histogram?" + parameters);

        assertEquals(from, histogram.get("from").asString());
        assertEquals(to, histogram.get("to").asString());
    }

    @Test
    @DisplayName("Aggregates are per group and interval, with the percentiles that were asked for")
    void aggregates() throws Exception {
        store.add(
                temperature("a", 10, TEN),
                temperature("a", 20, TEN.plusSeconds(1)),
                temperature("a", 30, TEN.plusSeconds(60)),
                temperature("b", 5.5, TEN));

        var rows =
                console.json(
                                "/api/v1/aggregate?interval=1m&groupBy=origin&percentiles=0,99.9,100"
                                        + "&from=2026-11-23T10:00:00Z")
                        .get("aggregates");

        assertEquals(List.of("a", "a", "b"), texts(rows, "/group"));
        assertEquals(List.of("2", "1", "1"), texts(rows, "/count"));
        assertEquals(
                "{\"group\":\"a\",\"start\":\"2026-11-23T10:00:00.000Z\",\"count\":2,\"avg\":15,"
                        + "\"min\":10,\"max\":20,\"sum\":30,\"last\":20,"
                        + "\"percentiles\":{\"0\":10,\"99.9\":20,\"100\":20}}",
                rows.get(0).toString());
    }

    @Test
    @DisplayName("Without interval and group there is one row for everything")
    void oneAggregate() throws Exception {
        store.add(temperature("a", 10, TEN), temperature("b", 20, Instant.EPOCH));

        var rows = console.json("/api/v1/aggregate").get("aggregates");

        assertEquals(1, rows.size());
        assertEquals(15, rows.at("/0/avg").asInt());
        assertEquals("", rows.at("/0/group").asString());
    }

    @Test
    @DisplayName("Top values are the most frequent ones first")
    void top() throws Exception {
        store.add(temperature("a", 1, TEN), temperature("b", 1, TEN), temperature("b", 2, TEN));

        var top = console.json("/api/v1/top?field=origin&limit=1");

        assertEquals(
                "[{\"field\":\"origin\",\"value\":\"b\",\"count\":2}]",
                top.get("values").toString());
    }

    @Test
    @DisplayName("Top values of several fields come in one answer")
    void topOfSeveralFields() throws Exception {
        store.add(temperature("a", 1, TEN), temperature("b", 1, TEN), temperature("b", 2, TEN));

        var values = console.json("/api/v1/top?field=payload.type,origin").get("values");

        assertEquals(List.of("payload.type", "origin", "origin"), texts(values, "/field"));
        assertEquals(List.of("temperature", "b", "a"), texts(values, "/value"));
    }

    @Test
    @DisplayName("The latest event of each series is the newest one")
    void latest() throws Exception {
        store.add(
                temperature("a", 1, TEN),
                temperature("a", 2, TEN.plusSeconds(1)),
                temperature("b", 3, TEN));

        var events = console.json("/api/v1/latest").get("events");

        assertEquals(List.of("2", "3"), texts(events, "/payload/value"));
        assertEquals(
                List.of("a"),
                texts(console.json("/api/v1/latest?limit=1").get("events"), "/origin"));
    }

    @Test
    @DisplayName("The status says what runs, since when, and whether it can store")
    void status() throws Exception {
        var status = console.json("/api/v1/status");

        assertEquals("development", status.get("version").asString());
        assertEquals("2026-11-23T10:01:30.000Z", status.get("started").asString());
        assertTrue(status.get("writable").asBoolean());
        assertTrue(status.get("ready").asBoolean());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    events?qeury=a                       | qeury       | did you mean query?
                    events?colour=a                      | colour      | known are after, from
                    events?limit=0                       | limit       | use 1 to 10000
                    events?limit=10001                   | limit       | use 1 to 10000
                    events?limit=-1                      | limit       | use 1 to 10000
                    events?limit=1e3                     | limit       | use 1 to 10000
                    events?limit=99999999999999999999    | limit       | use 1 to 10000
                    events?limit=1&limit=2               | limit       | give it once
                    events?from=yesterday                | from        | use ISO 8601
                    events?to=9999-01-01                 | to          | use ISO 8601
                    events?from=-1                       | from        | use ISO 8601
                    events?after=nonsense                | after       | use what a page before
                    histogram?interval=0s                | interval    | use a duration
                    histogram?interval=-1h               | interval    | use a duration
                    histogram?interval=NaN               | interval    | use a duration
                    histogram?interval=999999999999w     | interval    | use a duration
                    histogram?limit=1                    | limit       | known are
                    aggregate?groupBy=payload.value      | groupBy     | use namespace, sender
                    aggregate?groupBy=orgin              | groupBy     | use namespace, sender
                    aggregate?percentiles=101            | percentiles | use numbers
                    aggregate?percentiles=50,,99         | percentiles | use numbers
                    aggregate?percentiles=NaN            | percentiles | use numbers
                    top                                  | field       | add field=origin
                    top?field=timestamp                  | field       | use namespace
                    top?field=origin,                    | field       | use namespace
                    top?field=origin,origin              | field       | use namespace
                    top?field=origin&limit=1001          | limit       | use 1 to 1000
                    latest?from=now                      | from        | known are limit, query
                    status?x=1                           | x           | known are
                    events/stream?after=x                | after       | use the id
                    events/stream?limit=1                | limit       | known are after, query
                    """)
    @DisplayName("A parameter that is wrong is named, with the next step")
    void wrongParameters(String path, String parameter, String advice) throws Exception {
        var problem = console.problem(400, "/api/v1/" + path);

        assertEquals(parameter, problem.get("parameter").asString());
        assertTrue(
                problem.get("advice").asString().startsWith(advice),
                problem.get("advice").asString());
        assertEquals("Bad Request", problem.get("title").asString());
        assertEquals(400, problem.get("status").asInt());
        assertEquals("about:blank", problem.get("type").asString());
    }

    @Test
    @DisplayName("bad-input HT-19: a mistake in the search says the column")
    void mistakeInSearch() throws Exception {
        var query = encoded("origin:a AND orgin:b");

        var problem = console.problem(400, "/api/v1/events?query=" + query);

        assertEquals(14, problem.get("column").asInt());
        assertEquals("query", problem.get("parameter").asString());
        assertEquals("unknown field \"orgin\"", problem.get("detail").asString());
        assertEquals("expected origin", problem.get("advice").asString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    histogram?from=now&to=now-1h                      | the range ends before
                    events?from=2026-11-23&to=2026-11-22              | the range ends before
                    histogram?interval=1ms&from=2020-01-01            | intervals of PT0.001S
                    aggregate?interval=1s&from=2020-01-01             | use at most 10000
                    """)
    @DisplayName("bad-input HT-22, HT-24: impossible ranges name the limit")
    void impossibleRanges(String path, String detail) throws Exception {
        var problem = console.problem(400, "/api/v1/" + path);

        assertTrue(
                problem.get("detail").asString().contains(detail),
                problem.get("detail").asString());
    }

    @Test
    @DisplayName("bad-input HT-18: a search that is too long is refused")
    void longSearch() throws Exception {
        var problem = console.problem(400, "/api/v1/events?query=" + "x".repeat(5_000));

        assertTrue(problem.get("detail").asString().contains("5000 characters"));
        assertTrue(console.get("/api/v1/events?query=" + "x".repeat(100_000)).statusCode() >= 400);
        assertEquals(200, console.get("/api/v1/events").statusCode());
    }

    @Test
    @DisplayName("A store that does not answer is 503, and nothing of the cause gets out")
    void storeFails() throws Exception {
        store.fail(new IOException("/var/lib/acequia/secret.db is broken"));

        for (var path : List.of("events", "histogram", "aggregate", "top?field=origin", "latest")) {
            var problem = console.problem(503, "/api/v1/" + path);

            assertFalse(problem.toString().contains("secret"));
        }
        assertEquals("5", console.get("/api/v1/events").headers().firstValue("Retry-After").get());
        assertFalse(console.json("/api/v1/status").get("writable").asBoolean());
    }

    @Test
    @DisplayName("A bug is 500 with a number that is in the log, and the next request is served")
    void bug() throws Exception {
        store.fail(new IllegalStateException("io.acequia.secret"));

        var problem = console.problem(500, "/api/v1/events");

        assertEquals("a bug, incident 1", problem.get("detail").asString());
        assertFalse(problem.toString().contains("secret"));
        assertEquals(200, console.get("/livez").statusCode());
    }
}
