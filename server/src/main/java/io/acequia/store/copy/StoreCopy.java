package io.acequia.store.copy;

import io.acequia.store.EventStore;
import io.acequia.store.Filter;
import io.acequia.store.Histogram;
import io.acequia.store.Micros;
import io.acequia.store.Search;
import io.acequia.store.TimeRange;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Copies events from one store to another, newest first. Each block is compared with what the
/// target has, and only what is missing there is written: however often it is run and wherever it
/// is cut short, the target gets each event as often as the source has it, and loses none of its
/// own.
///
/// What reaches the source meanwhile with a later time than all others is left for the next run.
public final class StoreCopy {
    /// Some MB, and two bodies for OpenSearch under way at a time.
    private static final int PAGE = 10_000;

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final long FIRST = Micros.of(TimeRange.ALL.from());

    private final EventStore source;
    private final EventStore target;
    private final CopyPlace place;
    private final CopyWitness witness;
    private final Patience patience;
    private final int pageSize;

    /// Written by who wants it to end, read by who copies.
    private volatile boolean isStopped;

    private CopyFigures figures = new CopyFigures(0, 0, 0, 0, "", TimeRange.ALL.to(), false);

    /// Copies all events.
    ///
    /// @param place where to go on from
    public StoreCopy(EventStore source, EventStore target, CopyPlace place, CopyWitness witness) {
        this(
                source,
                target,
                place,
                witness,
                new Patience(LIMIT, System::nanoTime, TimeUnit.NANOSECONDS::sleep),
                PAGE);
    }

    /// @param pageSize events asked for at a time, 1 to 10,000
    StoreCopy(
            EventStore source,
            EventStore target,
            CopyPlace place,
            CopyWitness witness,
            Patience patience,
            int pageSize) {
        this.source = source;
        this.target = target;
        this.place = place;
        this.witness = witness;
        this.patience = patience;
        this.pageSize = pageSize;
    }

    /// Asks the copy to end soon; the next one goes on from there. Called from any thread.
    public void stop() {
        isStopped = true;
    }

    /// Copies until everything is done or it was asked to end.
    ///
    /// @return what was done
    /// @throws IOException when the source cannot be read, or the target has taken nothing for ten
    ///   minutes
    public CopyFigures run() throws IOException, InterruptedException {
        long end = end();
        var before = place.read(source, target);
        long from = before.map(CopyPlace.Done::from).orElse(end);
        long to = before.map(CopyPlace.Done::to).orElse(end);
        long newEnd = Math.max(end, to);
        figures =
                new CopyFigures(
                        count(FIRST, from) + count(to, newEnd),
                        0,
                        0,
                        0,
                        "",
                        Micros.instant(newEnd),
                        false);
        try (var writer = new BlockWriter(target, patience, witness, () -> isStopped)) {
            // Newer events first: the span that is done has no holes then.
            if (copy(to, newEnd, Optional.empty(), writer)
                    && copy(FIRST, from, Optional.of(newEnd), writer)) {
                place.clear();
                figures = figures.complete();
            }
        }
        return figures;
    }

    /// Returns the first microsecond after the newest event.
    private long end() throws IOException {
        var newest = source.search(new Search(Filter.ALL, TimeRange.ALL, 1)).events();
        return newest.isEmpty() ? FIRST : Micros.of(newest.getFirst().timestamp()) + 1;
    }

    private long count(long from, long to) throws IOException {
        if (from == to) {
            return 0;
        }
        var range = new TimeRange(Micros.instant(from), Micros.instant(to));
        var whole = Duration.ofMillis(Math.ceilDiv(to - from, 1_000));
        return source.histogram(new Histogram(Filter.ALL, range, whole)).getFirst().count();
    }

    /// Copies a span of event time.
    ///
    /// @param doneTo where the span ends that is done from each block on; absent when it has holes
    /// @return whether it came to its end
    private boolean copy(long from, long to, Optional<Long> doneTo, BlockWriter writer)
            throws IOException, InterruptedException {
        if (from == to) {
            return true;
        }
        var reader = new BlockReader(source, from, to, pageSize);
        for (var block = reader.next(); block.isPresent(); block = reader.next()) {
            if (isStopped || !copy(block.get(), writer)) {
                return false;
            }
            if (doneTo.isPresent()) {
                var done = new CopyPlace.Done(block.get().from(), doneTo.get());
                place.write(source, target, done);
            }
        }
        return true;
    }

    private boolean copy(Block block, BlockWriter writer) throws IOException, InterruptedException {
        var missing = Missing.of(block, target, pageSize);
        var written = writer.write(missing);
        int seen =
                block.oldestFirst().size() - missing.size() + written.copied() + written.rejected();
        figures = figures.block(seen, written, Micros.instant(block.from()));
        witness.at(figures);
        return written.isWhole();
    }
}
