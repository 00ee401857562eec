package io.acequia.store.opensearch;

import java.util.concurrent.atomic.LongAdder;

/// What was written since the store was opened.
///
/// @param stored events
/// @param repeats events that were there already
/// @param rejected events that the cluster will never take
/// @param bulks bodies sent
/// @param bulkNanos spent until they were answered
/// @param bytes of bodies as they were sent
/// @param retries bodies that were sent again, in whole or in part
/// @param refused requests for which there was no room or no cluster
/// @param waitingBytes that wait or are being sent
/// @param sending bodies under way
public record BulkFigures(
        long stored,
        long repeats,
        long rejected,
        long bulks,
        long bulkNanos,
        long bytes,
        long retries,
        long refused,
        long waitingBytes,
        int sending) {

    /// What the senders count.
    static final class Counters {
        final LongAdder stored = new LongAdder();
        final LongAdder repeats = new LongAdder();
        final LongAdder rejected = new LongAdder();
        final LongAdder retries = new LongAdder();
        private final LongAdder bulks = new LongAdder();
        private final LongAdder bulkNanos = new LongAdder();
        private final LongAdder bytes = new LongAdder();

        void bulk(long nanos, long size) {
            bulks.increment();
            bulkNanos.add(nanos);
            bytes.add(size);
        }

        void stored(boolean isRepeat) {
            (isRepeat ? repeats : stored).increment();
        }

        BulkFigures figures(BulkQueue queue) {
            return new BulkFigures(
                    stored.sum(),
                    repeats.sum(),
                    rejected.sum(),
                    bulks.sum(),
                    bulkNanos.sum(),
                    bytes.sum(),
                    retries.sum(),
                    queue.refused(),
                    queue.bytes(),
                    queue.sending());
        }
    }
}
