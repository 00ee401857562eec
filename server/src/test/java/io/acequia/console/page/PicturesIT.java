package io.acequia.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Takes the pictures of `docs/img` anew with `-Dupdate-docs`; look at them before they are kept.
@Tag("chromium-headless-shell")
@DisplayName("The pictures of the documentation")
@TestMethodOrder(OrderAnnotation.class)
class PicturesIT {
    private static final Path DOCUMENTS = Path.of("..", "docs");
    private static final long MOST_BYTES = 150_000;
    private static final int SECONDS = 25;
    private static final int WIDTH = 1280;

    @TempDir static Path directory;
    private static RunningPage page;

    @BeforeAll
    static void start() throws Exception {
        page = RunningPage.start(directory, "--set", "store.own-figures=1s");
        page.client("incremental", "-o", "probe1", "-n", "10", "-f", "1.1", "temperature", "15");
        try (var station = page.station()) {
            var now = Instant.now();
            station.sendWeather(now.minus(Duration.ofDays(4)), now, Duration.ofMinutes(15));
            station.sendBroken("{\"payload\":{\"type\":\"temperature\",\"value\":21,5}}");
            station.sendBroken("{\"sender\":\"thermo-7\",\"origin\":\"cellar\"}");
        }
        page.awaitStored("*", 10 + 4 * 2 * 4 * 96);
    }

    @AfterAll
    static void stop() {
        page.close();
    }

    private static void take(String name, int height, String address, String... opened)
            throws Exception {
        page.browser.size(WIDTH, height);
        page.open(address);
        for (var selector : opened) {
            page.browser.click(selector);
        }
        assertEquals(0, page.count(".problem"), name);
        page.picture(name);
    }

    @Test
    @Order(1)
    @DisplayName("show the screens as they are, without anything that went wrong")
    void screens() throws Exception {
        var weather = "sender:weather-city AND payload.type:temperature&from=now-4d";
        take("explore", 700, "/explore?lang=en&theme=light&query=" + weather);
        take("explore-es", 700, "/explore?lang=es&theme=light&query=" + weather);
        take("weather", 650, "/dashboards?lang=en&theme=dark&from=now-4d&var-origin=seville");
        take("devices", 650, "/devices?theme=light&from=now-4d", "aq-failing .expand");
        page.browser.size(390, 844);
        page.open("/dashboards?theme=light&from=now-4d");
        page.picture("phone");
        page.browser.size(WIDTH, 700);
        page.openLive("/live?theme=light");
        page.browser.until("document.querySelector('.tile [role=status].good')");
        try (var station = page.station()) {
            for (int i = 0; i < (RunningPage.UPDATES_DOCUMENTS ? SECONDS : 1); i++) {
                for (int event = 0; event < 12 + i % 7; event++) {
                    station.send(
                            """
                            {"sender":"weather-city","origin":"seville","payload":{"type":"wind",\
                            "value":%d,"unit":"m/s"}}
                            """
                                    .formatted(event));
                }
                page.browser.until("new Date().getMilliseconds() > 800");
                page.browser.until("new Date().getMilliseconds() < 200");
            }
        }
        page.browser.until("document.querySelector('tbody').innerText.includes('wind')");
        page.picture("live");
    }

    @Test
    @Order(2)
    @DisplayName("are all there, small, and none is left over")
    void files() throws Exception {
        var named = new TreeSet<String>();
        for (var document : List.of("../README.md", "../README.es.md", "console.md")) {
            Pattern.compile("img/([a-z-]+\\.png)")
                    .matcher(Files.readString(DOCUMENTS.resolve(document)))
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .forEach(named::add);
        }
        var there = new TreeSet<String>();
        try (var files = Files.list(DOCUMENTS.resolve("img"))) {
            for (var file : files.toList()) {
                there.add(file.getFileName().toString());
                assertTrue(Files.size(file) < MOST_BYTES, file + ": " + Files.size(file));
            }
        }

        assertEquals(named, there);
    }
}
