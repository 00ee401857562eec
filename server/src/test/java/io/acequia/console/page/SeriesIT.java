package io.acequia.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@Tag("chromium-headless-shell")
@DisplayName("Series")
@ExtendWith(SharedPage.class)
class SeriesIT {
    private static final List<String> CITIES = List.of("london", "new-york", "seville", "sydney");
    private static final String CHART = "document.querySelector('aq-chart')";

    private static final String TEMPERATURES =
            "%5B%7B%22query%22:%22payload.type:temperature%22,%22split%22:%22origin%22%7D%5D";

    private static RunningPage page;

    @BeforeAll
    static void start(RunningPage shared) {
        page = shared;
    }

    @Test
    @DisplayName("four cities are compared over four days, and every point is the server's")
    void fourCities() throws Exception {
        page.open("/series?series=" + TEMPERATURES + "&" + SharedPage.RANGE);

        assertEquals(CITIES, labels());
        for (int i = 0; i < CITIES.size(); i++) {
            var points = points(i);
            assertEquals(4 * 48, points.size());
            assertEquals(averages(CITIES.get(i), "1800s"), points, CITIES.get(i));
        }
        page.browser.click(".as-table summary");
        page.browser.until("document.querySelector('.as-table td')");
        var shown = page.text(".as-table tbody tr:nth-child(2)");
        var second = List.copyOf(averages("sydney", "1800s").values()).get(1);
        assertTrue(shown.endsWith(RunningPage.number(second) + " °C"), shown);
    }

    @Test
    @DisplayName("an interval and percentiles can be chosen, and several searches with labels")
    void choices() throws Exception {
        page.open("/series?interval=21600000&" + SharedPage.RANGE);
        page.browser.click("button[aria-label=\"Remove series 1\"]");
        page.untilLoaded();
        page.choose("[name=aggregation]", "p95");
        page.choose("[name=split]", "");
        page.choose("[name=query]", "origin:seville AND payload.type:temperature");
        page.choose("[name=label]", "Triana");
        page.browser.until(CHART + ".series[0].label === 'Triana'");
        page.browser.untilQuiet();

        var expected = new TreeMap<Instant, Double>();
        var query = "query=origin:seville AND payload.type:temperature&percentiles=95";
        for (var row :
                page.ask("aggregate?interval=6h&" + query + "&" + SharedPage.RANGE)
                        .get("aggregates")) {
            expected.put(
                    Instant.parse(row.get("start").asString()),
                    row.at("/percentiles/95").asDouble());
        }
        assertTrue(expected.size() >= 16, expected.toString());
        assertEquals(expected, points(0));
        var address = page.browser.evaluate("location.pathname + location.search").asString();
        page.open(address);
        assertEquals(List.of("Triana"), labels());
        assertEquals(expected, points(0));
    }

    @Test
    @DisplayName("a drag over the chart narrows the time")
    void zoom() throws Exception {
        page.open("/series?" + SharedPage.RANGE);

        page.browser.drag(".u-over", 0.25, 0.5);
        page.browser.until(
                "new URLSearchParams(location.search).get('to') !== '" + SharedPage.TO + "'");
        page.browser.untilQuiet();

        var from =
                Instant.parse(
                        page.browser
                                .evaluate("new URLSearchParams(location.search).get('from')")
                                .asString());
        var near = SharedPage.FROM.plusSeconds(24 * 3600);
        assertTrue(
                Math.abs(from.getEpochSecond() - near.getEpochSecond()) < 1800,
                from + " is not " + near);
        assertEquals(0, from.getEpochSecond() % 60);
        assertTrue(points(0).size() > 60, "points: " + points(0).size());
    }

    @Test
    @DisplayName("a name is text in the legend, never markup")
    void scriptIsText() throws Exception {
        page.open("/series?from=now-11d&to=now-9d");

        assertEquals(List.of(SharedPage.SCRIPT), labels());
        assertEquals(SharedPage.SCRIPT, page.text(".legend li").strip());
        assertEquals(0, page.count("main script"));
        assertEquals("Series · Acequia", page.browser.evaluate("document.title").asString());
    }

    private static List<String> labels() throws Exception {
        var labels = page.browser.evaluate(CHART + ".series.map(it => it.label)");
        return labels.valueStream().map(JsonNode::asString).toList();
    }

    private static Map<Instant, Double> points(int series) throws Exception {
        var data = page.browser.evaluate(CHART + ".data");
        var points = new TreeMap<Instant, Double>();
        for (int i = 0; i < data.get(0).size(); i++) {
            var value = data.get(series + 1).get(i);
            if (!value.isNull()) {
                points.put(
                        Instant.ofEpochMilli(Math.round(data.get(0).get(i).asDouble() * 1000)),
                        value.asDouble());
            }
        }
        return points;
    }

    private static Map<Instant, Double> averages(String city, String interval) throws Exception {
        var query = "query=payload.type:temperature AND origin:\"" + city + "\"";
        var answer =
                page.ask("aggregate?interval=" + interval + "&" + query + "&" + SharedPage.RANGE);
        var points = new TreeMap<Instant, Double>();
        for (var row : answer.get("aggregates")) {
            points.put(Instant.parse(row.get("start").asString()), row.get("avg").asDouble());
        }
        return points;
    }
}
