package io.acequia.store.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.store.Field;
import io.acequia.store.Filter;
import io.acequia.store.Filter.All;
import io.acequia.store.Filter.And;
import io.acequia.store.Filter.Equal;
import io.acequia.store.Filter.Exists;
import io.acequia.store.Filter.Not;
import io.acequia.store.Filter.Or;
import io.acequia.store.Filter.Range;
import io.acequia.store.Filter.Wildcard;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SimpleFilterTest {
    private static final List<Filter> CONDITIONS =
            Stream.of("a", "b", "c", "d")
                    .<Filter>map(text -> new Equal(Field.ORIGIN, text))
                    .toList();
    private static final Filter A = CONDITIONS.get(0), B = CONDITIONS.get(1);

    @Test
    @DisplayName("a simple filter is true of the same events, for 20,000 random ones")
    void sameEvents() {
        var random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            var filter = random(random, 6);
            var simple = simple(filter);

            assertFlat(simple);
            for (int truths = 0; truths < 1 << CONDITIONS.size(); truths++) {
                assertEquals(
                        isTrue(filter, truths), isTrue(simple, truths), filter + " → " + simple);
            }
        }
    }

    @Test
    @DisplayName("what is known beside a part is not asked in it")
    void knownParts() {
        assertEquals(A, simple(new And(List.of(A, new Or(List.of(A, B))))));
        assertEquals(A, simple(new Or(List.of(new And(List.of(B, A)), A))));
        assertEquals(
                new And(List.of(A, B)),
                simple(new And(List.of(new Or(List.of(new Not(A), B)), A))));
        assertEquals(SimpleFilter.NONE, simple(new And(List.of(A, new Not(A)))));
        assertEquals(Filter.ALL, simple(new Or(List.of(A, new Not(A)))));
    }

    @Test
    @DisplayName("a condition that means something simpler is replaced before all else")
    void meanings() {
        var filter = new And(List.of(B, new Not(A)));

        assertEquals(B, SimpleFilter.of(filter, it -> it.equals(A) ? SimpleFilter.NONE : it));
        assertEquals(SimpleFilter.NONE, SimpleFilter.of(filter, it -> it.equals(A) ? B : it));
    }

    private static Filter simple(Filter filter) {
        return SimpleFilter.of(filter, UnaryOperator.identity());
    }

    private static Filter random(Random random, int depth) {
        int choice = random.nextInt(depth == 0 ? 5 : 12);
        return switch (choice) {
            case 0 -> Filter.ALL;
            case 1, 2, 3, 4 -> CONDITIONS.get(choice - 1);
            case 5, 6 -> new Not(random(random, depth - 1));
            case 7, 8, 9 -> new And(randoms(random, depth - 1));
            default -> new Or(randoms(random, depth - 1));
        };
    }

    private static List<Filter> randoms(Random random, int depth) {
        return Stream.generate(() -> random(random, depth)).limit(random.nextInt(5)).toList();
    }

    private static boolean isTrue(Filter filter, int truths) {
        return switch (filter) {
            case All _ -> true;
            case And(var filters) -> filters.stream().allMatch(it -> isTrue(it, truths));
            case Or(var filters) -> filters.stream().anyMatch(it -> isTrue(it, truths));
            case Not(var inner) -> !isTrue(inner, truths);
            case Equal _, Wildcard _, Range _, Exists _ ->
                    (truths >> CONDITIONS.indexOf(filter) & 1) == 1;
        };
    }

    private static void assertFlat(Filter filter) {
        switch (filter) {
            case And(var filters) ->
                    filters.forEach(part -> {
                        assertFalse(part instanceof And || part instanceof All, filter::toString);
                        assertFlat(part);
                    });
            case Or(var filters) ->
                    filters.forEach(part -> {
                        assertFalse(part instanceof Or || part instanceof All, filter::toString);
                        assertFlat(part);
                    });
            case Not(var inner) -> assertTrue(CONDITIONS.contains(inner), filter::toString);
            case All _, Equal _, Wildcard _, Range _, Exists _ ->
                    assertTrue(filter.equals(Filter.ALL) || CONDITIONS.contains(filter));
        }
    }
}
