package io.acequia.store.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.event.Event;
import io.acequia.event.TimeSource;
import io.acequia.event.Value;
import io.acequia.store.Events;
import io.acequia.store.Field;
import io.acequia.store.Filter;
import io.acequia.store.Filter.Equal;
import io.acequia.store.Filter.Wildcard;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("The memory of latest events")
@ExtendWith(SharedSearchEngine.class)
class LatestMemoryTest {
    private final Documents documents;
    private final List<Runnable> tasks = new ArrayList<>();
    private Instant now = Events.NOON.plusSeconds(60);

    LatestMemoryTest(SearchEngine engine) throws Exception {
        documents = new Documents(engine);
    }

    @AfterEach
    void close() {
        documents.close();
    }

    private Question question() {
        return documents.question(Duration.ofSeconds(30));
    }

    private LatestMemory memory(int mostSeries) {
        return new LatestMemory(this::question, tasks::add, () -> now, mostSeries);
    }

    private static Optional<List<Event>> none() {
        return Optional.empty();
    }

    private Optional<List<Event>> find(LatestMemory memory) throws IOException {
        return memory.find(question(), Filter.ALL, 100);
    }

    private void runTasks() {
        var due = List.copyOf(tasks);
        tasks.clear();
        due.forEach(Runnable::run);
    }

    private LatestMemory filled() throws IOException {
        var memory = memory(1_000);
        assertEquals(none(), find(memory));
        assertEquals(none(), find(memory));
        assertEquals(1, tasks.size());
        runTasks();
        return memory;
    }

    @Test
    @DisplayName("knows what arrived before and after it was filled, newest by time and arrival")
    void arrivals() throws Exception {
        var first = Events.plain().value(1).event();
        documents.put(List.of(first));
        var memory = filled();

        assertEquals(Optional.of(List.of(first)), find(memory));

        documents.put(List.of(Events.plain().value(2).later(-1).event()));
        assertEquals(Optional.of(List.of(first)), find(memory));

        var same = Events.plain().value(3).event();
        documents.put(List.of(same));
        assertEquals(Optional.of(List.of(same)), find(memory));

        var later = Events.plain().value(new Value.Text("x".repeat(9_000))).later(1).event();
        var other = Events.plain().of("a", "b", "c", "d").unit(null).later(2).event();
        documents.put(List.of(later, other));
        assertEquals(Optional.of(List.of(other, later)), find(memory));
        assertEquals(List.of(), tasks);
    }

    @Test
    @DisplayName("starts empty in an empty cluster")
    void empty() throws Exception {
        var memory = filled();

        assertEquals(Optional.of(List.of()), find(memory));
        documents.put(List.of(Events.plain().event()));
        assertEquals(Optional.of(List.of(Events.plain().event())), find(memory));
    }

    /// Returns an event that arrived so many seconds before noon.
    private static Event late(long seconds) {
        return Events.plain()
                .origin("late")
                .at(Events.NOON, Events.NOON.minusSeconds(seconds), TimeSource.DEVICE)
                .event();
    }

    @Test
    @DisplayName("finds what became visible more than a minute late when it looks back farther")
    void lateVisible() throws Exception {
        documents.put(List.of(Events.plain().event()));
        var memory = filled();
        find(memory);
        var late = late(80);
        documents.put(List.of(late));
        assertEquals(1, find(memory).orElseThrow().size());

        now = now.plusSeconds(30);

        assertEquals(Optional.of(List.of(late, Events.plain().event())), find(memory));
    }

    @Test
    @DisplayName("finds what arrived long ago by somebody else's clock when it reads all again")
    void wrongClock() throws Exception {
        documents.put(List.of(Events.plain().event()));
        var memory = filled();
        find(memory);
        var late = late(7_200);
        documents.put(List.of(late));

        assertEquals(1, find(memory).orElseThrow().size());
        for (int minute = 0; minute < 60; minute += 9) {
            now = now.plusSeconds(9 * 60);
            find(memory);
        }
        runTasks();

        assertEquals(Optional.of(List.of(late, Events.plain().event())), find(memory));
    }

    @Test
    @DisplayName("forgets what was deleted with its index")
    void deletedIndex() throws Exception {
        var old = Events.plain().origin("old").later(-86_400 * 40L).event();
        documents.put(List.of(old, Events.plain().event()));
        var memory = filled();
        assertEquals(2, find(memory).orElseThrow().size());

        documents.send("DELETE", "2026.10", "", "");

        assertEquals(none(), find(memory));
        runTasks();
        assertEquals(Optional.of(List.of(Events.plain().event())), find(memory));
    }

    @Test
    @DisplayName("is not trusted any more when nobody has asked for long")
    void longAgo() throws Exception {
        documents.put(List.of(Events.plain().event()));
        var memory = filled();
        assertTrue(find(memory).isPresent());

        now = now.plusSeconds(11 * 60);

        assertEquals(none(), find(memory));
        runTasks();
        assertTrue(find(memory).isPresent());
    }

    @Test
    @DisplayName("keeps no more series than it may, whether they were there or come")
    void tooMany() throws Exception {
        documents.put(Events.many(3, n -> Events.plain().origin("o" + n)));
        var memory = memory(3);
        find(memory);
        runTasks();
        assertEquals(3, find(memory).orElseThrow().size());

        documents.put(List.of(Events.plain().origin("one more").event()));

        assertEquals(none(), find(memory));
        now = now.plusSeconds(3_700);
        find(memory);
        runTasks();
        assertEquals(none(), find(memory));
    }

    @Test
    @DisplayName("tries again a minute after it could not be filled")
    void failure() throws Exception {
        documents.put(List.of(Events.plain().event()));
        var memory =
                new LatestMemory(
                        () ->
                                now.isAfter(Events.NOON.plusSeconds(100))
                                        ? question()
                                        : documents.question(Duration.ZERO),
                        tasks::add,
                        () -> now,
                        10);
        find(memory);
        runTasks();
        assertEquals(none(), find(memory));
        assertEquals(List.of(), tasks);

        now = now.plusSeconds(60);
        find(memory);
        runTasks();

        assertEquals(1, find(memory).orElseThrow().size());
    }

    @Test
    @DisplayName("answers as the cluster does, for random events and filters")
    void sameAsCluster() throws Exception {
        var random = new Random(5);
        var units = new String[] {null, "", "Cel", "\uffee", "\ud83c\udf0a", "K*"};
        var memory = filled();
        for (int round = 0; round < 5; round++) {
            var received = Events.NOON.plusSeconds(round);
            documents.put(
                    Events.many(
                            200,
                            n ->
                                    Events.plain()
                                            .origin("o" + random.nextInt(20))
                                            .unit(units[random.nextInt(units.length)])
                                            .value(n)
                                            .at(
                                                    Events.NOON.plusSeconds(random.nextInt(100)),
                                                    received,
                                                    TimeSource.DEVICE)));
            for (var filter : filters()) {
                for (int limit : List.of(7, 1_000)) {
                    assertEquals(
                            LatestEvents.find(question(), Conditions.query(filter), limit),
                            memory.find(question(), filter, limit).orElseThrow());
                }
            }
        }
    }

    private static List<Filter> filters() {
        var some = new Wildcard(Field.ORIGIN, "o1?");
        var none = new Filter.Not(new Filter.Exists(Field.UNIT));
        return List.of(
                Filter.ALL,
                some,
                none,
                new Filter.Or(List.of(none, new Equal(Field.UNIT, "\ud83c\udf0a"))),
                new Filter.And(List.of(some, new Wildcard(Field.UNIT, "?\\*"))),
                new Filter.Range(Field.UNIT, "Cel", false, "\uffef", true),
                new Filter.Range(Field.ORIGIN, "o11", true, "o3", false));
    }
}
