package io.acequia.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The steps of somebody who has just installed the server, one after the other.
@Tag("chromium-headless-shell")
@DisplayName("Live, and the board of the collector")
@TestMethodOrder(OrderAnnotation.class)
class LiveIT {
    private static final int TIMES = 7;

    @TempDir static Path directory;
    private static RunningPage page;

    @BeforeAll
    static void start() throws Exception {
        page = RunningPage.start(directory, "--set", "store.own-figures=1s");
    }

    @AfterAll
    static void stop() {
        page.close();
    }

    @Test
    @Order(1)
    @DisplayName("who has no events yet is shown how to send one, from everywhere")
    void firstEventPanel() throws Exception {
        page.open("/live?lang=en");

        assertTrue(
                page.text(".first").contains("Waiting for the first event"), page.text(".first"));
        assertTrue(page.text(".first pre").contains("acequia send"), page.text(".first pre"));
        var names = List.of("acequia", "libcoap", "Python", "Zephyr", "ESP-IDF", "Arduino");
        for (int i = 0; i < names.size(); i++) {
            var button = ".first .switch button:nth-of-type(" + (i + 1) + ")";
            assertTrue(page.text(button).contains(names.get(i)), page.text(button));
            page.browser.click(button);
            page.browser.until("document.querySelector('" + button + "').ariaPressed === 'true'");
            assertTrue(page.text(".first pre").contains("127.0.0.1"), names.get(i));
        }
        assertEquals("", page.faults());
    }

    @Test
    @Order(2)
    @DisplayName("the first event is greeted")
    void firstEvent() throws Exception {
        page.openLive("/live");
        page.browser.until("document.querySelector('.tile [role=status].good')");

        page.client("send", "-s", "demo", "-o", "probe1", "temperature", "21.5");

        page.browser.until("document.querySelector('.first.arrived')");
        assertTrue(
                page.text(".first [role=status]").contains("probe1 sent temperature: 21.5"),
                page.text(".first"));
        page.open("/live");
        assertEquals(0, page.count(".first"));
    }

    @Test
    @Order(3)
    @DisplayName("an event is seen within a second of being sent, half of the times and more")
    void withinASecond() throws Exception {
        page.openLive("/live");
        page.browser.until("document.querySelector('.tile [role=status].good')");

        var millis = new ArrayList<Long>();
        try (var station = page.station()) {
            for (int i = 0; i < TIMES; i++) {
                long sent = System.nanoTime();
                station.send(
                        """
                        {"sender":"demo","origin":"<i>%d</i>","payload":{"type":"n","value":%d}}
                        """
                                .formatted(i, i));
                page.browser.until(
                        "document.querySelector('tbody .origin').innerText === '<i>" + i + "</i>'");
                millis.add((System.nanoTime() - sent) / 1_000_000);
            }
        }

        var sorted = millis.stream().sorted().toList();
        assertTrue(sorted.get(TIMES / 2) < 1000, "seen after " + sorted + " ms");
        assertEquals(0, page.count("main i"));
        assertEquals(String.valueOf(TIMES), page.text(".tile:nth-child(2) .figure"));
    }

    @Test
    @Order(4)
    @DisplayName("a pause holds the list, and only the list")
    void pause() throws Exception {
        page.openLive("/live?query=origin:held");
        page.browser.until("document.querySelector('.tile [role=status].good')");
        page.browser.click(".tile button");

        page.client("send", "-s", "demo", "-o", "held", "temperature", "1");

        page.browser.until(
                "document.querySelector('.tile:nth-child(2) .figure').innerText === '1'");
        assertEquals(0, page.count("tbody .origin"));
        page.browser.click(".tile button");
        page.client("send", "-s", "demo", "-o", "held", "temperature", "2");
        page.browser.until("document.querySelectorAll('tbody .origin').length === 2");
    }

    @Test
    @Order(5)
    @DisplayName("how long requests took and how they were answered is the server's own figure")
    void ownFigures() throws Exception {
        page.awaitStored("namespace:acequia%20AND%20payload.type:duration_p99_ms", 1);
        page.open("/live");

        var tiles = page.text(".tiles");
        for (var label : List.of("Half within", "95 % within", "99 % within")) {
            assertTrue(tiles.contains(label), tiles + " lacks " + label);
        }
        assertTrue(page.text(".codes").contains("2.01"), page.text(".codes"));
        assertTrue(tiles.contains("requests per second"), tiles);
    }

    @Test
    @Order(6)
    @DisplayName("the collector's board shows requests by code and how long they took")
    void collector() throws Exception {
        try (var station = page.station()) {
            station.sendBroken("nothing");
        }
        page.awaitStored("namespace:acequia%20AND%20origin:4.00", 1);
        page.open("/dashboards?board=collector&from=now-5m");

        var labels =
                "[...document.querySelectorAll('aq-panel:nth-of-type(%d) .legend li')].map(it => it.innerText.trim())";
        var codes = page.browser.evaluate(labels.formatted(5)).toString();
        assertTrue(codes.contains("2.01") && codes.contains("4.00"), codes);
        assertEquals(
                "[\"duration_p50_ms\",\"duration_p95_ms\",\"duration_p99_ms\"]",
                page.browser.evaluate(labels.formatted(6)).toString());
        for (int panel = 2; panel <= 4; panel++) {
            var figure = page.text("aq-panel:nth-of-type(" + panel + ") .figure");
            assertTrue(figure.matches("[\\d.,]+ ms"), figure);
        }
        assertEquals("", page.faults());
    }
}
