package io.acequia.query.promql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromqlTest {
    private static Expression parsed(String text) {
        return switch (Promql.parse(text)) {
            case Parsed.Understood(var expression) -> expression;
            case Parsed.Mistake mistake -> throw new AssertionError(text + ": " + mistake);
        };
    }

    private static String mistake(String text) {
        return assertInstanceOf(Parsed.Mistake.class, Promql.parse(text), text).message();
    }

    @Test
    @DisplayName("a selector has the name of the metric and conditions on labels")
    void selector() {
        var selector =
                assertInstanceOf(
                        Expression.Instant.class,
                        parsed(
                                "temperature{origin=\"a\\\"b\",unit!='F', sender=~`x.*`,} offset -1h30m"));

        assertEquals(
                List.of(
                        "__name__=\"temperature\"",
                        "origin=\"a\"b\"",
                        "unit!=\"F\"",
                        "sender=~\"x.*\""),
                selector.matchers().stream().map(Matcher::toString).toList());
        assertEquals(-5_400_000, selector.offset());
    }

    @ParameterizedTest
    @DisplayName("operators bind as in Prometheus")
    @CsvSource(
            delimiter = '|',
            value = {
                "1 + 2 * 3 | 7",
                "(1 + 2) * 3 | 9",
                "2 ^ 3 ^ 2 | 512",
                "-2 ^ 2 | -4",
                "2 ^ -1 | 0.5",
                "10 - 4 - 3 | 3",
                "-3 % 2 | -1",
                "1 + 2 == bool 3 | 1",
                "1 > bool 2 | 0",
                "0x1F + 1e3 + .5 | 1031.5",
                "--1 | 1",
                "+1 | 1",
                "1 # comment | 1",
                "atan2 | 0"
            })
    void precedence(String text, double expected) throws Exception {
        if (text.equals("atan2")) {
            text = "0 atan2 1";
        }
        var evaluator = new Evaluator((_, _) -> true, () -> 0);

        var result = evaluator.instant(parsed(text), 0, 1, Limits.DEFAULTS);

        assertEquals(new Result.Scalar(0, expected), result);
    }

    @ParameterizedTest
    @DisplayName("words that mean something are names of metrics where they mean nothing")
    @ValueSource(
            strings = {
                "sum",
                "rate",
                "by",
                "count{origin=\"a\"}",
                "offset",
                "and",
                "sum(sum) by (by)",
                "time offset 5m",
                "a:b:c"
            })
    void wordsAsNames(String text) {
        assertEquals(ValueType.VECTOR, parsed(text).type());
    }

    @ParameterizedTest
    @DisplayName("mistakes are told with their place")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~~ | 1:1: parse error: no expression found in input",
                "foo{ | 1:5: parse error: unexpected end of input in label matching, expected identifier or \"}\"",
                "foo bar | 1:5: parse error: unexpected identifier \"bar\" in expression, expected an operator or the end",
                "rate(foo) | 1:1: parse error: expected type range vector in call to function \"rate\", got instant vector",
                "1 + rate(foo[5m], 2) | 1:5: parse error: expected 1 argument(s) in call to \"rate\", got 2",
                "nothing(foo) | 1:1: parse error: unknown function with name \"nothing\"",
                "foo{a=~\"(\"} | 1:8: parse error: not a regular expression of RE2, or too large a one",
                "{a=~\".*\"} | 1:1: parse error: vector selector must contain at least one non-empty matcher",
                "foo{__name__=\"bar\"} | 1:1: parse error: metric name must not be set twice",
                "1 == 1 | 1:1: parse error: comparisons between scalars must use BOOL modifier",
                "foo + bool bar | 1:7: parse error: bool modifier can only be used on comparison operators",
                "foo and 1 | 1:1: parse error: set operator \"and\" not allowed in binary scalar expression",
                "foo + on(a) 1 | 1:1: parse error: vector matching only allowed between instant vectors",
                "foo[5m] + 1 | 1:1: parse error: binary expression must contain only scalar and instant vector types",
                "foo[5m:1m] | 1:7: parse error: sub-queries are not supported",
                "foo @ 1 | 1:5: parse error: the @ modifier is not supported",
                "foo[0s] | 1:1: parse error: duration must be greater than 0",
                "foo[5] | 1:5: parse error: unexpected number \"5\" in range, expected duration",
                "foo[5x] | 1:5: parse error: bad number or duration syntax",
                "(foo + 1)[5m] | 1:1: parse error: ranges only allowed for vector selectors",
                "foo offset 5m offset 5m | 1:15: parse error: offset may not be set multiple times",
                "sum(foo, bar) | 1:1: parse error: wrong number of arguments for aggregate expression provided, expected 1, got 2",
                "topk(foo, bar) | 1:1: parse error: expected type scalar in aggregation parameter, got instant vector",
                "sum(1) | 1:1: parse error: expected type instant vector in aggregation expression, got scalar",
                "\"abc | 1:1: parse error: unterminated quoted string",
                "\"\\q\" | 1:1: parse error: unknown escape sequence",
                "foo $ bar | 1:5: parse error: unexpected character: '$'",
                "-\"a\" | 1:1: parse error: unary expression only allowed on expressions of type scalar or instant vector, got string"
            })
    void mistakes(String text, String message) {
        assertEquals(message, mistake(text));
    }

    @Test
    @DisplayName("a mistake is counted in lines and characters")
    void place() {
        assertTrue(
                mistake("sum(\n  '\ud83c\udf0a' \"").startsWith("2:7: "),
                mistake("sum(\n  '\ud83c\udf0a' \""));
    }

    @Test
    @DisplayName("a query has a bounded length, depth and number of parts")
    void bounds() {
        assertTrue(mistake("a".repeat(Promql.MAX_LENGTH + 1)).contains("use at most 16384"));
        assertTrue(mistake("(".repeat(16_000)).contains("nested more than 100"));
        assertTrue(mistake("-".repeat(16_000)).contains("nested more than 100"));
        assertTrue(mistake("2^".repeat(8_000)).contains("nested more than 100"));
        assertTrue(mistake("abs(".repeat(4_000)).contains("nested more than 100"));
        assertTrue(mistake("1+".repeat(8_000) + "1").contains("more than 500 parts"));
        assertTrue(
                mistake("{a=\"b\"" + ",a=\"b\"".repeat(200) + "}").contains("too many matchers"));
        assertTrue(mistake("{a=~\"" + "(".repeat(2_000) + "\"}").contains("RE2"));
        assertTrue(mistake("{a=~\"((x{100}){100}){100}\"}").contains("RE2"));
    }

    @Test
    @DisplayName("the longest expression that is understood can be evaluated")
    void deepest() throws Exception {
        var sum = parsed("1" + "+1".repeat(240));
        var nested = parsed("(".repeat(90) + "1" + ")".repeat(90));
        var evaluator = new Evaluator((_, _) -> true, () -> 0);

        assertEquals(new Result.Scalar(0, 241), evaluator.instant(sum, 0, 1, Limits.DEFAULTS));
        assertEquals(new Result.Scalar(0, 1), evaluator.instant(nested, 0, 1, Limits.DEFAULTS));
    }

    @Test
    @DisplayName("whatever the text, the parser neither throws nor runs for ever")
    void hostileText() {
        var random = new Random(20_261_123);
        var pieces =
                List.of(
                        "sum",
                        "rate",
                        "(",
                        ")",
                        "{",
                        "}",
                        "[",
                        "]",
                        "foo",
                        "=",
                        "=~",
                        "\"",
                        "'",
                        "5m",
                        "1",
                        "by",
                        "on",
                        "and",
                        "or",
                        "-",
                        "^",
                        ",",
                        "offset",
                        "@",
                        ":",
                        "#",
                        "\n",
                        "\\",
                        "\u0000",
                        "\ud83c",
                        "topk",
                        "inf",
                        "0x",
                        "1e",
                        ".",
                        "bool",
                        "a{b=\"c\"}",
                        "[5m]",
                        "group_left",
                        "label_replace");
        int understood = 0;
        for (int round = 0; round < 20_000; round++) {
            var text = new StringBuilder();
            int length = random.nextInt(12);
            for (int piece = 0; piece < length; piece++) {
                text.append(pieces.get(random.nextInt(pieces.size())));
                text.append(random.nextBoolean() ? " " : "");
            }
            understood += Promql.parse(text.toString()) instanceof Parsed.Understood ? 1 : 0;
            assertTrue(Promql.parseSelector(text.toString()) != null);
        }

        assertTrue(understood > 100, "only " + understood);
    }

    @ParameterizedTest
    @DisplayName("durations have units in descending order")
    @CsvSource({
        "5m,300000",
        "1h30m,5400000",
        "1d,86400000",
        "2w,1209600000",
        "1y,31536000000",
        "1500ms,1500",
        "1y2w3d4h5m6s7ms,33019506007",
        "0,0",
        "0s,0"
    })
    void durations(String text, long millis) {
        assertEquals(millis, PrometheusDuration.parse(text).orElseThrow());
    }

    @ParameterizedTest
    @DisplayName("what is no duration is none")
    @ValueSource(
            strings = {"", "5", "m", "5m1h", "5 m", "-5m", "1.5h", "99999999999999999999y", "400y"})
    void noDurations(String text) {
        assertTrue(PrometheusDuration.parse(text).isEmpty());
    }
}
