package io.acequia.query;

import io.acequia.query.Parsed.Mistake;
import io.acequia.query.Parsed.Understood;
import io.acequia.store.Field;
import io.acequia.store.Filter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Recursive descent over the tokens of a search: one method for each rule of [SearchSyntax].
final class Parser {
    private static final List<String> FIELDS =
            Arrays.stream(Field.values()).map(Field::label).toList();

    private final Lexer lexer;
    private Token token;

    Parser(Lexer lexer) {
        this.lexer = lexer;
        this.token = lexer.next();
    }

    Parsed search() {
        if (token instanceof Token.End) {
            return new Understood(Filter.ALL);
        }
        var parsed = conjunction();
        if (parsed instanceof Understood && !(token instanceof Token.End)) {
            return unexpected("AND or the end of the search");
        }
        return parsed;
    }

    private Parsed conjunction() {
        var filters = new ArrayList<Filter>();
        while (true) {
            int column = token.column();
            switch (condition()) {
                case Mistake mistake -> {
                    return mistake;
                }
                case Understood(var filter) -> filters.add(filter);
            }
            if (filters.size() > SearchSyntax.MAX_CONDITIONS) {
                return new Mistake(
                        column, "too many conditions", "at most " + SearchSyntax.MAX_CONDITIONS);
            }
            if (!isKeyword("AND")) {
                return new Understood(all(filters));
            }
            advance();
        }
    }

    private static Filter all(List<Filter> filters) {
        var narrowing = filters.stream().filter(filter -> !Filter.ALL.equals(filter)).toList();
        return switch (narrowing.size()) {
            case 0 -> Filter.ALL;
            case 1 -> narrowing.getFirst();
            default -> new Filter.And(narrowing);
        };
    }

    private Parsed condition() {
        if (!(token instanceof Token.Word name) || isKeyword("AND")) {
            return unexpected("a field, such as origin:probe1");
        }
        advance();
        if (!(token instanceof Token.Colon)) {
            return name.pattern().equals("*") ? new Understood(Filter.ALL) : withoutField(name);
        }
        advance();
        if (name.pattern().equals("*") && isAnything(token)) {
            advance();
            return new Understood(Filter.ALL);
        }
        var field = Field.named(name.text());
        return field.isPresent() ? value(field.get()) : unknownField(name);
    }

    private Parsed value(Field field) {
        var parsed =
                switch (token) {
                    case Token.Quoted(var column, var text) -> FieldText.equal(field, text, column);
                    case Token.Word word when isAnything(word) ->
                            new Understood(new Filter.Exists(field));
                    case Token.Word word when word.wildcard() -> FieldText.matching(field, word);
                    case Token.Word word -> FieldText.equal(field, word.text(), word.column());
                    case Token.Symbol _ ->
                            unexpected("a value; quote it to search for it as it is");
                    case Token.Colon _, Token.End _, Token.Broken _ -> unexpected("a value");
                };
        if (parsed instanceof Understood) {
            advance();
        }
        return parsed;
    }

    private static boolean isAnything(Token token) {
        return token instanceof Token.Word word && word.pattern().equals("*");
    }

    private boolean isKeyword(String keyword) {
        return token instanceof Token.Word word && word.pattern().equalsIgnoreCase(keyword);
    }

    private void advance() {
        token = lexer.next();
    }

    private static Mistake withoutField(Token.Word word) {
        var example = "field:value, such as origin:" + shortened(word.text());
        return new Mistake(word.column(), quoted(word.text()) + " has no field", example);
    }

    private static Mistake unknownField(Token.Word name) {
        var expected =
                Nearest.to(name.text(), FIELDS)
                        .orElseGet(() -> FIELDS.stream().collect(Collectors.joining(", ")));
        return new Mistake(name.column(), "unknown field " + quoted(name.text()), expected);
    }

    private Mistake unexpected(String expected) {
        return switch (token) {
            case Token.Broken(var mistake) -> mistake;
            case Token.Word(var column, var text, _, _) ->
                    new Mistake(column, "unexpected " + quoted(text), expected);
            case Token.Quoted(var column, var text) ->
                    new Mistake(column, "unexpected " + quoted(text), expected);
            case Token.Colon(var column) -> new Mistake(column, "unexpected \":\"", expected);
            case Token.Symbol(var column, var character) ->
                    new Mistake(column, "unexpected \"" + character + '"', expected);
            case Token.End(var column) -> new Mistake(column, "the search ends here", expected);
        };
    }

    private static String quoted(String text) {
        return '"' + shortened(text) + '"';
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= 40
                ? text
                : text.substring(0, text.offsetByCodePoints(0, 40)) + '…';
    }
}
