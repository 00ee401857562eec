package io.acequia.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("chromium-headless-shell")
@DisplayName("Explore")
@ExtendWith(SharedPage.class)
class ExploreIT {
    private static final String HITS = "document.querySelector('.hits').innerText";

    private static RunningPage page;

    @BeforeAll
    static void start(RunningPage shared) {
        page = shared;
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

        assertEquals(10, page.count(".documents tbody tr"));
        assertTrue(page.text(".documents").contains("16.5"), page.text(".documents"));
        assertEquals(1, page.count(".plot canvas"));
        var counted =
                page.browser.evaluate(
                        "document.querySelector('aq-chart').data[1].reduce((a, b) => a + b)");
        assertEquals(10, counted.asInt());
        assertTrue(page.location().contains("query=origin:probe1"), page.location());
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
        assertTrue(page.location().matches(".*from=\\d{4}-.*&to=\\d{4}-.*"), page.location());
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
    @DisplayName("and a click on the minus beside it for all but that")
    void withoutValue() throws Exception {
        page.open("/explore?query=payload.type:temperature&from=now-4d&to=now-2h");

        page.browser.click(".fields button[aria-label*=seville].without");
        page.browser.until("location.search.includes('NOT')");
        page.untilLoaded();

        assertTrue(
                page.location().contains("temperature+AND+NOT+origin:\"seville\""),
                page.location());
        var question = "payload.type:temperature AND NOT origin:seville&from=now-4d&to=now-2h";
        var total = page.ask("histogram?query=" + question).get("total").asInt();
        assertTrue(page.text(".fields").contains("london"), page.text(".fields"));
        assertTrue(!page.text(".fields").contains("seville"), page.text(".fields"));
        assertTrue(total > 1000, "total: " + total);
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
        assertTrue(page.location().contains("query=origin:london"), page.location());
    }

    @Test
    @DisplayName("what a device calls itself is text, never markup")
    void scriptIsText() throws Exception {
        page.open("/explore?query=sender:evil");
        page.browser.click(".expand");
        page.browser.until("document.querySelector('dl')");

        assertTrue(page.text(".documents .origin").contains(SharedPage.SCRIPT));
        assertTrue(page.text(".documents dl").contains("<b>x</b>"));
        assertEquals(0, page.count("main script, main b"));
        assertEquals("Explore · Acequia", page.browser.evaluate("document.title").asString());
    }

    @Test
    @DisplayName("a broken search says what is wrong and in which column")
    void brokenQuery() throws Exception {
        page.open("/explore?query=orgin:probe1");

        assertTrue(page.text(".problem").contains("unknown field"), page.text(".problem"));
        assertTrue(page.text(".problem").contains("(column 1)"), page.text(".problem"));
        assertEquals(0, page.count(".documents"));
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

        assertFalse(page.location().contains("after="), page.location());
    }

    @Test
    @DisplayName("speaks Spanish, in words and in numbers, and remembers it")
    void spanish() throws Exception {
        page.open("/explore?from=now-4d&lang=es");

        assertEquals("es", page.browser.evaluate("document.documentElement.lang").asString());
        assertTrue(page.text("nav").contains("Dispositivos"), page.text("nav"));
        assertTrue(page.text(".hits").endsWith(" eventos"), page.text(".hits"));
        page.open("/explore?from=now-4d");
        assertTrue(page.text("nav").contains("Explorar"), page.text("nav"));
        page.open("/explore?lang=en");
    }

    @Test
    @DisplayName("every figure is the server's own: hits, bars, fields and rows")
    void figures() throws Exception {
        var question = "query=payload.type:humidity&" + SharedPage.RANGE;
        page.open("/explore?" + question);
        page.browser.click(".as-table summary");
        page.browser.until("document.querySelector('.as-table td')");

        var histogram = page.ask("histogram?interval=1h&" + question);
        assertEquals(1536, histogram.get("total").asInt());
        assertEquals("1,536 events", page.text(".hits"));
        var counts = new ArrayList<Integer>();
        histogram.get("buckets").forEach(bucket -> counts.add(bucket.get("count").asInt()));
        assertEquals(
                counts,
                numbers("[...document.querySelectorAll('.as-table td')].map(it => it.innerText)"));
        var fields = new ArrayList<String>();
        for (var field : List.of("sender", "origin", "payload.type")) {
            for (var top : page.ask("top?limit=8&field=" + field + "&" + question).get("values")) {
                fields.add(
                        top.get("value").asString()
                                + " "
                                + RunningPage.number(top.get("count").asInt()));
            }
        }
        assertEquals(
                fields,
                texts(
                        "[...document.querySelectorAll('.fields li')].map(it =>"
                                + " it.querySelector('.value').innerText + ' '"
                                + " + it.querySelector('.count').innerText)"));
        var rows = new ArrayList<String>();
        for (var event : page.ask("events?limit=50&" + question).get("events")) {
            rows.add(
                    event.get("origin").asString()
                            + " "
                            + event.at("/payload/value").asInt()
                            + " %");
        }
        assertEquals(
                rows,
                texts(
                        "[...document.querySelectorAll('.documents tbody tr')].map(it =>"
                                + " it.querySelector('.origin').innerText + ' '"
                                + " + it.querySelector('.value').innerText)"));
    }

    @Test
    @DisplayName("the keyboard alone leads from the address to the details of an event")
    void keyboard() throws Exception {
        page.open("/explore");

        page.browser.press("Tab");
        assertEquals("Skip to the content", focused());
        page.browser.press("Enter");
        page.browser.press("Tab");
        page.browser.type("origin:probe1");
        page.browser.press("Enter");
        page.browser.until(HITS + " === '10 events'");
        page.browser.untilQuiet();
        for (int i = 0; i < 60 && !focused().startsWith("Details of probe1"); i++) {
            page.browser.press("Tab");
        }
        page.browser.press("Enter");

        page.browser.until("document.querySelector('.documents dl')");
        assertTrue(page.text(".documents dl").contains("time_source"), page.text(".documents dl"));
    }

    private static String focused() throws Exception {
        return page.browser
                .evaluate("document.activeElement.ariaLabel ?? document.activeElement.innerText")
                .asString("");
    }

    @Test
    @DisplayName("what is found can be taken away as a file, all of it")
    void export() throws Exception {
        page.open("/explore?query=payload.type:humidity&" + SharedPage.RANGE);

        var lines =
                page.browser.evaluate(
                        "fetch(document.querySelector('.exports a').href).then(it => it.text())"
                                + ".then(it => it.trim().split('\\n').length)");

        assertEquals(1537, lines.asInt());
    }

    private static List<Integer> numbers(String expression) throws Exception {
        return texts(expression).stream().map(Integer::valueOf).toList();
    }

    private static List<String> texts(String expression) throws Exception {
        var found = new ArrayList<String>();
        page.browser.evaluate(expression).forEach(it -> found.add(it.asString()));
        return found;
    }
}
