package io.acequia.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.console.page.RunningPage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("chromium-headless-shell")
@DisplayName("Explore")
class PageIT {
    private static final String SCRIPT = "<script>document.title=1</script>";
    private static final String HITS = "document.querySelector('.hits').innerText";

    @TempDir static Path directory;
    private static RunningPage page;

    @BeforeAll
    static void start() throws Exception {
        page = RunningPage.start(directory);
        page.client("incremental", "-o", "probe1", "-n", "10", "-f", "1.1", "temperature", "15");
        try (var station = page.station()) {
            var now = Instant.now();
            station.sendWeather(now.minus(Duration.ofDays(4)), now, Duration.ofMinutes(15));
            station.send(
                    """
                    {"sender":"evil","origin":"%s","payload":{"type":"door","string":"<b>x</b>"}}
                    """
                            .formatted(SCRIPT));
        }
        page.open("/explore");
        page.browser.until(HITS + " !== '0 events' && " + HITS);
    }

    @AfterAll
    static void stop() {
        page.close();
    }

    @Test
    @DisplayName("the ten events of a probe are found by its name, in the chart and in the table")
    void tenEvents() throws Exception {
        page.open("/explore");
        page.browser.click("input[name=query]");
        page.browser.type("origin:probe1");
        page.browser.press("Enter");
        page.browser.until(HITS + " === '10 events'");
        page.browser.untilQuiet();

        assertEquals(10, count(".documents tbody tr"));
        assertTrue(page.text(".documents").contains("16.5"), page.text(".documents"));
        assertEquals(1, count(".plot canvas"));
        var counted =
                page.browser.evaluate(
                        "document.querySelector('aq-chart').data[1].reduce((a, b) => a + b)");
        assertEquals(10, counted.asInt());
        assertTrue(location().contains("query=origin:probe1"), location());
    }

    @Test
    @DisplayName("a drag over the chart narrows the time, and the browser's way back widens it")
    void zoom() throws Exception {
        page.open("/explore?query=sender:weather-city&from=now-4d");
        var before = page.browser.evaluate(HITS).asString();

        page.browser.drag(".u-over", 0.25, 0.5);
        page.browser.until(HITS + " !== '" + before + "'");
        page.browser.untilQuiet();

        var narrow = Integer.parseInt(page.browser.evaluate(HITS).asString().replaceAll("\\D", ""));
        assertTrue(narrow > 600 && narrow < 900, "a quarter of 3072 are not " + narrow);
        assertTrue(location().matches(".*from=\\d{4}-.*&to=\\d{4}-.*"), location());
        page.browser.evaluate("history.back()");
        page.browser.until(HITS + " === '" + before + "'");
    }

    @Test
    @DisplayName("a click on a frequent value searches for it as well")
    void fieldValue() throws Exception {
        page.open("/explore?query=payload.type:temperature&from=now-4d");

        page.browser.click(".fields button[title*=seville]");
        page.browser.until(HITS + " === '384 events'");

        assertEquals(
                "payload.type:temperature AND origin:\"seville\"",
                page.browser.evaluate("document.querySelector('[name=query]').value").asString());
    }

    @Test
    @DisplayName("the search completes fields and values")
    void completion() throws Exception {
        page.open("/explore?from=now-4d");
        page.browser.click("input[name=query]");

        page.browser.type("orig");
        page.browser.until("document.querySelector('[role=option]').innerText === 'origin'");
        page.browser.press("ArrowDown");
        page.browser.press("Enter");
        page.browser.type("lon");
        page.browser.until(
                "document.querySelector('[role=option]').innerText.startsWith('london')");
        page.browser.press("ArrowDown");
        page.browser.press("Enter");
        page.browser.press("Enter");

        page.browser.until(HITS + " === '768 events'");
        assertTrue(location().contains("query=origin:london"), location());
    }

    @Test
    @DisplayName("what a device calls itself is text, never markup")
    void scriptIsText() throws Exception {
        page.open("/explore?query=sender:evil");
        page.browser.click(".expand");
        page.browser.until("document.querySelector('dl')");

        assertTrue(page.text(".documents .origin").contains(SCRIPT));
        assertTrue(page.text(".documents dl").contains("<b>x</b>"));
        assertEquals(0, count("main script, main b"));
        assertEquals("Explore · Acequia", page.browser.evaluate("document.title").asString());
    }

    @Test
    @DisplayName("a broken search says what is wrong and in which column")
    void brokenQuery() throws Exception {
        page.open("/explore?query=orgin:probe1");

        assertTrue(page.text(".problem").contains("unknown field"), page.text(".problem"));
        assertTrue(page.text(".problem").contains("(column 1)"), page.text(".problem"));
        assertEquals(0, count(".documents"));
    }

    @Test
    @DisplayName("where there is nothing, it says what to do")
    void empty() throws Exception {
        page.open("/explore?query=origin:nobody");
        page.browser.until("document.querySelector('.empty')");

        assertTrue(page.text(".empty").contains("Nothing matches"));
        page.open("/explore?query=origin:seville&from=2020-01-01&to=2020-01-02");
        page.browser.until("document.querySelector('.empty')");
        assertTrue(page.text(".empty").contains("No events in this time"));
        page.browser.click(".empty .primary");
        page.browser.until("document.querySelector('.documents')");
    }

    @Test
    @DisplayName("pages lead to older events and back")
    void pages() throws Exception {
        page.open("/explore?query=origin:seville&from=now-4d");
        var first = page.text(".documents");

        page.browser.click(".pages button:last-child");
        page.browser.until("document.querySelector('.documents').innerText !== `" + first + "`");
        page.browser.click(".pages button:first-child");
        page.browser.until("document.querySelector('.documents').innerText === `" + first + "`");

        assertFalse(location().contains("after="), location());
    }

    @Test
    @DisplayName("speaks Spanish, in words and in numbers, and remembers it")
    void spanish() throws Exception {
        page.open("/explore?from=now-4d&lang=es");

        assertEquals("es", page.browser.evaluate("document.documentElement.lang").asString());
        assertTrue(page.text("nav").contains("Dispositivos"), page.text("nav"));
        assertTrue(page.text(".hits").endsWith(" eventos"), page.text(".hits"));
        page.picture("explore-es");
        page.open("/explore?from=now-4d");
        assertTrue(page.text("nav").contains("Explorar"), page.text("nav"));
        page.open("/explore?lang=en");
    }

    @Test
    @DisplayName(
            "is dark on demand, without serious faults for those who see little, in both lights")
    void accessible() throws Exception {
        for (var theme : List.of("light", "dark")) {
            page.open("/explore?from=now-4d&query=payload.type:temperature&theme=" + theme);
            page.picture("explore-" + theme);
            page.browser.click(".expand");
            page.browser.click(".as-table summary");
            page.browser.until("document.querySelector('.as-table td')");

            assertEquals("", page.faults(), theme);
        }
        var colour = "getComputedStyle(document.body).backgroundColor";
        assertEquals("rgb(13, 19, 23)", page.browser.evaluate(colour).asString());
    }

    @Test
    @DisplayName("fits a phone: nothing is cut off at the side")
    void phone() throws Exception {
        page.browser.size(390, 844);
        try {
            page.open("/explore?from=now-4d&query=payload.type:temperature");
            page.picture("explore-phone");

            var width = page.browser.evaluate("document.documentElement.scrollWidth").asInt();
            assertTrue(width <= 390, "as wide as " + width);
            assertEquals("", page.faults());
        } finally {
            page.browser.size(1280, 800);
        }
    }

    @Test
    @DisplayName("the first page is light and soon there, and no script fails")
    void light() throws Exception {
        page.open("/explore?query=origin:probe1");

        var weight =
                page.browser.evaluate(
                        """
                        performance.getEntriesByType('resource')
                            .filter(it => !it.name.includes('/api/'))
                            .reduce((sum, it) => sum + it.encodedBodySize, 0)\
                        """);
        assertTrue(weight.asInt() > 20_000 && weight.asInt() < 150_000, weight + " bytes");
        assertEquals(List.of(), page.browser.complaints());
    }

    private static int count(String selector) throws Exception {
        return page.browser
                .evaluate("document.querySelectorAll('" + selector + "').length")
                .asInt();
    }

    private static String location() throws Exception {
        return page.browser.evaluate("decodeURIComponent(location)").asString();
    }
}
