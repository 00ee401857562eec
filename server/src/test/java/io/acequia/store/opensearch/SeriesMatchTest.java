package io.acequia.store.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.acequia.store.Field;
import io.acequia.store.Filter;
import io.acequia.store.Filter.Equal;
import io.acequia.store.Filter.Range;
import io.acequia.store.Filter.Wildcard;
import io.acequia.store.SeriesName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesMatchTest {
    private static SeriesName named(String origin) {
        return new SeriesName("n", "s", origin, "t", null);
    }

    @ParameterizedTest
    @CsvSource({
        "probe1,probe1,true",
        "probe1,probe,false",
        "probe,probe1,false",
        "p*1,probe1,true",
        "*,'',true",
        "**,a,true",
        "?,'',false",
        "?,\ud83c\udf0a,true",
        "*o*b*,probe1,true",
        "*b*o*,probe1,false",
        "*be?,probe1,true",
        "a\\*c,a*c,true",
        "a\\*c,abc,false",
        "a\\?,a?,true",
        "a\\,a\\,true",
        "*\\\\,a\\,true",
        "%,a,false",
        "'',a,false"
    })
    @DisplayName("a pattern covers a text as a whole")
    void patterns(String pattern, String text, boolean isLike) {
        var filter = new Wildcard(Field.ORIGIN, pattern);

        assertEquals(isLike, SeriesMatch.matches(filter, named(text)));
    }

    @Test
    @DisplayName("no pattern takes long")
    void manyStars() {
        var filter = new Wildcard(Field.ORIGIN, "*a".repeat(100) + "b");
        var name = named("a".repeat(256));

        Assertions.assertTimeout(
                Duration.ofSeconds(1),
                () -> assertEquals(false, SeriesMatch.matches(filter, name)));
    }

    @Test
    @DisplayName("texts are in the order of their UTF-8 bytes")
    void order() {
        var random = new Random(3);
        var odd = List.of("a", "b", "\u00e9", "\ud7ff", "\ue000", "\uffee", "\ud83c\udf0a");
        for (int round = 0; round < 2_000; round++) {
            var one = odd.get(random.nextInt(7)) + odd.get(random.nextInt(7));
            var other = odd.get(random.nextInt(7)) + odd.get(random.nextInt(7));

            int expected =
                    Arrays.compareUnsigned(
                            one.getBytes(StandardCharsets.UTF_8),
                            other.getBytes(StandardCharsets.UTF_8));
            int order = SeriesMatch.ORDER.compare(named(one), named(other));
            assertEquals(Integer.signum(expected), Integer.signum(order), one + " " + other);
        }
    }

    @Test
    @DisplayName("a missing unit comes first and is in no range")
    void missingUnit() {
        var without = named("o");
        var with = new SeriesName("n", "s", "o", "t", "");

        assertEquals(-1, Integer.signum(SeriesMatch.ORDER.compare(without, with)));
        var range = new Range(Field.UNIT, null, true, "z", true);
        assertEquals(false, SeriesMatch.matches(range, without));
        assertEquals(true, SeriesMatch.matches(new Filter.Not(range), without));
        assertEquals(true, SeriesMatch.matches(range, with));
    }

    @Test
    @DisplayName("a condition on another field is not for series")
    void otherFields() {
        var filter = new Equal(Field.VALUE, "1");

        assertThrows(IllegalArgumentException.class, () -> SeriesMatch.matches(filter, named("o")));
    }
}
