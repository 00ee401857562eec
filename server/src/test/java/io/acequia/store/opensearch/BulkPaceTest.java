package io.acequia.store.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
        assertEquals(BulkPace.LEAST, pace.limit());
    }

    @Test
    @DisplayName("is what the cluster took within a second")
    void asTaken() {
        for (int part = 0; part < 10; part++) {
            pace.took(2_000_000, 7 * SECOND + part * SECOND / 10);
        }

        assertEquals(20_000_000, pace.limit());
    }

    @Test
    @DisplayName("grows while the second lasts, with the cluster")
    void grows() {
        pace.took(20_000_000, 7 * SECOND);
        assertEquals(20_000_000, pace.limit());
        pace.took(20_000_000, 7 * SECOND + 1);
        assertEquals(40_000_000, pace.limit());
    }

    @Test
    @DisplayName("keeps the best second of ten, and forgets it then")
    void forgets() {
        pace.took(50_000_000, 0);
        for (int second = 1; second < 10; second++) {
            pace.took(20_000_000, second * SECOND);
            assertEquals(50_000_000, pace.limit(), "after " + second + " s");
        }
        pace.took(20_000_000, 10 * SECOND);

        assertEquals(20_000_000, pace.limit());
    }

    @Test
    @DisplayName("forgets everything in a long silence, and clocks may be negative")
    void silence() {
        pace.took(50_000_000, -1_000 * SECOND);
        pace.took(0, -500 * SECOND);

        assertEquals(BulkPace.LEAST, pace.limit());
    }

    @Test
    @DisplayName("is never more than the bound that was set")
    void bounded() {
        pace.took(10 * MOST, 0);
        assertEquals(MOST, pace.limit());
        assertEquals(1_000, new BulkPace(1_000).limit());
    }
}
