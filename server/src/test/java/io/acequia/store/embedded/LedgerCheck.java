package io.acequia.store.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.TreeSet;

/// Compares what a store holds with what was sent to it.
final class LedgerCheck {
    private LedgerCheck() {}

    /// Loads everything and checks that it is the acknowledged requests and none that were refused,
    /// each as a whole, exactly once and as it was sent.
    static void check(SimulatedStore store, String message) {
        store.load();
        var rows = new HashMap<Long, Integer>();
        for (var row : store.database.rows) {
            long key = row.exchangeKey();
            int number = rows.merge(key, 1, Integer::sum) - 1;
            assertEquals(key + number / 10.0, row.value(), message);
            assertEquals(SimulatedStore.origin(key), row.series().origin(), message);
            assertEquals("demo", row.series().sender(), message);
        }
        rows.forEach((key, count) -> assertEquals(key % 3 + 1, count.longValue(), message));
        var found = rows.keySet();
        var ledger = store.ledger;
        assertTrue(ledger.sent.containsAll(found), () -> message + ": never sent");
        var lost = new TreeSet<>(ledger.acked);
        lost.removeAll(found);
        assertEquals(new TreeSet<>(), lost, () -> message + ": acknowledged but lost");
        var wrong = new HashSet<>(ledger.refused);
        wrong.retainAll(found);
        assertEquals(new HashSet<>(), wrong, () -> message + ": refused but stored");
        assertEquals(store.segments.sequence(), store.database.position(), message);
    }
}
