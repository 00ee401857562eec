package io.acequia.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.message.Code;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("chromium-headless-shell")
@DisplayName("Devices")
@ExtendWith(SharedPage.class)
class DevicesIT {
    private static RunningPage page;

    @BeforeAll
    static void start(RunningPage shared) {
        page = shared;
    }

    @Test
    @DisplayName("each origin stands there with its last values, how often it reports, and a trend")
    void rows() throws Exception {
        page.open("/devices?query=sender:weather-city&" + SharedPage.RANGE);

        assertEquals("4 devices", page.text(".card-head h2"));
        for (int row = 1; row <= 4; row++) {
            var line = "section:first-of-type tbody tr:nth-child(" + row + ")";
            var origin = page.text(line + " th");
            for (var event : page.ask("latest?query=origin:" + origin).get("events")) {
                var value = RunningPage.number(event.at("/payload/value").asDouble());
                assertTrue(
                        page.text(line).contains(value + " "), page.text(line) + " lacks " + value);
            }
            assertTrue(page.text(line).contains("8 / h"), page.text(line));
            assertEquals(1, page.count(line + " .spark path"));
        }
    }

    @Test
    @DisplayName("a device leads to the series of all that it measures")
    void series() throws Exception {
        page.open("/devices?query=origin:sydney&" + SharedPage.RANGE);

        page.browser.click(".trend");
        page.browser.until("document.querySelector('aq-series aq-chart')");
        page.untilLoaded();

        assertEquals(
                "[\"humidity\",\"temperature\"]",
                page.browser
                        .evaluate("document.querySelector('aq-chart').series.map(it => it.label)")
                        .toString());
    }

    @Test
    @DisplayName("a device that fails is there with the cause and the first bytes of what it sent")
    void failing() throws Exception {
        try (var station = page.station()) {
            assertEquals(
                    Code.BAD_REQUEST, station.sendBroken("{\"payload\":{\"type\":<b>21</b>}}"));
            station.send(
                    """
                    {"sender":"fast-clock","origin":"c","payload":{"type":"x","bool":true},\
                    "timestamp":4102444800000}
                    """);
        }
        page.open("/devices");
        page.browser.click("aq-failing .expand");
        page.browser.until("document.querySelector('aq-failing .requests')");

        var shown = page.text("aq-failing");
        var known = page.ask("failing").get("failing").get(0);
        assertTrue(shown.contains("127.0.0.1"), shown);
        assertTrue(shown.contains("fast-clock"), shown);
        assertTrue(shown.contains("4.00"), shown);
        assertTrue(shown.contains(known.at("/requests/0/reason").asString()), shown);
        assertEquals("{\"payload\":{\"type\":<b>21</b>}}", page.text("aq-failing .requests pre"));
        assertEquals(known.get("rejected").asString(), page.text("aq-failing td.number"));
        assertEquals(0, page.count("main b"));
    }

    @Test
    @DisplayName("a name is text, never markup, and leads to its events")
    void scriptIsText() throws Exception {
        page.open("/devices?query=sender:evil");

        assertEquals(SharedPage.SCRIPT, page.text("tbody th"));
        assertEquals(0, page.count("main script"));
        page.browser.click("tbody th a");
        page.browser.until("document.querySelector('aq-explore .hits strong').innerText === '1'");
        assertEquals("Explore · Acequia", page.browser.evaluate("document.title").asString());
    }
}
