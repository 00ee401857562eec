package io.acequia.console.page;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Tag("chromium-headless-shell")
@DisplayName("The page is light and fast")
@ExtendWith(SharedPage.class)
class SpeedIT {
    private static final int TIMES = 5;
    private static final int MOST_BYTES = 150 * 1024;

    private static RunningPage page;

    @BeforeAll
    static void start(RunningPage shared) {
        page = shared;
    }

    @FunctionalInterface
    private interface Stopwatch {
        /// Returns milliseconds.
        double measure() throws Exception;
    }

    /// Returns the times of a few tries, the last of which is at most as long as allowed unless
    /// none was: whatever else runs on the machine adds to a time, and nothing takes away from it.
    private static List<Double> tries(double allowed, Stopwatch stopwatch) throws Exception {
        var millis = new ArrayList<Double>();
        do {
            millis.add(stopwatch.measure());
        } while (!(millis.getLast() <= allowed) && millis.size() < TIMES);
        return millis;
    }

    @Test
    @DisplayName(
            "a first visit loads at most 150 KiB and paints within 300 ms, whatever the screen")
    void firstVisit() throws Exception {
        page.browser.cache(false);
        try {
            for (var screen :
                    List.of("live", "explore", "series", "dashboards", "devices", "settings")) {
                var millis = tries(300, () -> visit(screen));
                var bytes = weight();
                assertTrue(bytes > 40_000 && bytes <= MOST_BYTES, screen + ": " + bytes + " bytes");
                assertTrue(
                        millis.getLast() <= 300, screen + " was painted after " + millis + " ms");
            }
        } finally {
            page.browser.cache(true);
        }
    }

    private static double visit(String screen) throws Exception {
        page.open("/" + screen + "?" + SharedPage.RANGE);
        return page.browser
                .until("performance.getEntriesByName('first-contentful-paint')[0]?.startTime")
                .asDouble();
    }

    /// What came over the wire, the headers too, without the answers to questions.
    private static int weight() throws Exception {
        return page.browser
                .evaluate(
                        """
                        [...performance.getEntriesByType('resource'),
                            ...performance.getEntriesByType('navigation')]
                            .filter(it => !it.name.includes('/api/'))
                            .reduce((sum, it) => sum + it.transferSize, 0)\
                        """)
                .asInt();
    }

    @Test
    @DisplayName("a series of 100,000 points is drawn within 100 ms")
    void hundredThousandPoints() throws Exception {
        page.open("/series?" + SharedPage.RANGE);

        var millis = tries(100, SpeedIT::draw);

        assertTrue(millis.getLast() <= 100, "drawn after " + millis + " ms");
    }

    private static double draw() throws Exception {
        return page.browser
                .evaluate(
                        """
                        (async () => {
                          const times = Array.from({length: 100_000}, (_, i) => 1.7e9 + i);
                          const values = times.map(time => Math.sin(time / 900) + Math.random());
                          const chart = document.createElement('aq-chart');
                          Object.assign(chart, {height: 400, series: [{label: 'a'}]});
                          const frame = () => new Promise(requestAnimationFrame);
                          document.querySelector('main').prepend(chart);
                          await frame();
                          const began = performance.now();
                          chart.data = [times, values];
                          await frame();
                          await frame();
                          const took = performance.now() - began;
                          const pixels = chart.querySelector('canvas').getContext('2d')
                              .getImageData(0, 0, 800, 300).data;
                          chart.remove();
                          return pixels.some(it => it > 0) ? took : NaN;
                        })()\
                        """)
                .asDouble(Double.NaN);
    }
}
