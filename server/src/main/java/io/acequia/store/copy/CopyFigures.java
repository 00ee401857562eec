package io.acequia.store.copy;

import java.time.Instant;

/// What a copy has done since it was started.
///
/// @param total events there were to look at
/// @param copied events that are durable in the target now
/// @param there events that were in the target already
/// @param rejected events that the target will never take
/// @param firstRejection why it did not take the first of them; empty when there is none
/// @param reached everything from this time on is done
/// @param isComplete whether there is no more to look at
public record CopyFigures(
        long total,
        long copied,
        long there,
        long rejected,
        String firstRejection,
        Instant reached,
        boolean isComplete) {

    /// Returns how many events were looked at.
    public long seen() {
        return copied + there + rejected;
    }

    CopyFigures block(int events, BlockWriter.Written written, Instant from) {
        long lost = written.rejected();
        long done = written.copied();
        return new CopyFigures(
                total,
                copied + done,
                there + events - done - lost,
                rejected + lost,
                firstRejection.isEmpty() ? written.firstRejection() : firstRejection,
                from,
                false);
    }

    CopyFigures complete() {
        return new CopyFigures(total, copied, there, rejected, firstRejection, reached, true);
    }
}
