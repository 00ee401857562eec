package io.acequia.query;

import static io.acequia.query.Searches.filter;
import static io.acequia.query.Searches.mistake;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchMistakesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    orgin:a                  | 1  | unknown field "orgin"        | origin
                    a:b:c                    | 1  | unknown field "a"            | namespace, sender
                    origin:a AND type:b      | 14 | unknown field "type"         | payload.type
                    payload.valu:1           | 1  | unknown field "payload.valu" | payload.value
                    payload.valu>1           | 1  | unknown field "payload.valu" | payload.value
                    timesource:x             | 1  | unknown field "timesource"   | time_source
                    _exists_:payload.units   | 10 | unknown field "payload.units"| payload.unit
                    _exists_:                | 10 | the search ends here         | a field
                    _exist_:origin           | 1  | unknown field "_exist_"      | namespace
                    *:a                      | 1  | unknown field "*"            | namespace
                    origin:                  | 8  | the search ends here         | a value
                    origin:a AND             | 13 | the search ends here         | a condition
                    AND origin:a             | 1  | unexpected "AND"             | a condition
                    && origin:a              | 1  | unexpected "&&"              | a condition
                    origin:a AND or          | 14 | unexpected "or"              | a condition
                    NOT                      | 4  | the search ends here         | a condition
                    origin:a -               | 11 | the search ends here         | a condition
                    "origin":a               | 9  | unexpected ":"               | AND
                    :a                       | 1  | unexpected ":"               | a condition
                    ()                       | 2  | unexpected ")"               | a condition
                    origin:()                | 9  | unexpected ")"               | a condition
                    (origin:a                | 10 | the search ends here         | the ")" for the "(" at column 1
                    origin:(a OR             | 13 | the search ends here         | a condition
                    origin:a)                | 9  | unexpected ")"               | AND
                    origin:!a                | 8  | unexpected "!"               | quote it
                    payload.value:>          | 16 | the search ends here         | a value
                    payload.value:>>5        | 16 | unexpected ">"               | a value
                    payload.value:>x         | 16 | not a value of payload.value | a number
                    payload.value:[1 TO x]   | 21 | not a value of payload.value | a number
                    payload.value:[1 2]      | 18 | unexpected "2"               | TO, as in
                    payload.value:[1 TO ]    | 21 | unexpected "]"               | a value or *
                    payload.value:[1 TO 2    | 22 | the search ends here         | ] or }
                    payload.value:[1 TO 2 3] | 23 | unexpected "3"               | ] or }
                    payload.value:[          | 16 | the search ends here         | a value or *
                    [1 TO 2]                 | 1  | the range has no field       | payload.value:>25
                    >5                       | 1  | the comparison has no field  | payload.value:>25
                    payload.bool:[a TO b]    | 14 | the range makes no sense     | true, false
                    time_source>x            | 12 | the comparison makes no sense| device
                    timestamp:[now TO then]  | 19 | not a value of timestamp     | now-1h
                    origin:/a.b/             | 8  | regular expressions are not  | \\/ for the
                    /a.b/                    | 1  | regular expressions are not  | \\/ for the
                    origin:sevile~1          | 14 | fuzzy search is not          | \\~ for the
                    "a b"~2                  | 6  | fuzzy search is not          | \\~ for the
                    origin:a^2 AND origin:b  | 9  | events have no rank to boost | \\^ for the
                    (origin:a)^2             | 11 | events have no rank to boost | \\^ for the
                    origin:"abc              | 8  | the quote is never closed    | a second "
                    origin:a"b               | 9  | the quote is never closed    | a second "
                    origin:a\\                | 9  | nothing follows the backslash| a character
                    origin:\\u00g0            | 8  | \\u is not followed by four   | \\u00b0
                    origin:"\\u00"            | 9  | \\u is not followed by four   | \\u00b0
                    origin:東京🌡 x:y        | 12 | unknown field "x"            | namespace
                    """)
    @DisplayName("A mistake says the column, what is wrong and what was expected")
    void mistakes(String text, int column, String problem, String expected) {
        var mistake = mistake(text);

        assertEquals(column, mistake.column(), mistake.toString());
        assertTrue(mistake.problem().startsWith(problem), mistake.problem());
        assertTrue(mistake.expected().contains(expected), mistake.expected());
        assertEquals(
                "column " + column + ": " + mistake.problem() + "; expected " + mistake.expected(),
                mistake.message());
    }

    @Test
    @DisplayName("The first mistake is told, not what follows from it")
    void firstMistake() {
        assertEquals(17, mistake("(payload.value:>x OR type:y) AND (").column());
        assertEquals(1, mistake("orgin:((((( \"").column());
    }

    @Test
    @DisplayName("A mistake shows only the start of long text")
    void longTextIsCut() {
        var mistake = mistake("🌡".repeat(1_000) + ":x");

        assertEquals("unknown field \"" + "🌡".repeat(40) + "…\"", mistake.problem());
    }

    @Test
    @DisplayName("Length, number of conditions and depth are bounded")
    void bounds() {
        var longest = "origin:" + "x".repeat(SearchSyntax.MAX_LENGTH - 7);
        var most = "origin:a" + " OR origin:a".repeat(SearchSyntax.MAX_CONDITIONS - 1);
        int depth = SearchSyntax.MAX_DEPTH;
        var deepest = "(".repeat(depth) + "origin:a" + ")".repeat(depth);

        assertNotNull(filter(longest));
        assertNotNull(filter(most));
        assertNotNull(filter(deepest));
        assertNotNull(filter("-".repeat(depth) + "origin:a"));
        assertEquals(SearchSyntax.MAX_LENGTH + 1, mistake(longest + "x").column());
        assertEquals("too many conditions", mistake(most + " AND payload.value>1").problem());
        assertEquals(depth + 1, mistake("(" + deepest + ")").column());
        assertEquals("at most 32 levels", mistake("-".repeat(depth + 1) + "origin:a").expected());
    }
}
