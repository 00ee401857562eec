package io.acequia.cli;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/// Recognises what a server sends a second time after a reconnection: it goes back two seconds in
/// the times of receipt, so that nothing is missed.
///
/// Events have no name, and equal ones may be different events. So they are counted: when two equal
/// ones were seen before the reconnection, the first two equal ones after it are repeats.
final class Repeats {
    /// Longer than the server goes back, in milliseconds.
    private static final long WINDOW = 10_000;

    private static final int MOST = 200_000;

    private record Seen(long reached, String event) {}

    private final ArrayDeque<Seen> seen = new ArrayDeque<>();
    private Map<String, Integer> repeats = new HashMap<>();
    private long reached;

    /// Says that a connection begins: what was seen lately may come again.
    void reconnect() {
        repeats = new HashMap<>();
        seen.forEach(it -> repeats.merge(it.event, 1, Integer::sum));
    }

    /// Says whether an event was seen before; from now on it was.
    ///
    /// @param id of the message, whose second number is the newest time of receipt so far
    boolean isRepeat(String id, String event) {
        int left = repeats.getOrDefault(event, 0);
        if (left > 0) {
            repeats.put(event, left - 1);
            return true;
        }
        reached = Math.max(reached, Long.parseLong(id.substring(id.indexOf('-') + 1)));
        seen.add(new Seen(reached, event));
        while (seen.size() > MOST || seen.getFirst().reached < reached - WINDOW) {
            seen.removeFirst();
        }
        return false;
    }
}
