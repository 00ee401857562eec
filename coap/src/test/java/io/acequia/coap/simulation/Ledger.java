package io.acequia.coap.simulation;

import io.acequia.coap.client.Result;
import io.acequia.coap.message.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What devices sent and what they were told, to be compared with what is stored.
final class Ledger {
    private record Entry(Event event, boolean isConfirmable, List<Result> told) {
        // 0 when the device was told nothing for certain; a reset may concern another copy
        int codeClass() {
            return switch (told.getFirst()) {
                case Result.Answer answer -> Code.classOf(answer.code());
                case Result.Reset _, Result.NoAnswer _, Result.Unreachable _ -> 0;
            };
        }
    }

    private final List<Entry> entries = new ArrayList<>(); // by the ids of their events

    /// Makes an event that is about to be sent.
    Event newEvent(long value, boolean isConfirmable) {
        var event = new Event(entries.size(), value);
        entries.add(new Entry(event, isConfirmable, new ArrayList<>()));
        return event;
    }

    /// Notes what the device was told.
    void settle(Event event, Result result) {
        entries.get((int) event.id()).told.add(result);
    }

    /// Returns how many events were acknowledged.
    long acknowledged() {
        return entries.stream().filter(entry -> entry.codeClass() == 2).count();
    }

    /// Returns how many confirmable requests got no answer.
    long unanswered() {
        return entries.stream().filter(e -> e.isConfirmable && e.codeClass() == 0).count();
    }

    /// Compares with a store.
    ///
    /// @param deaths how often the server died, and forgot what it had refused
    /// @return one line for each broken promise
    List<String> violations(Map<Event, Integer> stored, Tampering tampering, int deaths) {
        var violations = new ArrayList<String>();
        var unknown = new HashMap<>(stored);
        for (var entry : entries) {
            unknown.remove(entry.event);
            int copies = stored.getOrDefault(entry.event, 0);
            var broken = brokenPromise(entry, copies, tampering, deaths);
            if (!broken.isEmpty()) {
                violations.add(broken + ": " + entry + ", stored " + copies + " times");
            }
        }
        unknown.forEach((event, _) -> violations.add("I2 stored but never sent: " + event));
        return violations;
    }

    private static String brokenPromise(Entry entry, int copies, Tampering tampering, int deaths) {
        if (entry.told.size() != 1) {
            return "a request has one result";
        }
        long id = entry.event.id();
        int codeClass = entry.codeClass();
        if (copies > 1 && !tampering.isRequestMultiplied(id)) {
            return "I1, I4, I5 stored more than once";
        }
        if (codeClass == 2 && copies == 0 && !tampering.isAnswerForged(id)) {
            return "I1 acknowledged but not stored";
        }
        if (codeClass == 4 && copies > 0 && !tampering.isTouched(id)) {
            return "I3 refused but stored";
        }
        if (codeClass == 5 && copies > 0 && deaths == 0 && !tampering.isTouched(id)) {
            return "I3 put off but stored";
        }
        return "";
    }
}
