package io.acequia.query;

import io.acequia.query.Parsed.Mistake;
import io.acequia.store.Field;
import io.acequia.text.Nearest;
import java.util.Arrays;
import java.util.List;

/// Words for what is wrong with a search.
final class Mistakes {
    private static final List<String> FIELDS =
            Arrays.stream(Field.values()).map(Field::label).toList();
    private static final int SHOWN = 40;

    private Mistakes() {}

    static Mistake unknownField(int column, String name) {
        var expected = Nearest.to(name, FIELDS).orElseGet(() -> String.join(", ", FIELDS));
        return new Mistake(column, "unknown field " + quoted(name), expected);
    }

    /// A token stands where it means nothing.
    static Mistake unexpected(Token token, String expected) {
        return switch (token) {
            case Token.Broken(var mistake) -> mistake;
            case Token.Word(var column, var text, _, _) -> unexpected(column, text, expected);
            case Token.Quoted(var column, var text) -> unexpected(column, text, expected);
            case Token.Operator(var column, _, var text) -> unexpected(column, text, expected);
            case Token.Colon(var column) -> unexpected(column, ":", expected);
            case Token.Comparison(var column, var isLess, _) ->
                    unexpected(column, isLess ? "<" : ">", expected);
            case Token.Symbol(var column, var character) -> symbol(column, character, expected);
            case Token.End(var column) -> new Mistake(column, "the search ends here", expected);
        };
    }

    private static Mistake symbol(int column, char character, String expected) {
        return switch (character) {
            case '/' ->
                    new Mistake(
                            column,
                            "regular expressions are not understood",
                            "a pattern such as sev*, or \\/ for the character itself");
            case '~' ->
                    new Mistake(
                            column,
                            "fuzzy search is not understood",
                            "a pattern such as sev*, or \\~ for the character itself");
            case '^' ->
                    new Mistake(
                            column,
                            "events have no rank to boost",
                            "nothing here, or \\^ for the character itself");
            default -> unexpected(column, String.valueOf(character), expected);
        };
    }

    private static Mistake unexpected(int column, String text, String expected) {
        return new Mistake(column, "unexpected " + quoted(text), expected);
    }

    private static String quoted(String text) {
        return '"' + shortened(text) + '"';
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + '…';
    }
}
