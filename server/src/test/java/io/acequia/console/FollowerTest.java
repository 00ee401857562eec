package io.acequia.console;

import static io.acequia.console.Events.TEN;
import static io.acequia.console.Events.temperature;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.event.Event;
import io.acequia.event.Value;
import io.acequia.store.Field;
import io.acequia.store.Filter;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FollowerTest {
    private final MemoryStore store = new MemoryStore();

    private Follower follower(Filter filter) {
        return new Follower(store, filter, Position.of(TEN));
    }

    private static Event at(long millis) {
        return temperature("probe1", 20, TEN.plusMillis(millis));
    }

    private static List<Event> look(Follower follower) throws IOException {
        var found = follower.look();
        assertTrue(found.complete());
        return found.events();
    }

    @Test
    @DisplayName("What was there before is not new, what comes is, and only once")
    void once() throws IOException {
        store.add(at(-1));
        var follower = follower(Filter.ALL);

        assertEquals(List.of(), look(follower));
        store.add(at(0), at(5));
        assertEquals(List.of(at(0), at(5)), look(follower));
        assertEquals(List.of(), look(follower));
        store.add(at(7));
        assertEquals(List.of(at(7)), look(follower));
    }

    @Test
    @DisplayName("Equal events are as many as there are")
    void equalEvents() throws IOException {
        var follower = follower(Filter.ALL);
        store.add(at(1), at(1));

        assertEquals(List.of(at(1), at(1)), look(follower));
        store.add(at(1));
        assertEquals(List.of(at(1)), look(follower));
        assertEquals(List.of(), look(follower));
    }

    @Test
    @DisplayName("An event that becomes visible late is not missed")
    void late() throws IOException {
        var follower = follower(Filter.ALL);
        store.add(at(5_000));
        look(follower);

        store.add(at(3_000), at(5_001));

        assertEquals(List.of(at(3_000), at(5_001)), look(follower));
    }

    @Test
    @DisplayName("Old measurements that arrive now are new")
    void bufferedMeasurements() throws IOException {
        var follower = follower(Filter.ALL);
        var buffered =
                Events.with(
                        "probe1",
                        new Value.Numeric(1),
                        Instant.parse("2024-01-01T00:00:00Z"),
                        TEN.plusMillis(1));
        store.add(buffered);

        assertEquals(List.of(buffered), look(follower));
    }

    @Test
    @DisplayName("Only what the filter lets through is found")
    void filtered() throws IOException {
        var follower = follower(new Filter.Equal(Field.ORIGIN, "probe2"));
        var wanted = temperature("probe2", 1, TEN);
        store.add(at(1), wanted);

        assertEquals(List.of(wanted), look(follower));
    }

    @Test
    @DisplayName("One that resumes misses nothing, and repeats no more than the overlap")
    void resume() throws IOException {
        var first = follower(Filter.ALL);
        store.add(at(0), at(10_000));
        look(first);
        var position = Position.parse(first.position().text()).orElseThrow();
        store.add(at(9_000), at(10_000), at(11_000));

        var second = new Follower(store, Filter.ALL, position);

        assertEquals(List.of(at(9_000), at(10_000), at(10_000), at(11_000)), look(second));
    }

    @Test
    @DisplayName("One that resumes does not go back behind where the first one started")
    void resumeNearTheStart() throws IOException {
        store.add(at(-500));
        var first = follower(Filter.ALL);
        store.add(at(100));
        look(first);

        var second = new Follower(store, Filter.ALL, first.position());

        assertEquals(List.of(at(100)), look(second));
    }

    @Test
    @DisplayName("More than can be followed is said, and what comes after is followed again")
    void tooMany() throws IOException {
        var follower = follower(Filter.ALL);
        var many = new ArrayList<Event>();
        for (int i = 0; i < 30_001; i++) {
            many.add(at(1));
        }
        store.add(many.toArray(Event[]::new));

        assertFalse(follower.look().complete());
        store.add(at(3));
        assertEquals(List.of(at(3)), look(follower));
    }

    @Test
    @DisplayName("However events come in and whenever one looks, each is found once")
    void anyOrder() throws IOException {
        for (long seed = 0; seed < 50; seed++) {
            var random = new Random(seed);
            var store = new MemoryStore();
            var follower = new Follower(store, Filter.ALL, Position.of(TEN));
            var added = new ArrayList<Event>();
            var found = new ArrayList<Event>();
            for (int i = 0; i < 200; i++) {
                var event = at(i * 100L + random.nextInt(1_900));
                store.add(event);
                added.add(event);
                if (random.nextInt(3) == 0) {
                    found.addAll(look(follower));
                }
            }
            found.addAll(look(follower));

            assertEquals(sorted(added), sorted(found), "seed " + seed);
        }
    }

    private static List<Instant> sorted(List<Event> events) {
        return events.stream().map(Event::received).sorted().toList();
    }

    @Test
    @DisplayName("A position is text that can be read back, and nothing else is")
    void positions() {
        var position = new Position(TEN, TEN.plusMillis(1_500));

        assertEquals("1795428000000-1795428001500", position.text());
        assertEquals(position, Position.parse(position.text()).orElseThrow());
        for (var text : List.of("", "1", "-", "1-", "1-2-3", "a-b", "1-999999999999999")) {
            assertTrue(Position.parse(text).isEmpty(), text);
        }
    }
}
