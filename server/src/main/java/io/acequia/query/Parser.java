package io.acequia.query;

import io.acequia.query.FieldText.Edge;
import io.acequia.query.Parsed.Mistake;
import io.acequia.query.Parsed.Understood;
import io.acequia.query.Token.Meaning;
import io.acequia.store.Field;
import io.acequia.store.Filter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Recursive descent over the tokens of a search: one method for each rule of [SearchSyntax].
///
/// The first mistake is remembered and counts as the end of the search, so that every rule comes to
/// its own end with something harmless.
final class Parser {
    /// Where a value without a field is looked for.
    private static final List<Field> ANYWHERE =
            List.of(Field.NAMESPACE, Field.SENDER, Field.ORIGIN, Field.TYPE, Field.STRING);

    private final Lexer lexer;
    private final Instant now;
    private Token token;
    private @Nullable Mistake mistake; // the first one, absent while all is well
    private int conditions;
    private int depth;

    Parser(Lexer lexer, Instant now) {
        this.lexer = lexer;
        this.now = now;
        this.token = lexer.next();
    }

    Parsed search() {
        var filter = token instanceof Token.End ? Filter.ALL : juxtaposed(ANYWHERE);
        if (!(token instanceof Token.End)) {
            unexpected("AND, OR or the end of the search");
        }
        return mistake == null ? new Understood(filter) : mistake;
    }

    private Filter juxtaposed(List<Field> fields) {
        var filters = new ArrayList<Filter>();
        do {
            filters.add(disjunction(fields));
        } while (beginsClause(fields));
        return Joined.all(filters);
    }

    private boolean beginsClause(List<Field> fields) {
        return switch (token) {
            case Token.Word _, Token.Quoted _ -> true;
            case Token.Operator(_, var meaning, _) ->
                    meaning == Meaning.NOT || meaning == Meaning.MUST;
            case Token.Symbol(_, var character) ->
                    character == '(' || (isOne(fields) && opensRange(character));
            case Token.Comparison _ -> isOne(fields);
            case Token.Colon _, Token.End _, Token.Broken _ -> false;
        };
    }

    private Filter disjunction(List<Field> fields) {
        var filters = new ArrayList<Filter>();
        do {
            filters.add(conjunction(fields));
        } while (takes(Meaning.OR));
        return Joined.any(filters);
    }

    private Filter conjunction(List<Field> fields) {
        var filters = new ArrayList<Filter>();
        do {
            filters.add(clause(fields));
        } while (takes(Meaning.AND));
        return Joined.all(filters);
    }

    private Filter clause(List<Field> fields) {
        int column = token.column();
        if (takes(Meaning.MUST)) {
            return nested(column, () -> clause(fields));
        }
        if (takes(Meaning.NOT)) {
            return new Filter.Not(nested(column, () -> clause(fields)));
        }
        return switch (token) {
            case Token.Word word -> startingWith(word, fields);
            case Token.Quoted quoted -> literal(quoted, fields);
            case Token.Symbol(_, var character) when character == '(' -> group(fields);
            case Token.Symbol(_, var character) when opensRange(character) -> range(fields);
            case Token.Comparison comparison -> comparison(comparison, fields);
            case Token.Symbol _, Token.Operator _, Token.Colon _, Token.End _, Token.Broken _ ->
                    unexpected("a condition, such as origin:probe1");
        };
    }

    private Filter group(List<Field> fields) {
        int column = token.column();
        advance();
        var filter = nested(column, () -> juxtaposed(fields));
        return takesSymbol(')')
                ? filter
                : unexpected("AND, OR or the \")\" for the \"(\" at column " + column);
    }

    private Filter nested(int column, Supplier<Filter> rule) {
        if (depth == SearchSyntax.MAX_DEPTH) {
            return fail(
                    new Mistake(
                            column,
                            "the search is nested too deeply",
                            "at most " + SearchSyntax.MAX_DEPTH + " levels"));
        }
        depth++;
        var filter = rule.get();
        depth--;
        return filter;
    }

    private Filter startingWith(Token.Word word, List<Field> fields) {
        advance();
        return switch (token) {
            case Token.Colon _ when word.text().equals("_exists_") -> exists();
            case Token.Colon _ -> valueOf(word);
            case Token.Comparison comparison ->
                    field(word).map(it -> comparison(comparison, List.of(it))).orElse(Filter.ALL);
            case Token.Word _,
                    Token.Quoted _,
                    Token.Operator _,
                    Token.Symbol _,
                    Token.End _,
                    Token.Broken _ ->
                    condition(word, fields);
        };
    }

    private Filter exists() {
        advance();
        var name = token;
        count(name.column());
        return takesText()
                ? field(name).<Filter>map(Filter.Exists::new).orElse(Filter.ALL)
                : unexpected("a field, such as payload.unit");
    }

    private Filter valueOf(Token.Word name) {
        advance();
        if (name.isStar() && token instanceof Token.Word word && word.isStar()) {
            advance();
            return Filter.ALL;
        }
        return field(name).map(it -> value(List.of(it))).orElse(Filter.ALL);
    }

    private Filter value(List<Field> field) {
        return switch (token) {
            case Token.Word word -> literal(word, field);
            case Token.Quoted quoted -> literal(quoted, field);
            case Token.Symbol(_, var character) when character == '(' -> group(field);
            case Token.Symbol(_, var character) when opensRange(character) -> range(field);
            case Token.Comparison comparison -> comparison(comparison, field);
            case Token.Symbol _, Token.Operator _, Token.Colon _, Token.End _, Token.Broken _ ->
                    unexpected("a value; quote it to search for it as it is");
        };
    }

    private Filter literal(Token value, List<Field> fields) {
        advance();
        return condition(value, fields);
    }

    /// Compares one of several fields with a word or a quoted text that has been taken.
    private Filter condition(Token value, List<Field> fields) {
        count(value.column());
        boolean isStar = value instanceof Token.Word word && word.isStar();
        if (isStar) {
            return isOne(fields) ? new Filter.Exists(fields.getFirst()) : Filter.ALL;
        }
        var filters = new ArrayList<Filter>();
        for (var field : fields) {
            filters.add(condition(value, field).orElseGet(() -> wrongKind(field, value.column())));
        }
        return Joined.any(filters);
    }

    private Optional<Filter> condition(Token value, Field field) {
        return value instanceof Token.Word word && word.wildcard()
                ? FieldText.matching(field, word.pattern())
                : FieldText.equal(field, text(value), now);
    }

    private static String text(Token value) {
        return switch (value) {
            case Token.Word word -> word.text();
            case Token.Quoted quoted -> quoted.text();
            case Token.Operator _,
                    Token.Colon _,
                    Token.Comparison _,
                    Token.Symbol _,
                    Token.End _,
                    Token.Broken _ ->
                    "";
        };
    }

    private Filter comparison(Token.Comparison sign, List<Field> fields) {
        if (!isOrdered("the comparison", sign.column(), fields)) {
            return Filter.ALL;
        }
        var field = fields.getFirst();
        advance();
        var bound = token;
        if (!takesText()) {
            return unexpected("a value");
        }
        if (isOpen(bound)) {
            return new Filter.Exists(field);
        }
        return sign.isLess()
                ? range(field, null, upper(field, bound, sign.isInclusive()))
                : range(field, lower(field, bound, sign.isInclusive()), null);
    }

    private Filter range(List<Field> fields) {
        if (!isOrdered("the range", token.column(), fields)) {
            return Filter.ALL;
        }
        var field = fields.getFirst();
        boolean isFromIncluded = takesSymbol('[') || !takesSymbol('{');
        var from = token;
        if (!takesText()) {
            return unexpected("a value or *");
        }
        if (!takesTo()) {
            return unexpected("TO, as in [20 TO 30]");
        }
        var to = token;
        if (!takesText()) {
            return unexpected("a value or *");
        }
        boolean isToIncluded = takesSymbol(']');
        if (!isToIncluded && !takesSymbol('}')) {
            return unexpected("] or }");
        }
        return range(
                field,
                isOpen(from) ? null : lower(field, from, isFromIncluded),
                isOpen(to) ? null : upper(field, to, isToIncluded));
    }

    private static boolean isOpen(Token bound) {
        return bound instanceof Token.Word word && word.isStar();
    }

    private Edge lower(Field field, Token bound, boolean isInclusive) {
        return FieldText.lower(field, text(bound), isInclusive, now)
                .orElseGet(() -> noEdge(field, bound));
    }

    private Edge upper(Field field, Token bound, boolean isInclusive) {
        return FieldText.upper(field, text(bound), isInclusive, now)
                .orElseGet(() -> noEdge(field, bound));
    }

    private Edge noEdge(Field field, Token bound) {
        wrongKind(field, bound.column());
        return new Edge("", false);
    }

    /// An absent end is open.
    private static Filter range(Field field, @Nullable Edge lower, @Nullable Edge upper) {
        if (lower == null && upper == null) {
            return new Filter.Exists(field);
        }
        return new Filter.Range(
                field,
                lower == null ? null : lower.text(),
                lower == null || lower.isInclusive(),
                upper == null ? null : upper.text(),
                upper == null || upper.isInclusive());
    }

    private boolean isOrdered(String what, int column, List<Field> fields) {
        if (!isOne(fields)) {
            fail(new Mistake(column, what + " has no field", "a field, as in payload.value:>25"));
            return false;
        }
        var field = fields.getFirst();
        if (!FieldText.isOrdered(field)) {
            var problem = what + " makes no sense: " + field.label() + " has no order";
            fail(new Mistake(column, problem, FieldText.kind(field)));
            return false;
        }
        count(column);
        return true;
    }

    private void count(int column) {
        if (conditions++ == SearchSyntax.MAX_CONDITIONS) {
            var most = "at most " + SearchSyntax.MAX_CONDITIONS;
            fail(new Mistake(column, "too many conditions", most));
        }
    }

    private static boolean isOne(List<Field> fields) {
        return fields.size() == 1;
    }

    private static boolean opensRange(char character) {
        return character == '[' || character == '{';
    }

    private boolean takes(Meaning meaning) {
        boolean isIt = token instanceof Token.Operator operator && operator.meaning() == meaning;
        return isIt && advance();
    }

    private boolean takesSymbol(char character) {
        boolean isIt = token instanceof Token.Symbol symbol && symbol.character() == character;
        return isIt && advance();
    }

    private boolean takesText() {
        return (token instanceof Token.Word || token instanceof Token.Quoted) && advance();
    }

    private boolean takesTo() {
        boolean isIt = token instanceof Token.Word word && word.text().equalsIgnoreCase("TO");
        return isIt && advance();
    }

    private boolean advance() {
        token = mistake == null ? lexer.next() : token;
        return true;
    }

    private Optional<Field> field(Token name) {
        var field = Field.named(text(name));
        if (field.isEmpty()) {
            fail(Mistakes.unknownField(name.column(), text(name)));
        }
        return field;
    }

    private Filter wrongKind(Field field, int column) {
        var problem = "not a value of " + field.label();
        return fail(new Mistake(column, problem, FieldText.kind(field)));
    }

    private Filter unexpected(String expected) {
        return fail(Mistakes.unexpected(token, expected));
    }

    private Filter fail(Mistake found) {
        if (mistake == null) {
            mistake = found;
            token = new Token.End(found.column());
        }
        return Filter.ALL;
    }
}
