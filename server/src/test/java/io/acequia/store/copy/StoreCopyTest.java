package io.acequia.store.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.event.Event;
import io.acequia.event.TimeSource;
import io.acequia.event.Value;
import io.acequia.store.Events;
import io.acequia.store.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A copy of a store")
class StoreCopyTest implements CopyWitness {
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Outcome LATER = new Outcome.Unavailable(Duration.ofSeconds(5));

    @TempDir Path directory;

    private final MemoryStore source = new MemoryStore(1);
    private final MemoryStore target = new MemoryStore(2);
    private final AtomicLong ticks = new AtomicLong();
    private final List<CopyFigures> figures = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();

    /// Ends the copy after so many blocks; never when negative.
    private int stopAfter = -1;

    private @Nullable StoreCopy copy;

    @Override
    public void at(CopyFigures now) {
        figures.add(now);
        if (--stopAfter == 0 && copy != null) {
            copy.stop();
        }
    }

    @Override
    public void waits(Duration waited, Duration limit) {
        waits.add(waited);
    }

    private Path file() {
        return directory.resolve("copy-memory-memory.json");
    }

    private CopyFigures run(int pageSize) throws Exception {
        var patience = new Patience(LIMIT, ticks::get, ticks::addAndGet);
        var made = new StoreCopy(source, target, new CopyPlace(file()), this, patience, pageSize);
        copy = made;
        return made.run();
    }

    /// Times are equal in runs of one, two, three and so on.
    private static List<Event> runs(int count) {
        var events = new ArrayList<Event>();
        for (int run = 1; events.size() < count; run++) {
            for (int index = 0; index < run && events.size() < count; index++) {
                events.add(Events.plain().later(run).value(index).event());
            }
        }
        return events;
    }

    @ParameterizedTest
    @DisplayName("has the events of the source in the same order, whatever the size of pages")
    @ValueSource(ints = {1, 2, 3, 7, 50, 10_000})
    void same(int pageSize) throws Exception {
        source.with(runs(100));

        var done = run(pageSize);

        assertEquals(source.events, target.events);
        assertEquals(new CopyFigures(100, 100, 0, 0, "", Instant.EPOCH, true), done);
        assertFalse(Files.exists(file()));
    }

    @Test
    @DisplayName("of nothing is nothing")
    void empty() throws Exception {
        var done = run(10);

        assertEquals(0, done.total());
        assertTrue(done.isComplete());
    }

    @Test
    @DisplayName("has what is equal as often as the source, and is not made twice")
    void duplicates() throws Exception {
        source.with(Events.many(25, _ -> Events.plain()));
        target.with(Events.many(3, _ -> Events.plain()));

        var first = run(10);
        var second = run(10);

        assertEquals(source.events, target.events);
        assertEquals(22, first.copied());
        assertEquals(3, first.there());
        assertEquals(0, second.copied());
        assertEquals(25, second.there());
        assertEquals(22, target.keys.size());
    }

    @Test
    @DisplayName("leaves what the target has of its own")
    void others() throws Exception {
        var own = Events.many(30, index -> Events.plain().later(index).value(-1));
        source.with(runs(30));
        target.with(own);

        run(7);

        assertEquals(60, target.events.size());
        assertTrue(target.events.containsAll(own));
    }

    @Test
    @DisplayName("knows an event again although its store keeps less of it")
    void likeness() throws Exception {
        var exact = Events.NOON.plusNanos(123_456_789);
        source.with(
                List.of(
                        Events.plain().at(exact, exact.plusNanos(5), TimeSource.SERVER).event(),
                        Events.plain().unit("").event(),
                        Events.plain().value(-0.0).event(),
                        Events.plain()
                                .at(exact, exact.plusSeconds(9), TimeSource.CLAMPED)
                                .value(new Value.Text("x"))
                                .event()));
        var micros = exact.truncatedTo(ChronoUnit.MICROS);
        var millis = exact.truncatedTo(ChronoUnit.MILLIS);
        target.with(
                List.of(
                        Events.plain().at(micros, millis, TimeSource.SERVER).event(),
                        Events.plain().unit(null).event(),
                        Events.plain().value(0.0).event(),
                        Events.plain()
                                .at(micros, millis, TimeSource.CLAMPED)
                                .value(new Value.Text("x"))
                                .event()));

        var done = run(10);

        assertEquals(0, done.copied());
        assertEquals(4, done.there());
    }

    @ParameterizedTest
    @DisplayName("goes on where it was stopped, after any block")
    @ValueSource(ints = {1, 2, 3, 5, 8, 10})
    void stopped(int blocks) throws Exception {
        source.with(runs(100));
        stopAfter = blocks;

        var first = run(4);
        target.searches.clear();
        var second = run(4);

        assertFalse(first.isComplete());
        assertTrue(second.isComplete());
        assertEquals(source.events, target.events);
        assertEquals(100, first.copied() + second.copied());
        assertEquals(0, second.there(), "compared again");
        assertEquals(100 - first.copied(), second.total());
        assertTrue(
                target.searches.stream()
                        .noneMatch(search -> search.range().to().isAfter(first.reached())));
    }

    @Test
    @DisplayName("takes what came to the source since it was stopped")
    void newer() throws Exception {
        source.with(runs(50));
        stopAfter = 2;
        run(10);
        source.with(Events.many(20, index -> Events.plain().later(1_000 + index)));
        stopAfter = 1;
        run(10);

        var last = run(10);

        assertTrue(last.isComplete());
        assertEquals(source.events, target.events);
    }

    @Test
    @DisplayName("begins anew without its file, with a damaged one, and with one of other stores")
    void anew() throws Exception {
        source.with(runs(40));
        stopAfter = 2;
        run(10);
        var text = Files.readString(file());
        Files.writeString(file(), "{");
        stopAfter = 1;
        assertEquals(40, run(10).total());
        Files.writeString(file(), text.replaceFirst("stores\":\"....", "stores\":\"0000"));

        var done = run(10);

        assertEquals(40, done.total());
        assertEquals(source.events, target.events);
    }

    @Test
    @DisplayName("says so when it cannot keep how far it has come")
    void lost() throws Exception {
        source.with(runs(40));
        Files.createDirectory(directory.resolve(file().getFileName() + ".draft"));

        var failure = assertThrows(IOException.class, () -> run(10));

        assertTrue(failure.toString().contains("memory.json cannot be written"));
    }

    @Test
    @DisplayName("waits for a target that takes nothing for a while, and says so")
    void refusals() throws Exception {
        source.with(runs(30));
        var refusals = new AtomicLong(60);
        target.fate = _ -> refusals.getAndDecrement() > 0 ? LATER : Outcome.DURABLE;
        target.room = 3;

        var done = run(10);

        assertEquals(source.events.size(), target.events.size());
        assertEquals(30, done.copied());
        assertFalse(waits.isEmpty());
        assertTrue(target.keys.values().stream().allMatch(count -> count == 1));
    }

    @Test
    @DisplayName("gives up a target that takes nothing for ten minutes, and goes on later")
    void patience() throws Exception {
        source.with(runs(30));
        var taken = new AtomicLong();
        target.fate = _ -> taken.incrementAndGet() > 17 ? LATER : Outcome.DURABLE;

        var failure = assertThrows(IOException.class, () -> run(5));
        target.fate = _ -> Outcome.DURABLE;
        var done = run(5);

        assertTrue(failure.toString().contains("has taken no event for 60"), failure.toString());
        assertEquals(30, target.events.size());
        assertTrue(done.total() < 30, "begun anew");
    }

    @Test
    @DisplayName("can be stopped while it waits")
    void stoppedWhileWaiting() throws Exception {
        source.with(runs(30));
        target.fate =
                _ -> {
                    if (ticks.get() > 0 && copy != null) {
                        copy.stop();
                    }
                    return LATER;
                };

        var done = run(10);

        assertFalse(done.isComplete());
        assertEquals(0, done.seen());
        assertFalse(Files.exists(file()));
    }

    @Test
    @DisplayName("counts what the target refuses for ever, keeps the first reason and goes on")
    void rejected() throws Exception {
        source.with(Events.many(20, index -> Events.plain().later(index).value(index)));
        target.fate =
                event ->
                        event.value() instanceof Value.Numeric(double value) && value % 5 == 0
                                ? new Outcome.Rejected("no " + value)
                                : Outcome.DURABLE;

        var done = run(6);

        assertEquals(16, done.copied());
        assertEquals(4, done.rejected());
        assertEquals("no 15.0", done.firstRejection());
        assertEquals(20, done.seen());
        assertTrue(done.isComplete());
    }

    @Test
    @DisplayName("asks a target of many senders only for those of the block")
    void senders() throws Exception {
        source.with(Events.many(5, index -> Events.plain().later(index)));
        target.with(
                Events.many(
                        500,
                        index -> Events.plain().later(index % 5).of("n", "s" + index, "o", "t")));

        run(10);

        assertEquals(505, target.events.size());
        assertEquals(1, target.searches.size());
    }

    @Test
    @DisplayName("names equal events apart, and each the same again")
    void names() {
        var likeness = new Likeness();
        var one = Events.plain().event();
        var other = Events.plain().of("d", "efaultdemo", "probe1", "temperature").event();

        assertEquals(likeness.name(one, 0), new Likeness().name(one, 0));
        assertTrue(likeness.name(one, 0) != likeness.name(one, 1));
        assertTrue(likeness.name(one, 0) != likeness.name(other, 0));
    }
}
