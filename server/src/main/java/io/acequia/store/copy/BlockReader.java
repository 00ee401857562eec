package io.acequia.store.copy;

import io.acequia.event.Event;
import io.acequia.store.EventReader;
import io.acequia.store.Filter;
import io.acequia.store.Micros;
import io.acequia.store.Page;
import io.acequia.store.Search;
import io.acequia.store.TimeRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a span of event time, newest first, in blocks that part no two events of the same
/// microsecond: a block can be compared with another store by its span alone, and a copy that was
/// cut short goes on at a time.
///
/// ```text
///   page     9 9 8 7 7 | 7 7 6 5 5 | 5 5 5 5 5 | 5 4
///   block    9 9 8     | 7 7 7 7 6 |           | 5 5 5 5 5 5 5 5 4
/// ```
final class BlockReader {
    private final EventReader source;
    private final TimeRange range;
    private final int pageSize;
    private final long from;

    /// Read and not handed over, newest first.
    private List<Event> rest = new ArrayList<>();

    /// Where the span of the next block ends, microseconds since 1970.
    private long until;

    /// Absent for the first page.
    private Page.@Nullable Cursor next;

    private boolean isOver;

    /// @param from first microsecond of the span, since 1970
    /// @param to first microsecond after the span
    /// @param pageSize events asked for at a time, 1 to 10,000
    BlockReader(EventReader source, long from, long to, int pageSize) {
        this.source = source;
        this.from = from;
        this.pageSize = pageSize;
        range = new TimeRange(Micros.instant(from), Micros.instant(to));
        until = to;
    }

    /// Returns the next older block; empty after the last.
    Optional<Block> next() throws IOException {
        while (!isOver) {
            var page = source.search(new Search(Filter.ALL, range, pageSize, next));
            rest.addAll(page.events());
            next = page.next();
            isOver = next == null;
            int count = isOver ? rest.size() : newerThanLast();
            if (count > 0) {
                return Optional.of(take(count));
            }
        }
        return Optional.empty();
    }

    /// Returns how many events are newer than the last: the next page may have more of its time.
    private int newerThanLast() {
        long last = time(rest.getLast());
        int count = time(rest.getFirst()) == last ? 0 : rest.size();
        while (count > 0 && time(rest.get(count - 1)) == last) {
            count--;
        }
        return count;
    }

    private Block take(int count) {
        long start = isOver ? from : time(rest.getLast()) + 1;
        var block = new Block(rest.subList(0, count).reversed(), start, until);
        rest = new ArrayList<>(rest.subList(count, rest.size()));
        until = start;
        return block;
    }

    private static long time(Event event) {
        return Micros.of(event.timestamp());
    }
}
