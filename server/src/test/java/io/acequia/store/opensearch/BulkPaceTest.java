package io.acequia.store.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What may wait for the cluster")
class BulkPaceTest {
    private static final long MOST = 64 << 20;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final BulkPace pace = new BulkPace(MOST);

    @Test
    @DisplayName("is little as long as the cluster has not shown what it can do")
    void atFirst() {
        assertEquals(BulkPace.LEAST, pace.limit(0));
    }

    @Test
    @DisplayName("is what the cluster took within a second")
    void asTaken() {
        for (int part = 0; part < 10; part++) {
            pace.took(2_000_000, SECOND, 7 * SECOND + part * SECOND / 10);
        }

        assertEquals(20_000_000, pace.limit(7 * SECOND));
    }

    @Test
    @DisplayName("grows while the second lasts, with the cluster")
    void grows() {
        pace.took(20_000_000, SECOND, 7 * SECOND);
        assertEquals(20_000_000, pace.limit(7 * SECOND));
        pace.took(20_000_000, SECOND, 7 * SECOND + 1);
        assertEquals(40_000_000, pace.limit(7 * SECOND));
    }

    @Test
    @DisplayName("keeps the best second of ten, and forgets it then")
    void forgets() {
        pace.took(50_000_000, SECOND, 0);
        for (int second = 1; second < 10; second++) {
            pace.took(20_000_000, SECOND, second * SECOND);
            assertEquals(50_000_000, pace.limit(second * SECOND), "after " + second + " s");
        }
        pace.took(20_000_000, SECOND, 10 * SECOND);

        assertEquals(20_000_000, pace.limit(10 * SECOND));
    }

    @Test
    @DisplayName("forgets everything in a long silence, and clocks may be negative")
    void silence() {
        pace.took(50_000_000, SECOND, -1_000 * SECOND);

        assertEquals(BulkPace.LEAST, pace.limit(-500 * SECOND));
    }

    @Test
    @DisplayName("keeps what was taken when somebody has read the clock a little earlier")
    void earlierClock() {
        pace.took(20_000_000, SECOND, 7 * SECOND);
        assertEquals(20_000_000, pace.limit(7 * SECOND - 1));
        assertEquals(20_000_000, pace.limit(7 * SECOND));
    }

    @Test
    @DisplayName("is never more than the bound that was set")
    void bounded() {
        pace.took(10 * MOST, SECOND, 0);
        assertEquals(MOST, pace.limit(0));
        assertEquals(1_000, new BulkPace(1_000).limit(0));
    }

    @Test
    @DisplayName("is little, or what it took, for ten seconds after the cluster could not keep up")
    void slow() {
        pace.slow(0);
        assertEquals(BulkPace.LEAST_WHEN_SLOW, pace.limit(0));
        pace.took(700_000, SECOND, SECOND);
        assertEquals(700_000, pace.limit(9 * SECOND));

        assertTrue(pace.isSlow(10 * SECOND - 1));
        assertFalse(pace.isSlow(10 * SECOND));
        assertEquals(BulkPace.LEAST, pace.limit(10 * SECOND));
    }

    @Test
    @DisplayName("counts of a body that took longer what a second of it was worth")
    void longer() {
        pace.took(40_000_000, 4 * SECOND, 0);
        assertEquals(10_000_000, pace.limit(0));
    }

    @Test
    @DisplayName("is sent in bodies as large as the cluster takes in a second")
    void bodies() {
        assertEquals(BulkPace.FIRST_BODY, pace.body());
        pace.took(1_000, SECOND / 10, 0);
        assertEquals(BulkPace.FIRST_BODY, pace.body(), "a small one says nothing");
        pace.took(BulkPace.FIRST_BODY, SECOND * 2 / 3, 0);
        assertEquals(BulkPace.FIRST_BODY, pace.body(), "large enough");
        pace.took(BulkPace.FIRST_BODY, SECOND / 3, 0);
        assertEquals(2 * BulkPace.FIRST_BODY, pace.body());

        for (int body = 0; body < 10; body++) {
            pace.took(pace.body(), SECOND / 3, 0);
        }
        assertEquals(BulkPace.LARGEST_BODY, pace.body());
        for (int body = 0; body < 10; body++) {
            pace.took(0, 2 * SECOND, 0);
        }
        assertEquals(BulkPace.SMALLEST_BODY, pace.body());
    }
}
