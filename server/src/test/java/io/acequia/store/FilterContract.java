package io.acequia.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.event.TimeSource;
import io.acequia.event.Value;
import io.acequia.store.Filter.And;
import io.acequia.store.Filter.Equal;
import io.acequia.store.Filter.Exists;
import io.acequia.store.Filter.Not;
import io.acequia.store.Filter.Or;
import io.acequia.store.Filter.Range;
import io.acequia.store.Filter.Wildcard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every store finds by filters; the part of [EventStoreContract] about them.
abstract class FilterContract {
    static final Instant NOON = Events.NOON;

    @TempDir Path directory;
    StoreProbe store;

    /// Opens the store of a directory, which is empty the first time.
    protected abstract EventStore open(Path directory) throws IOException;

    @BeforeEach
    void open() throws IOException {
        store = new StoreProbe(open(directory));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    @DisplayName("text that looks like SQL, patterns or other Unicode forms is only text")
    void oddTextIsText() throws Exception {
        var odd =
                List.of(
                        "'; drop table series; --",
                        "\"quoted\" 'twice'",
                        "100%",
                        "under_score",
                        "back\\slash",
                        "star*",
                        "question?",
                        "caf\u00e9",
                        "cafe\u0301",
                        "\ud83c\udf0a",
                        "?1 $1 :a @b");
        store.append(Events.many(odd.size(), n -> Events.plain().origin(odd.get(n)).later(-n)));

        for (var text : odd) {
            var escaped = text.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");

            assertEquals(List.of(text), store.origins(new Equal(Field.ORIGIN, text)));
            assertEquals(List.of(text), store.origins(new Wildcard(Field.ORIGIN, escaped)));
        }
        assertEquals(List.of(), store.origins(new Wildcard(Field.ORIGIN, "%")));
        assertEquals(List.of(), store.origins(new Wildcard(Field.ORIGIN, "under-score")));
    }

    @Test
    @DisplayName(
            "a keyword is found by its exact value, a pattern, a range, and whether it is there")
    void keywordsAreFound() throws Exception {
        store.append(
                List.of(
                        Events.plain().of("a", "s1", "one", "t").event(),
                        Events.plain().of("a", "s2", "two", "T").unit(null).later(-1).event(),
                        Events.plain().of("b", "s2", "three", "u").unit("K").later(-2).event()));

        assertEquals(List.of("one", "two"), store.origins(new Equal(Field.NAMESPACE, "a")));
        assertEquals(List.of("two", "three"), store.origins(new Equal(Field.SENDER, "s2")));
        assertEquals(List.of("one"), store.origins(new Equal(Field.TYPE, "t")));
        assertEquals(List.of("three"), store.origins(new Equal(Field.UNIT, "K")));
        assertEquals(List.of("two", "three"), store.origins(new Wildcard(Field.ORIGIN, "t*")));
        assertEquals(List.of("one", "two"), store.origins(new Wildcard(Field.ORIGIN, "???")));
        assertEquals(List.of(), store.origins(new Wildcard(Field.ORIGIN, "O*")));
        assertEquals(
                List.of("one", "three"),
                store.origins(new Range(Field.ORIGIN, "o", true, "two", false)));
        assertEquals(
                List.of("two"), store.origins(new Range(Field.ORIGIN, "two", true, null, false)));
        assertEquals(List.of("one", "three"), store.origins(new Exists(Field.UNIT)));
        assertEquals(List.of("two"), store.origins(new Not(new Exists(Field.UNIT))));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 9, 40})
    @DisplayName("a condition finds the same whether its series came one after another or in turns")
    void seriesInTurns(int turns) throws Exception {
        store.append(
                Events.many(
                        2 * turns,
                        n ->
                                Events.plain()
                                        .of(n % 2 == 0 ? "a" : "b", "s", "o" + n, "t")
                                        .later(-n)));
        var ofA = new Equal(Field.NAMESPACE, "a");

        for (var filter :
                List.of(ofA, new Not(ofA), new And(List.of(ofA, new Exists(Field.VALUE))))) {
            var namespace = filter instanceof Not ? "b" : "a";
            var found = store.find(filter);

            assertEquals(turns, found.size(), filter.toString());
            assertTrue(found.stream().allMatch(it -> it.namespace().equals(namespace)));
        }
        assertEquals(2 * turns, store.find(new Not(new Equal(Field.NAMESPACE, "c"))).size());
        assertEquals(0, store.find(new Equal(Field.NAMESPACE, "c")).size());
    }

    @Test
    @DisplayName(
            "values are found by equality and ranges, and a value of another kind never matches")
    void valuesAreFound() throws Exception {
        store.append(
                List.of(
                        Events.plain().origin("low").value(-5).event(),
                        Events.plain().origin("high").value(21.5).later(-1).event(),
                        Events.plain()
                                .origin("word")
                                .value(new Value.Text("21.5"))
                                .later(-2)
                                .event(),
                        Events.plain().origin("yes").value(new Value.Truth(true)).later(-3).event(),
                        Events.plain()
                                .origin("bytes")
                                .value(Value.Data.of(new byte[] {1}))
                                .later(-4)
                                .event()));

        assertEquals(List.of("high"), store.origins(new Equal(Field.VALUE, "21.50")));
        assertEquals(
                List.of("high"), store.origins(new Range(Field.VALUE, "-5", false, "30", true)));
        assertEquals(
                List.of("low", "high"),
                store.origins(new Range(Field.VALUE, "-5", true, "30", true)));
        assertEquals(
                List.of("low"), store.origins(new Range(Field.VALUE, null, false, "21.5", false)));
        assertEquals(List.of(), store.origins(new Equal(Field.VALUE, "warm")));
        assertEquals(List.of("low", "high"), store.origins(new Exists(Field.VALUE)));
        assertEquals(List.of("word"), store.origins(new Equal(Field.STRING, "21.5")));
        assertEquals(List.of("word"), store.origins(new Wildcard(Field.STRING, "21*")));
        assertEquals(List.of("yes"), store.origins(new Equal(Field.BOOL, "true")));
        assertEquals(List.of(), store.origins(new Equal(Field.BOOL, "yes")));
        assertEquals(List.of("bytes"), store.origins(new Exists(Field.DATA)));
    }

    @Test
    @DisplayName("times are found as ISO 8601 text and as milliseconds")
    void timesAreFound() throws Exception {
        store.append(
                List.of(
                        Events.plain().origin("now").event(),
                        Events.plain()
                                .origin("before")
                                .at(NOON.minusSeconds(60), NOON, TimeSource.RELATIVE)
                                .event(),
                        Events.plain()
                                .origin("wrong")
                                .at(
                                        NOON.minusSeconds(90),
                                        NOON.minusSeconds(90),
                                        TimeSource.CLAMPED)
                                .event()));

        assertEquals(
                List.of("now"), store.origins(new Equal(Field.TIMESTAMP, "2026-11-23T12:00:00Z")));
        assertEquals(
                List.of("now"),
                store.origins(new Equal(Field.TIMESTAMP, String.valueOf(NOON.toEpochMilli()))));
        assertEquals(
                List.of("before", "wrong"),
                store.origins(
                        new Range(
                                Field.TIMESTAMP, null, true, "2026-11-23T13:00:00+01:00", false)));
        assertEquals(
                List.of("before"),
                store.origins(new Equal(Field.RECEIVED, "2026-11-23T12:00:00.000Z")));
        assertEquals(
                List.of("wrong"),
                store.origins(new Range(Field.RECEIVED, null, true, "2026-11-23T11:58:30Z", true)));
        assertEquals(List.of("wrong"), store.origins(new Equal(Field.TIME_SOURCE, "clamped")));
        assertEquals(
                List.of("now", "before"), store.origins(new Wildcard(Field.TIME_SOURCE, "*e*i*e")));
        assertEquals(List.of(), store.origins(new Equal(Field.TIMESTAMP, "yesterday")));
    }

    @Test
    @DisplayName("and, or and not combine conditions; what an event does not have is not so")
    void conditionsCombine() throws Exception {
        store.append(
                List.of(
                        Events.plain().origin("warm").value(25).event(),
                        Events.plain().origin("cold").value(5).unit(null).later(-1).event(),
                        Events.plain()
                                .origin("door")
                                .value(new Value.Truth(true))
                                .later(-2)
                                .event()));
        var warm = new Range(Field.VALUE, "20", true, null, true);
        var cold = new Equal(Field.ORIGIN, "cold");

        assertEquals(List.of("warm", "cold", "door"), store.origins(new And(List.of())));
        assertEquals(List.of(), store.origins(new Or(List.of())));
        assertEquals(List.of("warm", "cold"), store.origins(new Or(List.of(warm, cold))));
        assertEquals(List.of(), store.origins(new And(List.of(warm, cold))));
        assertEquals(List.of("cold", "door"), store.origins(new Not(warm)));
        assertEquals(List.of("door"), store.origins(new Not(new Or(List.of(warm, cold)))));
        assertEquals(
                List.of("warm", "cold", "door"),
                store.origins(new Not(new And(List.of(warm, cold)))));
        assertEquals(List.of("cold"), store.origins(new Not(new Equal(Field.UNIT, "Cel"))));
        assertEquals(List.of("warm"), store.origins(new Not(new Not(warm))));
        assertEquals(List.of(), store.origins(new Not(Filter.ALL)));
    }

    @Test
    @DisplayName("conditions on series, values and times combine at any depth")
    void conditionsNest() throws Exception {
        store.append(
                List.of(
                        Events.plain().origin("one").value(1).event(),
                        Events.plain().origin("two").value(2).unit(null).later(-60).event(),
                        Events.plain()
                                .origin("three")
                                .value(new Value.Text("red"))
                                .later(-120)
                                .event(),
                        Events.plain()
                                .origin("four")
                                .at(NOON, NOON, TimeSource.CLAMPED)
                                .value(4)
                                .event()));
        var low = new Range(Field.VALUE, null, true, "2", true);
        var early = new Range(Field.TIMESTAMP, null, true, "2026-11-23T12:00:00Z", false);
        var red = new Equal(Field.STRING, "red");
        var named = new Wildcard(Field.ORIGIN, "t*");
        var clamped = new Equal(Field.TIME_SOURCE, "clamped");

        assertFound(
                List.of("two", "three"),
                new And(List.of(named, new Or(List.of(red, new And(List.of(low, early)))))));
        assertFound(
                List.of("four", "one"),
                new Not(new Or(List.of(red, new And(List.of(named, new Not(red)))))));
        assertFound(
                List.of("four", "two"),
                new Or(List.of(clamped, new And(List.of(low, new Not(new Exists(Field.UNIT)))))));
        assertFound(
                List.of("one", "three", "two"),
                new And(List.of(new Not(clamped), new Or(List.of(early, low, named)))));
        assertFound(
                List.of("four", "one"), new And(List.of(new Not(early), new Not(red), Filter.ALL)));
    }

    @Test
    @DisplayName("a condition on what an event does not have is false, and its opposite true")
    void absentFields() throws Exception {
        store.append(
                List.of(
                        Events.plain().origin("number").value(1).event(),
                        Events.plain()
                                .origin("text")
                                .value(new Value.Text("m"))
                                .unit(null)
                                .later(-1)
                                .event()));

        for (var onText :
                List.of(
                        new Range(Field.STRING, "a", true, "z", false),
                        new Range(Field.STRING, null, true, "n", true),
                        new Equal(Field.STRING, "m"),
                        new Wildcard(Field.STRING, "*"),
                        new Exists(Field.STRING))) {
            assertFound(List.of("text"), onText);
            assertFound(List.of("number"), new Not(onText));
            assertFound(List.of("number"), new And(List.of(new Not(onText))));
        }
        assertFound(List.of("text"), new Not(new Range(Field.UNIT, "A", true, null, true)));
        assertFound(List.of("text"), new Not(new Wildcard(Field.UNIT, "C*")));
        assertFound(List.of("text"), new Not(new Range(Field.VALUE, "0", true, null, true)));
        assertFound(List.of("number", "text"), new Not(new Exists(Field.DATA)));
        assertFound(List.of("number", "text"), new Not(new Equal(Field.BOOL, "true")));
    }

    @Test
    @DisplayName("ranges of times include and leave out their ends, in event time and in receipt")
    void rangesOfTimes() throws Exception {
        store.append(
                Events.many(
                        3,
                        n ->
                                Events.plain()
                                        .origin("o" + n)
                                        .at(
                                                NOON.plusSeconds(n),
                                                NOON.plusSeconds(10 + n),
                                                TimeSource.DEVICE)));

        for (var field : List.of(Field.TIMESTAMP, Field.RECEIVED)) {
            var start = field == Field.TIMESTAMP ? NOON : NOON.plusSeconds(10);
            var first = start.toString();
            var last = start.plusSeconds(2).toString();

            assertFound(List.of("o0", "o1", "o2"), new Range(field, first, true, last, true));
            assertFound(List.of("o1"), new Range(field, first, false, last, false));
            assertFound(List.of("o1", "o2"), new Range(field, first, false, null, true));
            assertFound(List.of("o0", "o1"), new Range(field, null, true, last, false));
            assertFound(List.of("o2"), new Not(new Range(field, null, true, last, false)));
            assertFound(List.of(), new Range(field, last, true, first, true));
        }
    }

    @Test
    @DisplayName("a filter may be as deep and as wide as the longest search makes it")
    void deepAndWide() throws Exception {
        store.append(List.of(Events.plain().origin("one").value(1).event()));
        var warm = new Range(Field.VALUE, "0", true, null, true);
        Filter deep = new Equal(Field.ORIGIN, "one");
        for (int level = 0; level < 40; level++) {
            deep = new Not(new Not(new And(List.of(warm, new Or(List.of(deep, warm))))));
        }
        var wide = new ArrayList<Filter>();
        for (int i = 0; i < 100; i++) {
            for (var field : List.of(Field.SENDER, Field.ORIGIN, Field.TYPE, Field.STRING)) {
                wide.add(new Equal(field, "no" + i));
                wide.add(new Wildcard(field, "*no?" + i));
            }
        }

        assertFound(List.of("one"), deep);
        assertFound(List.of(), new Or(wide));
        assertFound(List.of("one"), new Not(new Or(wide)));
    }

    /// Compares without order, which is another test's.
    private void assertFound(List<String> origins, Filter filter) throws IOException {
        assertEquals(
                origins.stream().sorted().toList(),
                store.origins(filter).stream().sorted().toList());
    }
}
