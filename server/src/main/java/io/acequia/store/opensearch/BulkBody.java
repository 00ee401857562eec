package io.acequia.store.opensearch;

import io.acequia.store.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The events of some batches that the cluster has not answered for yet.
final class BulkBody {
    private static final int MOST_SHOWN = 200;

    private final List<BulkQueue.Waiting> taken;

    /// Which batch, and which event of it, for each event still to be stored.
    private final int[] batches;

    private final int[] events;
    private int size;

    BulkBody(List<BulkQueue.Waiting> taken) {
        this.taken = taken;
        size = taken.stream().mapToInt(each -> each.batch().events()).sum();
        batches = new int[size];
        events = new int[size];
        int at = 0;
        for (int batch = 0; batch < taken.size(); batch++) {
            for (int event = 0; event < batch(batch).events(); event++) {
                batches[at] = batch;
                events[at++] = event;
            }
        }
    }

    private BulkBatch batch(int number) {
        return taken.get(number).batch();
    }

    int size() {
        return size;
    }

    /// Appends the lines of all events, whole batches at once as long as nothing was settled.
    void write(DocumentText target) {
        for (int at = 0; at < size; ) {
            var batch = batch(batches[at]);
            int first = events[at];
            int last = first;
            int current = batches[at++];
            while (at < size && batches[at] == current && events[at] == last + 1) {
                last++;
                at++;
            }
            int from = batch.from(first);
            target.add(batch.lines.bytes(), from, batch.to(last) - from);
        }
    }

    /// Returns how many events may have been stored with another name.
    int doubts() {
        return taken.stream().mapToInt(each -> each.batch().doubtfulEvents()).sum();
    }

    /// Appends the question whether they were, a `_mget`.
    void writeDoubts(DocumentText target) {
        target.add(DocumentText.ascii("{\"docs\":["));
        for (var each : taken) {
            target.add(each.batch().doubts.bytes(), 0, each.batch().doubts.length());
        }
        target.replaceLast(']').add('}');
    }

    /// Takes out the events that were stored with another name.
    ///
    /// @param found for each event of [#writeDoubts] in turn
    /// @return how many they were
    int settleDoubts(List<Boolean> found) {
        int doubt = 0;
        int kept = 0;
        for (int at = 0; at < size; at++) {
            var batch = batch(batches[at]);
            boolean isStored = false;
            if (batch.isDoubtful(events[at])) {
                isStored = found.get(doubt++);
            }
            if (!isStored) {
                keep(at, kept++);
            }
        }
        int stored = size - kept;
        size = kept;
        return stored;
    }

    private void keep(int from, int to) {
        batches[to] = batches[from];
        events[to] = events[from];
    }

    /// Takes what the cluster has answered for each event.
    interface Settlement {
        /// Says whether an event stays, to be sent again.
        boolean stays(int place, BulkAnswer.Item item);
    }

    /// Takes out what is settled.
    ///
    /// @param items the answer, one for each event in turn
    void settle(List<BulkAnswer.Item> items, Settlement settlement) {
        int kept = 0;
        for (int at = 0; at < size; at++) {
            if (settlement.stays(at, items.get(at))) {
                keep(at, kept++);
            }
        }
        size = kept;
    }

    /// Says that an event will never be stored.
    void reject(int place, String reason) {
        batch(batches[place]).failed(events[place], new Outcome.Rejected(reason));
    }

    /// Returns the start of a document, for the log.
    String document(int place) {
        var batch = batch(batches[place]);
        int from = batch.from(events[place]);
        int to = batch.to(events[place]);
        byte[] bytes = batch.lines.bytes();
        while (bytes[from] != '\n') {
            from++;
        }
        return new String(
                bytes, from + 1, Math.min(MOST_SHOWN, to - from - 2), StandardCharsets.UTF_8);
    }

    /// Gives up on what is left.
    void fail(Outcome outcome) {
        for (int at = 0; at < size; at++) {
            batch(batches[at]).failed(events[at], outcome);
        }
        size = 0;
    }
}
