package io.acequia.console.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Two events an hour over the day on which the clock of Madrid is changed and the days beside it:
/// a day has 48 of them, that in autumn 50, that in spring 46.
@Tag("chromium-headless-shell")
@DisplayName("When the clock is changed")
@ExtendWith(SharedPage.class)
class DaylightIT {
    private static final ZoneId MADRID = ZoneId.of(RunningPage.ZONE);
    private static final Duration PACE = Duration.ofMinutes(30);
    private static final String CHART = "document.querySelector('aq-chart')";

    private static RunningPage page;
    private static ZonedDateTime autumn, spring;

    @BeforeAll
    static void start(RunningPage shared) throws Exception {
        page = shared;
        autumn = lastChange(false);
        spring = lastChange(true);
        var events = new ArrayList<String>();
        for (var day : List.of(autumn, spring)) {
            for (var at = day.minusDays(1).toInstant();
                    at.isBefore(day.plusDays(2).toInstant());
                    at = at.plus(PACE)) {
                events.add(
                        """
                        {"sender":"clock","origin":"daylight","payload":{"type":"tick","value":1},\
                        "timestamp":%d}\
                        """
                                .formatted(at.toEpochMilli()));
            }
        }
        try (var station = page.station()) {
            station.send("[" + String.join(",", events) + "]");
        }
        page.awaitStored("origin:daylight", 2 * 144);
    }

    /// The midnight before the last change that puts the clock forward, or back.
    private static ZonedDateTime lastChange(boolean isForward) {
        ZoneOffsetTransition change = null;
        var from = SharedPage.FROM.minus(Duration.ofDays(3));
        while (change == null || change.isGap() != isForward) {
            change = MADRID.getRules().previousTransition(from);
            from = change.getInstant();
        }
        return change.getInstant().atZone(MADRID).with(LocalTime.MIN);
    }

    @AfterEach
    void backInMadrid() throws Exception {
        page.browser.zone(RunningPage.ZONE);
    }

    private static String range(ZonedDateTime from, ZonedDateTime to) {
        return "from=" + from.toInstant() + "&to=" + to.toInstant();
    }

    /// What the bars show: where each begins, with how many events, without the empty ones.
    private static List<String> bars() throws Exception {
        var data = page.browser.evaluate(CHART + ".data");
        return IntStream.range(0, data.get(0).size())
                .filter(i -> data.get(1).get(i).asInt() > 0)
                .mapToObj(i -> instant(data.get(0).get(i)) + " " + data.get(1).get(i).asInt())
                .toList();
    }

    private static Instant instant(JsonNode seconds) {
        return Instant.ofEpochSecond(seconds.asLong());
    }

    private static List<String> days(ZonedDateTime day, int... counts) {
        return IntStream.range(0, counts.length)
                .mapToObj(i -> day.plusDays(i - 1).toInstant() + " " + counts[i])
                .toList();
    }

    @Test
    @DisplayName("the days of Explore begin at midnight, and have 25 or 23 hours")
    void days() throws Exception {
        page.open(
                "/explore?query=origin:daylight&"
                        + range(autumn.minusDays(40), autumn.plusDays(20)));
        assertEquals(days(autumn, 48, 50, 48), bars());
        assertEquals("146 events", page.text(".hits"));

        page.open(
                "/explore?query=origin:daylight&"
                        + range(spring.minusDays(40), spring.plusDays(20)));
        assertEquals(days(spring, 48, 46, 48), bars());
        assertEquals("142 events", page.text(".hits"));
    }

    @Test
    @DisplayName("the days of a series are those of the reader's clock, wherever that is")
    void series() throws Exception {
        var series =
                "series=%5B%7B%22query%22:%22origin:daylight%22,%22aggregation%22:%22sum%22%7D%5D";
        page.open(
                "/series?interval=86400000&"
                        + series
                        + "&"
                        + range(autumn.minusDays(3), autumn.plusDays(4)));
        assertEquals(days(autumn, 48, 50, 48), bars());

        // New York changes a week later, so that these days have 24 hours there, begun at its own
        // midnight, six hours after Madrid's and then five.
        var newYork = autumn.toLocalDate().atStartOfDay(ZoneId.of("America/New_York"));
        page.browser.zone("America/New_York");
        page.open(
                "/series?interval=86400000&"
                        + series
                        + "&"
                        + range(newYork.minusDays(3), newYork.plusDays(4)));
        assertEquals(
                List.of(
                        newYork.minusDays(2).toInstant() + " 12",
                        newYork.minusDays(1).toInstant() + " 48",
                        newYork.toInstant() + " 48",
                        newYork.plusDays(1).toInstant() + " 38"),
                bars());
    }

    @Test
    @DisplayName(
            "the hours stand one after the other, and the one that comes twice says which it is")
    void hours() throws Exception {
        page.open("/explore?query=origin:daylight&" + range(autumn, autumn.plusDays(1)));
        var bars = bars();
        page.browser.click(".as-table summary");
        page.browser.until("document.querySelector('.as-table td')");
        var rows =
                page.browser.evaluate(
                        "[...document.querySelectorAll('.as-table th[scope=row]')].map(it => it.innerText)");
        var labels = rows.valueStream().map(JsonNode::asString).toList();

        // The day is divided into quarters of an hour, and every second one has an event.
        assertEquals(50, bars.size());
        var time = autumn.toInstant();
        for (var bar : bars) {
            assertEquals(time + " 1", bar);
            time = time.plus(PACE);
        }
        assertEquals(100, labels.size());
        assertTrue(labels.get(0).endsWith("00:00:00"), labels.toString());
        assertTrue(labels.get(8).endsWith("02:00:00 GMT+2"), labels.toString());
        assertTrue(labels.get(12).endsWith("02:00:00 GMT+1"), labels.toString());
        assertTrue(labels.get(16).endsWith("03:00:00"), labels.toString());

        page.open("/explore?query=origin:daylight&" + range(spring, spring.plusDays(1)));
        assertEquals(46, bars().size());
        assertEquals(spring.plusDays(1).toInstant().minus(PACE) + " 1", bars().getLast());
    }

    @Test
    @DisplayName("intervals of some hours begin at even hours again after the change")
    void someHours() throws Exception {
        var series =
                "series=%5B%7B%22query%22:%22origin:daylight%22,%22aggregation%22:%22count%22%7D%5D";
        page.open("/series?interval=21600000&" + series + "&" + range(autumn, autumn.plusDays(1)));

        assertEquals(
                List.of(
                        autumn.toInstant() + " 14",
                        autumn.withHour(6).toInstant() + " 12",
                        autumn.withHour(12).toInstant() + " 12",
                        autumn.withHour(18).toInstant() + " 12"),
                bars());
    }
}
