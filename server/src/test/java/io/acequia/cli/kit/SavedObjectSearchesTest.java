package io.acequia.cli.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acequia.event.Event;
import io.acequia.store.Appender;
import io.acequia.store.opensearch.OpenSearchSettings;
import io.acequia.store.opensearch.OpenSearchSettings.Period;
import io.acequia.store.opensearch.OpenSearchStore;
import io.acequia.store.opensearch.SearchEngine;
import io.acequia.store.opensearch.SharedSearchEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/// Asks OpenSearch what the boards would ask it about events that our own store wrote there.
@DisplayName("The saved objects, asked for by OpenSearch Dashboards,")
@ExtendWith(SharedSearchEngine.class)
class SavedObjectSearchesTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PREFIX = "kits";

    /// Months, and an index of its own for what the server says of itself.
    private static OpenSearchSettings settings(SearchEngine engine) {
        return new OpenSearchSettings(
                engine.uris(),
                null,
                null,
                null,
                null,
                PREFIX,
                Period.MONTH,
                Set.of(Event.OWN_NAMESPACE),
                1,
                0,
                "1",
                false,
                Duration.ofMillis(200),
                null,
                64 << 20,
                Duration.ofSeconds(10));
    }

    @Test
    @DisplayName("find in OpenSearch what our store wrote, with the numbers that were stored")
    void answers(SearchEngine engine) throws Exception {
        try (var store = OpenSearchStore.open(settings(engine));
                var appender = new Appender(store)) {
            appender.append(BoardEvents.all());
        }
        var indices = "/" + Kit.indices(PREFIX);
        engine.send("POST", indices + "/_refresh", "");

        var lines = new ArrayList<String>();
        for (var object : SavedObjectLines.read(Kit.KIBANA.text(Kit.SAVED_OBJECTS, PREFIX))) {
            if (object.path("type").asString().matches("search|visualization")) {
                var search = DashboardsSearch.of(object).toString();
                var answer = engine.send("POST", indices + "/_search", search);
                assertEquals(200, answer.statusCode(), search + " → " + answer.body());
                lines.add(
                        object.path("attributes").path("title").asString()
                                + ": "
                                + DashboardsSearch.found(JSON.readTree(answer.body())));
            }
        }

        // Groups with the number of events, then what was reckoned, of times the newest.
        assertEquals(
                """
                Events: 42 31
                Weather: city: coap[36] london[18] seville[18] 2.01[12] 4.00[12] 5.03[12] java[12] store[12] probe1[6]
                Weather: temperature: london[1, 18.0] seville[1, 31.0]
                Weather: temperature now: london[6, 18.0] seville[6, 31.0]
                Weather: humidity: london[1, 80.0] seville[1, 40.0]
                Weather: pressure: london[1, 1002.0] seville[1, 1015.0]
                Weather: temperatures by city: london[6, 18.0, 20.5, 23.0, 18.0] seville[6, 26.0, 28.5, 31.0, 31.0]
                Collector: requests per second by code: 2.01[1, 100.0] 4.00[1, 5.0] 5.03[1, 2.0]
                Collector: events per second: [1, 300.0]
                Collector: codes of the answers: 2.01[12, 1200.0] 4.00[12, 60.0] 5.03[12, 24.0]
                Collector: duration of requests: duration_p50_ms[1, 0.5] duration_p95_ms[1, 2.0] duration_p99_ms[1, 9.0]
                Collector: percentiles of the duration: duration_p50_ms[12, 0.5] duration_p95_ms[12, 2.0] duration_p99_ms[12, 9.0]
                Collector: refusals per second: 4.00[1, 5.0] 5.03[1, 2.0]
                Collector: memory: [1, 6.0E7]
                Collector: busiest senders: weather-city[36, 2] demo[6, 1]\
                """,
                String.join("\n", lines));
    }
}
