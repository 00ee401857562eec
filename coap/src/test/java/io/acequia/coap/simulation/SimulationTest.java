package io.acequia.coap.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.lockstep.Seed;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Endpoint and client through thick and thin.
class SimulationTest {
    private static final int SEEDS = 2_000;

    /// What repetition cannot mend.
    private static final Set<Fault> BEYOND_REPAIR =
            EnumSet.of(Fault.CORRUPTION, Fault.JUNK, Fault.PARTITION, Fault.DEATH);

    @Test
    @DisplayName("I1 to I6: what is acknowledged is stored once, whatever network and store do")
    void promises() throws IOException {
        if (Seed.isGiven()) {
            check(Seed.get());
            return;
        }
        var faults = new EnumMap<Fault, Integer>(Fault.class);
        long acknowledged = 0;

        for (long seed = 1; seed <= SEEDS; seed++) {
            var report = check(seed);
            report.faults().forEach((fault, count) -> faults.merge(fault, count, Integer::sum));
            acknowledged += report.acknowledged();
        }

        assertEquals(EnumSet.allOf(Fault.class), faults.keySet(), "each fault happened");
        assertEquals(20.0, (double) acknowledged / SEEDS, 10.0, "acknowledged in each run");
    }

    private static Run.Report check(long seed) throws IOException {
        var report = Run.of(seed);
        assertEquals(List.of(), report.violations(), "repeat with -Dacequia.seed=" + seed);
        return report;
    }

    @Test
    @DisplayName("RFC 7252 §4.2: loss, delay and a slow store are mended by repetition")
    void repetitionMends() throws IOException {
        long acknowledged = 0;
        long unanswered = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            var report = Run.of(seed);
            if (Collections.disjoint(report.faults().keySet(), BEYOND_REPAIR)) {
                acknowledged += report.acknowledged();
                unanswered += report.unanswered();
            }
        }

        assertTrue(acknowledged > SEEDS, "seeds without other faults");
        assertTrue(unanswered < acknowledged / 25, () -> "too many unanswered requests");
    }

    @Test
    @DisplayName("One seed is one schedule")
    void repeatable() throws IOException {
        for (long seed = 1; seed <= 20; seed++) {
            assertEquals(Run.of(seed), Run.of(seed));
        }
    }
}
