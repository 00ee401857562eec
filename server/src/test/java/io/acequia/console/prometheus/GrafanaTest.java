package io.acequia.console.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.console.Events;
import io.acequia.console.MemoryStore;
import io.acequia.console.TestConsole;
import io.acequia.event.Event;
import io.acequia.event.TimeSource;
import io.acequia.event.Value;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What Grafana's built-in data source for Prometheus asks, in the order in which somebody who sets
/// it up makes it ask, and the parts of the answers that it reads.
@DisplayName("Grafana")
class GrafanaTest {
    private static final long TEN = Events.TEN.getEpochSecond();
    private static final String START = String.valueOf(TEN - 3_600);
    private static final String END = String.valueOf(TEN + 60);
    private static final String ANY = "{__name__=~\".+\"}";

    private final MemoryStore store = new MemoryStore();
    private TestConsole console;
    private Api api;

    @BeforeEach
    void start() throws IOException {
        for (int minute = 0; minute < 10; minute++) {
            var time = Events.TEN.minusSeconds(60L * minute);
            store.add(
                    Events.temperature("seville", 30 - minute, time),
                    Events.temperature("cadiz", 25, time));
        }
        console = TestConsole.start(store, InstantSource.fixed(Events.TEN.plusSeconds(30)));
        api = Api.of(console.port());
    }

    @AfterEach
    void stop() {
        api.close();
        console.close();
    }

    @Test
    @DisplayName("saves and tests the data source")
    void saveAndTest() throws Exception {
        var sum = api.post("query", "query", "1+1", "time", "4").data();
        var build = api.get("status/buildinfo").data();

        assertEquals("{\"resultType\":\"scalar\",\"result\":[4,\"2\"]}", sum.toString());
        assertTrue(build.get("version").asString().matches("2\\.\\d+\\.\\d+"), build.toString());
    }

    @Test
    @DisplayName("asks for rules and exemplars and takes no for an answer")
    void whatThereIsNot() throws Exception {
        for (var path : new String[] {"rules", "query_exemplars", "status/flags"}) {
            assertEquals("not_found", api.get(path).errorType());
        }
    }

    @Test
    @DisplayName("completes metrics, labels and their values")
    void completion() throws Exception {
        String[] range = {"start", START, "end", END, "limit", "40000"};
        String[] any = {"match[]", ANY, "start", START, "end", END, "limit", "40000"};
        String[] warm = {"match[]", "temperature{origin!=\"\"}", "start", START, "end", END};

        assertEquals(
                "[\"__name__\",\"namespace\",\"origin\",\"sender\",\"unit\"]",
                api.get("labels", range).data().toString());
        assertEquals(api.get("labels", any).data(), api.post("labels", any).data());
        assertEquals("[\"temperature\"]", api.get("label/__name__/values", any).data().toString());
        assertEquals(
                "[\"cadiz\",\"seville\"]", api.get("label/origin/values", warm).data().toString());
        var series = api.post("series", warm).data();
        assertEquals(2, series.size());
        assertEquals(
                "{\"__name__\":\"temperature\",\"namespace\":\"default\",\"origin\":\"cadiz\","
                        + "\"sender\":\"demo\",\"unit\":\"Cel\"}",
                series.get(0).toString());
    }

    @Test
    @DisplayName("shows what a metric is")
    void metadata() throws Exception {
        var metadata = api.get("metadata", "limit", "5000").data();
        var one = api.get("metadata", "metric", "temperature").data();

        assertEquals(
                "{\"temperature\":[{\"type\":\"unknown\",\"help\":\"\",\"unit\":\"Cel\"}]}",
                metadata.toString());
        assertEquals(metadata, one);
        assertEquals(0, api.get("metadata", "metric", "nothing").data().size());
    }

    @Test
    @DisplayName("finds what the server says of itself by naming a namespace, not otherwise")
    void ownFigures() throws Exception {
        store.add(
                new Event(
                        Event.OWN_NAMESPACE,
                        "collector",
                        "java",
                        "heap_bytes",
                        new Value.Numeric(1e8),
                        null,
                        Events.TEN,
                        Events.TEN,
                        TimeSource.SERVER));

        for (var named :
                List.of("heap_bytes{namespace=\"acequia\"}", "{namespace=~\".+\",unit=\"\"}")) {
            assertEquals(1, api.get("query", "query", named).data().get("result").size());
            assertEquals(1, api.get("series", "match[]", named).data().size());
        }
        assertEquals(0, api.get("query", "query", "heap_bytes").data().get("result").size());
        assertEquals(2, api.get("query", "query", ANY).data().get("result").size());
        assertEquals(2, api.get("series", "match[]", ANY).data().size());
        assertEquals("[\"default\"]", api.get("label/namespace/values").data().toString());
        assertEquals(1, api.get("metadata").data().size());
    }

    @Test
    @DisplayName("draws a panel")
    void panel() throws Exception {
        var data =
                api.post(
                                "query_range",
                                "query",
                                "avg by (origin) (avg_over_time(temperature[2m]))",
                                "start",
                                START + ".000",
                                "end",
                                END + ".000",
                                "step",
                                "15")
                        .data();

        assertEquals("matrix", data.get("resultType").asString());
        assertEquals(2, data.get("result").size());
        var cadiz = data.get("result").get(0);
        assertEquals("{\"origin\":\"cadiz\"}", cadiz.get("metric").toString());
        assertEquals("[" + (TEN - 540) + ",\"25\"]", cadiz.get("values").get(0).toString());
    }

    @Test
    @DisplayName("shows a table and a single value")
    void instant() throws Exception {
        var data =
                api.post("query", "query", "max(temperature) by (unit)", "time", END + ".123")
                        .data();

        assertEquals("vector", data.get("resultType").asString());
        var newest = data.get("result").get(0);
        assertEquals("{\"unit\":\"Cel\"}", newest.get("metric").toString());
        assertEquals(Double.parseDouble(END + ".123"), newest.get("value").get(0).asDouble());
        assertEquals("30", newest.get("value").get(1).asString());
    }

    @Test
    @DisplayName("without a time, asks about now")
    void now() throws Exception {
        var value = api.get("query", "query", "time()").data().get("result").get(1);

        assertEquals(TEN + 30, Long.parseLong(value.asString()));
    }

    @Test
    @DisplayName("is told when there is more than it wants")
    void limits() throws Exception {
        var answer = api.get("label/origin/values", "limit", "1");
        var series = api.get("series", "match[]", ANY, "limit", "1");
        var query = api.get("query", "query", "temperature", "limit", "1");

        assertEquals("[\"cadiz\"]", answer.data().toString());
        assertEquals(
                "[\"results truncated due to limit\"]", answer.json().get("warnings").toString());
        assertEquals(1, series.data().size());
        assertEquals(1, query.data().get("result").size());
    }

    @Test
    @DisplayName("sees a sensor that reports every hour when the look-back is longer")
    void lookback() throws Exception {
        String[] usual = {"query", "count(temperature)", "time", String.valueOf(TEN + 1_800)};
        String[] longer = {"query", "count(temperature)", "time", usual[3], "lookback_delta", "1h"};

        assertEquals(0, api.get("query", usual).data().get("result").size());
        assertEquals(1, api.get("query", longer).data().get("result").size());
    }
}
