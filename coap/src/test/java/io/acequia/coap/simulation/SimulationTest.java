package io.acequia.coap.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.coap.lockstep.Seed;
import java.io.IOException;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Endpoint and client through thick and thin.
class SimulationTest {
    private static final int SEEDS = 2_000;

    @Test
    @DisplayName("I1 to I6: what is acknowledged is stored once, whatever network and store do")
    void promises() throws IOException {
        long first = Seed.get();
        long last = Seed.isGiven() ? first : first + SEEDS - 1;
        var faults = new EnumMap<Fault, Integer>(Fault.class);
        long acknowledged = 0;

        for (long seed = first; seed <= last; seed++) {
            var report = Run.of(seed);
            assertEquals(List.of(), report.violations(), "repeat with -Dacequia.seed=" + seed);
            report.faults().forEach((fault, count) -> faults.merge(fault, count, Integer::sum));
            acknowledged += report.acknowledged();
        }

        if (!Seed.isGiven()) {
            assertEquals(EnumSet.allOf(Fault.class), faults.keySet(), "each fault happened");
            long acknowledgedOfAll = acknowledged;
            assertTrue(acknowledged > 10 * SEEDS, () -> acknowledgedOfAll + " acknowledged");
        }
    }

    @Test
    @DisplayName("One seed is one schedule")
    void repeatable() throws IOException {
        for (long seed = 1; seed <= 20; seed++) {
            assertEquals(Run.of(seed), Run.of(seed));
        }
    }
}
