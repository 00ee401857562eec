package io.acequia.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@Tag("chromium-headless-shell")
@DisplayName("Dashboards")
@ExtendWith(SharedPage.class)
class DashboardsIT {
    private static RunningPage page;

    @BeforeAll
    static void start(RunningPage shared) {
        page = shared;
    }

    @Test
    @DisplayName("the weather board goes from city to city, and shows the server's figures of each")
    void cities() throws Exception {
        page.open("/dashboards?" + SharedPage.RANGE);
        assertEquals(4, page.count(".gauge"));

        for (var city : List.of("seville", "london")) {
            page.choose("[data-variable=origin]", city);

            assertTrue(page.location().contains("var-origin=" + city), page.location());
            assertEquals(1, page.count(".gauge"));
            assertEquals(city, page.text(".gauge .label"));
            var temperature = of(city, "temperature");
            var shown = temperature.get("last").asDouble();
            assertEquals(shown, Double.parseDouble(meter()));
            assertEquals(RunningPage.number(rounded(temperature)) + " °C", figure(3));
            assertEquals(RunningPage.number(rounded(of(city, "humidity"))) + " %", figure(4));
            assertEquals(
                    List.of(city),
                    texts(
                            "[...document.querySelectorAll('.kind-table tbody th')].map(it => it.innerText)"));
        }
    }

    private static String meter() throws Exception {
        return page.browser
                .evaluate("document.querySelector('[role=meter]').getAttribute('aria-valuenow')")
                .asString();
    }

    private static String figure(int panel) throws Exception {
        return page.text("aq-panel:nth-of-type(" + panel + ") .figure");
    }

    private static JsonNode of(String city, String type) throws Exception {
        var query = "query=payload.type:" + type + " AND origin:" + city;
        return page.ask("aggregate?" + query + "&" + SharedPage.RANGE).get("aggregates").get(0);
    }

    private static double rounded(JsonNode row) {
        return Math.round(row.get("avg").asDouble() * 100) / 100.0;
    }

    @Test
    @DisplayName("a board is changed, saved, shared by its address, and deleted")
    void saved() throws Exception {
        page.open("/dashboards?" + SharedPage.RANGE);
        page.browser.click(".board-bar .actions button");
        page.choose(".editor > label input", "Río & <b>more</b>");
        page.browser.click("[aria-label=\"Remove panel 1\"]");
        page.browser.until("document.querySelectorAll('aq-panel').length === 4");
        page.browser.click(".board-bar .actions .primary");
        page.browser.until("location.search.includes('board=rio-b-more-b')");
        page.untilLoaded();

        var saved = page.ask("dashboards/rio-b-more-b");
        assertEquals("Río & <b>more</b>", saved.get("title").asString());
        assertEquals(4, saved.get("panels").size());
        page.open("/dashboards?board=rio-b-more-b&" + SharedPage.RANGE);
        assertEquals("Río & <b>more</b>", page.text(".board-bar nav [aria-current]"));
        assertEquals(4, page.count("aq-panel"));
        assertEquals(0, page.count("main b"));
        page.browser.evaluate("window.confirm = () => true");
        page.browser.click(".board-bar .actions .quiet");
        page.browser.until("!location.search.includes('board=')");
        page.untilLoaded();
        assertEquals(0, page.ask("dashboards").get("dashboards").size());
    }

    @Test
    @DisplayName("a name is text in gauges, tables and choices, never markup")
    void scriptIsText() throws Exception {
        page.open("/dashboards?from=now-11d&to=now-9d");

        assertEquals(SharedPage.SCRIPT, page.text(".gauge .label"));
        assertEquals(SharedPage.SCRIPT, page.text(".kind-table tbody th"));
        assertTrue(page.text("[data-variable=origin]").contains(SharedPage.SCRIPT));
        assertEquals(0, page.count("main script"));
        assertFalse(page.browser.evaluate("document.title").asString().equals("1"));
    }

    @Test
    @DisplayName("a drag over a panel narrows the time of all")
    void zoom() throws Exception {
        page.open("/dashboards?var-origin=seville&" + SharedPage.RANGE);
        var before = figure(3);

        page.browser.drag(".u-over", 0.5, 0.6);
        page.browser.until(
                "!location.search.includes('"
                        + SharedPage.TO.toString().replace(":", "%3A")
                        + "')"
                        + " && !location.search.includes('"
                        + SharedPage.TO
                        + "')");
        page.browser.until(
                "document.querySelector('aq-panel:nth-of-type(3) .figure').innerText !== '"
                        + before
                        + "'");
    }

    private static List<String> texts(String expression) throws Exception {
        return page.browser.evaluate(expression).valueStream().map(JsonNode::asString).toList();
    }
}
