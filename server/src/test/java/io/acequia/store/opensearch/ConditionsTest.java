package io.acequia.store.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.store.Field;
import io.acequia.store.Filter;
import io.acequia.store.Filter.And;
import io.acequia.store.Filter.Equal;
import io.acequia.store.Filter.Exists;
import io.acequia.store.Filter.Not;
import io.acequia.store.Filter.Or;
import io.acequia.store.Filter.Range;
import io.acequia.store.Filter.Wildcard;
import io.acequia.store.Samples;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConditionsTest {
    @Test
    @DisplayName("conditions that must not hold stand beside those that must")
    void andWithNot() {
        var filter =
                new And(
                        List.of(
                                new Equal(Field.ORIGIN, "probe1"),
                                new Not(new Exists(Field.UNIT))));

        assertEquals(
                "{'bool':{'filter':[{'term':{'origin':'probe1'}}],"
                        + "'must_not':[{'exists':{'field':'payload.unit'}}]}}",
                json(filter));
    }

    @Test
    @DisplayName("several values of one field are asked for at once")
    void severalValues() {
        var filter =
                new Or(
                        List.of(
                                new Equal(Field.ORIGIN, "a"),
                                new Wildcard(Field.TYPE, "t?\\*"),
                                new Equal(Field.ORIGIN, "b"),
                                new Equal(Field.VALUE, "2")));

        assertEquals(
                "{'bool':{'should':[{'terms':{'origin':['a','b']}},"
                        + "{'wildcard':{'payload.type':{'value':'t?\\\\*'}}},"
                        + "{'range':{'payload.value':{'gte':2.0,'lte':2.0}}}]}}",
                json(filter));
    }

    @Test
    @DisplayName("no text of a filter becomes part of the query itself")
    void textIsText() {
        var odd = new Equal(Field.SENDER, "a\",\"b");

        assertEquals("{\"term\":{\"sender\":\"a\\\",\\\"b\"}}", Conditions.query(odd).toString());
    }

    @ParameterizedTest
    @EnumSource(Field.class)
    @DisplayName("a range without bounds, and a star, only ask whether the field is there")
    void openRanges(Field field) {
        var exists = json(new Exists(field));

        assertEquals(exists, json(new Range(field, null, false, null, true)));
        assertEquals(exists, json(new Wildcard(field, "*")));
    }

    @Test
    @DisplayName("text that is too long to be searched is there")
    void unindexed() {
        assertEquals(
                "{'bool':{'should':[{'exists':{'field':'payload.string'}},"
                        + "{'term':{'unindexed':'payload.string'}}]}}",
                json(new Exists(Field.STRING)));
    }

    @ParameterizedTest
    @CsvSource({"VALUE,warm", "VALUE,1E400", "BOOL,yes", "TIMESTAMP,yesterday", "RECEIVED,1e3"})
    @DisplayName("what no event can have is not asked for")
    void impossible(Field field, String text) {
        assertEquals("{'match_none':{}}", json(new Equal(field, text)));
        assertEquals("{'match_none':{}}", json(new Wildcard(field, text)));
        assertEquals("{'match_all':{}}", json(new Not(new Equal(field, text))));
    }

    @ParameterizedTest
    @CsvSource({
        "0,true,-0,true,gte:-0.0 lte:0.0",
        "-0,false,0,false,gt:0.0 lt:-0.0",
        "-1E400,true,1e400,true,''",
        "-1.5,true,1e2,false,gte:-1.5 lt:100.0"
    })
    @DisplayName("zero has no sign, and nothing is infinite")
    void numbers(String lower, boolean withLower, String upper, boolean withUpper, String bounds) {
        var written = bounds.replaceAll("(\\w+):", "'$1':").replace(' ', ',');

        assertEquals(
                "{'range':{'payload.value':{" + written + "}}}",
                json(new Range(Field.VALUE, lower, withLower, upper, withUpper)));
    }

    @Test
    @DisplayName("no number is more than infinite")
    void beyondNumbers() {
        var above = new Range(Field.VALUE, "1E400", true, null, true);
        var below = new Range(Field.VALUE, null, true, "-1E400", true);

        assertEquals("{'match_none':{}}", json(above));
        assertEquals("{'match_none':{}}", json(below));
    }

    @Test
    @DisplayName("times are written with all their digits, which no engine fills up")
    void times() {
        var from = "2026-11-23T10:00:00Z";
        var to = "2026-11-23T11:00:00.000001+01:00";

        assertEquals(
                "{'range':{'timestamp':{'gte':'2026-11-23T10:00:00.000000000Z',"
                        + "'lt':'2026-11-23T10:00:00.000002000Z'}}}",
                json(new Range(Field.TIMESTAMP, from, true, to, true)));
        assertEquals(
                "{'range':{'timestamp':{'gte':'2026-11-23T10:00:00.000001000Z',"
                        + "'lt':'2026-11-23T10:00:00.000002000Z'}}}",
                json(new Equal(Field.TIMESTAMP, to)));
    }

    @Test
    @DisplayName("times of receipt are whole milliseconds")
    void receipt() {
        var range = new Range(Field.RECEIVED, "1970-01-01T00:00:00.0011Z", true, "5", false);

        assertEquals(
                "{'range':{'received':{'gte':2,'lt':5,'format':'epoch_millis'}}}", json(range));
        assertEquals(
                "{'match_none':{}}", json(new Equal(Field.RECEIVED, "1970-01-01T00:00:00.0011Z")));
    }

    @Test
    @DisplayName("a time before 1970 or after 2262 is none that an event has")
    void farTimes() {
        assertEquals("{'match_none':{}}", json(new Equal(Field.TIMESTAMP, "1969-12-31")));
        assertEquals("{'match_none':{}}", json(new Equal(Field.TIMESTAMP, "2300-01-01")));
        assertEquals(
                json(new Range(Field.TIMESTAMP, "1970-01-01", true, "2200-01-01", false)),
                json(new Range(Field.TIMESTAMP, "0001-01-01", true, "2200-01-01", false)));
    }

    @ParameterizedTest
    @CsvSource({
        "false,true,true,true,{'exists':{'field':'payload.bool'}}",
        "false,false,,true,{'term':{'payload.bool':true}}",
        ",true,true,false,{'term':{'payload.bool':false}}",
        "true,false,,true,{'match_none':{}}"
    })
    @DisplayName("false comes before true")
    void truths(String lower, boolean withLower, String upper, boolean withUpper, String expected) {
        assertEquals(expected, json(new Range(Field.BOOL, lower, withLower, upper, withUpper)));
    }

    @Test
    @DisplayName("more conditions than an engine takes are refused with what to do")
    void tooMany() {
        var many =
                IntStream.rangeClosed(0, 1_000)
                        .<Filter>mapToObj(n -> new Wildcard(Field.ORIGIN, n + "*"))
                        .toList();

        var refused = assertThrows(IllegalArgumentException.class, () -> json(new Or(many)));

        assertEquals("the search has more than 1000 conditions: narrow it", refused.getMessage());
        assertEquals(1_000, json(new Or(many.subList(0, 1_000))).split("wildcard").length - 1);
    }

    @Test
    @DisplayName("conditions deeper within others than an engine goes are refused")
    void tooDeep() {
        assertTrue(json(nested(13)).contains("deepest"));
        assertThrows(IllegalArgumentException.class, () -> json(nested(14)));
    }

    private static Filter nested(int levels) {
        Filter filter = new Equal(Field.ORIGIN, "deepest");
        for (int level = 0; level < levels; level++) {
            var one = new Equal(Field.SENDER, "s" + level);
            var other = new Equal(Field.TYPE, "t" + level);
            filter = new And(List.of(one, new Or(List.of(other, filter))));
        }
        return filter;
    }

    @ParameterizedTest
    @CsvSource({"60,5,10", "60,29,10", "60,30,1", "0.6,0.1,1000", "0.5,0.1,1"})
    @DisplayName("windows are asked for if they leave out more than half, and are not too many")
    void windows(double step, double window, int expected) {
        var instants = new Samples.Instants(millis(step), millis(window));

        var query = Conditions.query(Filter.ALL, 0, 600_000_000, instants).toString();

        assertEquals(expected, query.split("\"gte\"", -1).length - 1);
    }

    private static Duration millis(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1_000));
    }

    @Test
    @DisplayName("a window has its last millisecond, and no more than the range")
    void windowEnds() {
        var instants = new Samples.Instants(Duration.ofSeconds(10), Duration.ofSeconds(2));

        var query = Conditions.query(Filter.ALL, 1_000, 11_000_500, instants).toString();

        assertTrue(query.contains("00:00:00.001000000Z\",\"lt\":\"1970-01-01T00:00:02.002000000Z"));
        assertTrue(query.contains("00:00:10.001000000Z\",\"lt\":\"1970-01-01T00:00:11.000500000Z"));
    }

    private static String json(Filter filter) {
        return Conditions.query(filter).toString().replace('"', '\'');
    }
}
