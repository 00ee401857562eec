package io.acequia.query;

import static io.acequia.query.Searches.and;
import static io.acequia.query.Searches.filter;
import static io.acequia.query.Searches.not;
import static io.acequia.query.Searches.or;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.acequia.store.Field;
import io.acequia.store.Filter;
import io.acequia.store.Filter.Range;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchRangesTest {
    private static Filter above(String value, boolean isIncluded) {
        return new Range(Field.VALUE, value, isIncluded, null, true);
    }

    private static Filter below(String value, boolean isIncluded) {
        return new Range(Field.VALUE, null, true, value, isIncluded);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [20 TO 30]     | true  | true
                    {20 TO 30}     | false | false
                    [20 TO 30}     | true  | false
                    {20 TO 30]     | false | true
                    [ 20 to 30 ]   | true  | true
                    ["20" TO "30"] | true  | true
                    """)
    @DisplayName("A square bracket includes its end, a curly one leaves it out")
    void brackets(String range, boolean isLowerIncluded, boolean isUpperIncluded) {
        var expected = new Range(Field.VALUE, "20", isLowerIncluded, "30", isUpperIncluded);

        assertEquals(expected, filter("payload.value:" + range));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payload.value:>25",
                "payload.value>25",
                "payload.value > 25",
                "payload.value: > 25",
                "payload.value:(>25)",
                "payload.value:{25 TO *}",
                "payload.value:{25 TO *]",
                "payload.value:>\"25\""
            })
    @DisplayName("A range that is open above is written in Lucene's, Elastic's or Kibana's way")
    void openAbove(String text) {
        assertEquals(above("25", false), filter(text));
    }

    @Test
    @DisplayName("Comparisons include their value when they say so")
    void comparisons() {
        assertEquals(above("-2.5", true), filter("payload.value:>=-2.5"));
        assertEquals(below("-2.5", false), filter("payload.value:<-2.5"));
        assertEquals(below("1e3", true), filter("payload.value<=1e3"));
        assertEquals(below("3", true), filter("payload.value:[* TO 3]"));
        assertEquals(
                and(above("20", true), below("30", false)), filter("payload.value:(>=20 AND <30)"));
        assertEquals(
                and(above("20", true), below("30", false)), filter("payload.value:(>=20 <30)"));
        assertEquals(
                or(
                        new Range(Field.VALUE, "1", true, "2", true),
                        not(new Range(Field.VALUE, "5", true, "6", true))),
                filter("payload.value:([1 TO 2] OR -[5 TO 6])"));
    }

    @Test
    @DisplayName("Text lies between two words, where nothing but the bracket ends a word")
    void text() {
        assertEquals(
                new Range(Field.ORIGIN, "a:(1)*", true, "b\"c", false),
                filter("origin:[a:(1)* TO b\"c}"));
        assertEquals(
                new Range(Field.SENDER, "x y", true, "z] }", true),
                filter("sender:[\"x y\" TO z\\]\\ \\}]"));
        assertEquals(
                new Range(Field.TYPE, "TO", true, "to", true), filter("payload.type:[TO TO to]"));
        assertEquals(new Range(Field.ORIGIN, "*", true, null, true), filter("origin:[\"*\" TO *]"));
    }

    @Test
    @DisplayName("Times are relative to the clock of whoever asks")
    void relativeTimes() {
        assertEquals(
                new Range(
                        Field.TIMESTAMP,
                        "2026-11-19T10:00:00Z",
                        true,
                        "2026-11-23T10:00:00Z",
                        true),
                filter("timestamp:[now-4d TO now]"));
        assertEquals(
                new Range(Field.RECEIVED, "2026-11-23T09:55:00Z", false, null, true),
                filter("received:>now-5m"));
        assertEquals(
                new Range(Field.TIMESTAMP, null, true, "2026-11-23T11:00:00Z", false),
                filter("timestamp<2026-11-23T12:00:00+01:00"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    2026-11-23              | 2026-11-23T00:00:00Z | true | 2026-11-24T00:00:00Z | false
                    now/d                   | 2026-11-23T00:00:00Z | true | 2026-11-24T00:00:00Z | false
                    [now/d TO now/d]        | 2026-11-23T00:00:00Z | true | 2026-11-24T00:00:00Z | false
                    [2026-11-23 TO now/d]   | 2026-11-23T00:00:00Z | true | 2026-11-24T00:00:00Z | false
                    [2026-11-23 TO *]       | 2026-11-23T00:00:00Z | true | -                    | true
                    {2026-11-22 TO *]       | 2026-11-23T00:00:00Z | true | -                    | true
                    >2026-11-22             | 2026-11-23T00:00:00Z | true | -                    | true
                    >=2026-11-23            | 2026-11-23T00:00:00Z | true | -                    | true
                    <2026-11-24             | -                    | true | 2026-11-24T00:00:00Z | false
                    <=2026-11-23            | -                    | true | 2026-11-24T00:00:00Z | false
                    {now-1d/d TO now+1d/d}  | 2026-11-23T00:00:00Z | true | 2026-11-24T00:00:00Z | false
                    """)
    @DisplayName("A day counts as a whole, from its first instant to its last")
    void days(String value, String lower, boolean hasLower, String upper, boolean hasUpper) {
        var expected = new Range(Field.TIMESTAMP, lower, hasLower, upper, hasUpper);

        assertEquals(expected, filter("timestamp:" + value));
    }
}
