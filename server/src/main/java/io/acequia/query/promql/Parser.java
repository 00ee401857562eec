package io.acequia.query.promql;

import io.acequia.query.promql.Parsed.Understood;
import io.acequia.query.promql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Recursive descent with precedence climbing over the tokens of a query.
///
/// Every way to go deeper leads through [#binary], which counts; and an expression has a bounded
/// number of parts, so that neither reading nor evaluating it can exhaust the stack.
final class Parser {
    private static final int DEEPEST = 100;
    private static final int MOST_PARTS = 500;
    private static final Expression NOTHING = new Expression.Constant(0);

    private final Tokens tokens;
    private final SelectorParser selectors;
    private final TypeRules types;
    private int depth;
    private int parts;

    Parser(Tokens tokens) {
        this.tokens = tokens;
        this.selectors = new SelectorParser(tokens);
        this.types = new TypeRules(tokens);
    }

    Parsed query() {
        if (tokens.current().kind() == Kind.END) {
            tokens.fail(0, "no expression found in input");
        }
        return finished(binary(0));
    }

    Parsed selector() {
        return finished(selectors.selector());
    }

    private Parsed finished(Expression expression) {
        if (tokens.current().kind() != Kind.END) {
            tokens.unexpected("expression", "an operator or the end");
        }
        var mistake = tokens.mistake();
        return mistake == null ? new Understood(expression) : mistake;
    }

    /// Reads operands and the operators between them that bind at least so tightly.
    private Expression binary(int least) {
        if (++depth > DEEPEST) {
            tokens.fail(tokens.current().at(), "nested more than " + DEEPEST + " deep");
        }
        int start = tokens.current().at();
        var left = unary();
        var operator = Operator.of(tokens.current());
        while (operator.isPresent() && operator.get().precedence() >= least) {
            tokens.take();
            left = part(start, operation(start, left, operator.get()));
            operator = Operator.of(tokens.current());
        }
        depth--;
        return left;
    }

    private <T> T part(int start, T expression) {
        if (++parts > MOST_PARTS) {
            tokens.fail(start, "more than " + MOST_PARTS + " parts");
        }
        return expression;
    }

    private Expression operation(int start, Expression left, Operator operator) {
        int modifier = tokens.current().at();
        boolean bool = tokens.acceptWord("bool");
        if (bool && !operator.isComparison()) {
            tokens.fail(modifier, "bool modifier can only be used on comparison operators");
        }
        var matching = matching(operator);
        int tighter = operator.isRightAssociative() ? 0 : 1;
        var right = binary(operator.precedence() + tighter);
        var operation = new Expression.Binary(operator, left, right, bool, matching);
        types.check(start, operation, !matching.equals(Matching.ALL_LABELS));
        return operation;
    }

    private Matching matching(Operator operator) {
        boolean on = tokens.current().isWord("on") && tokens.following().is("(");
        boolean ignoring = tokens.current().isWord("ignoring") && tokens.following().is("(");
        if (!on && !ignoring) {
            return Matching.ALL_LABELS;
        }
        tokens.take();
        var labels = tokens.labels("grouping opts");
        int start = tokens.current().at();
        boolean left = tokens.acceptWord("group_left");
        boolean right = !left && tokens.acceptWord("group_right");
        if (!left && !right) {
            return new Matching(on, labels, Matching.Many.NEITHER, List.of());
        }
        if (operator.isSet()) {
            tokens.fail(start, "no grouping allowed for \"" + operator.sign() + "\" operation");
        }
        List<String> include =
                tokens.current().is("(") ? tokens.labels("grouping opts") : List.of();
        return new Matching(on, labels, left ? Matching.Many.LEFT : Matching.Many.RIGHT, include);
    }

    private Expression unary() {
        int start = tokens.current().at();
        boolean minus = tokens.accept("-");
        if (!minus && !tokens.accept("+")) {
            return modified(start, primary());
        }
        var operand = binary(Operator.POWER.precedence());
        types.signed(start, operand);
        if (operand instanceof Expression.Constant(var value)) {
            return new Expression.Constant(minus ? -value : value);
        }
        return minus ? part(start, new Expression.Negative(operand)) : operand;
    }

    private Expression primary() {
        var token = part(tokens.current().at(), tokens.current());
        if (token.kind() == Kind.NUMBER) {
            double number = number(tokens.take().text());
            if (Double.isInfinite(number)) {
                tokens.fail(token.at(), "the number is out of range");
            }
            return new Expression.Constant(number);
        }
        if (token.kind() == Kind.TEXT) {
            return new Expression.Text(tokens.take().text());
        }
        if (tokens.accept("(")) {
            var inner = binary(0);
            tokens.expect(")", "paren expression");
            return inner;
        }
        if (token.kind() == Kind.NAME) {
            return named(token);
        }
        if (token.is("{")) {
            return selectors.selector();
        }
        tokens.unexpected("expression", "a number, a selector, a function or \"(\"");
        return NOTHING;
    }

    /// A word is what the token behind it makes of it: metrics may be called `sum` and `rate`.
    private Expression named(Token name) {
        var aggregator = Aggregator.of(name);
        boolean opens = tokens.following().is("(");
        if (aggregator.isPresent() && (opens || isGrouping(tokens.following()))) {
            return aggregate(aggregator.get());
        }
        if (opens) {
            return call();
        }
        return switch (name.text().toLowerCase(Locale.ROOT)) {
            case "inf", "nan" -> new Expression.Constant(number(tokens.take().text()));
            case "on", "ignoring", "group_left", "group_right", "bool", "atan2" -> {
                tokens.unexpected(
                        "expression", "a metric; write {__name__=\"" + name.text() + "\"}");
                yield NOTHING;
            }
            default -> selectors.selector();
        };
    }

    private static double number(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "nan" -> Double.NaN;
            case String hexadecimal when hexadecimal.startsWith("0x") ->
                    Long.parseLong(hexadecimal.substring(2), 16);
            case String octal when octal.matches("0[0-7]{1,20}") -> Long.parseLong(octal, 8);
            default -> Double.parseDouble(text);
        };
    }

    private static boolean isGrouping(Token token) {
        return token.isWord("by") || token.isWord("without");
    }

    /// How values are put into groups.
    private record Grouping(boolean without, List<String> labels) {}

    private @Nullable Grouping grouping() {
        if (!isGrouping(tokens.current())) {
            return null;
        }
        boolean without = tokens.take().isWord("without");
        return new Grouping(without, tokens.labels("grouping opts"));
    }

    private Expression aggregate(Aggregator aggregator) {
        int start = tokens.take().at();
        var before = grouping();
        var arguments = arguments("aggregation");
        var after = before == null ? grouping() : null;
        var grouping = before != null ? before : after;
        int expected = aggregator.hasParameter() ? 2 : 1;
        if (arguments.size() != expected) {
            tokens.fail(
                    start,
                    "wrong number of arguments for aggregate expression provided, expected %d, got %d"
                            .formatted(expected, arguments.size()));
            return NOTHING;
        }
        var aggregate =
                new Expression.Aggregate(
                        aggregator,
                        arguments.getLast(),
                        aggregator.hasParameter() ? arguments.getFirst() : null,
                        grouping != null && grouping.without,
                        grouping == null ? List.of() : grouping.labels);
        types.check(start, aggregate);
        return aggregate;
    }

    private Expression call() {
        var name = tokens.take();
        var function = Functions.named(name.text());
        if (function.isEmpty()) {
            tokens.fail(name.at(), "unknown function with name \"" + name.text() + '"');
            return NOTHING;
        }
        var arguments = arguments("call to function \"" + name.text() + '"');
        types.check(name.at(), function.get(), arguments);
        return tokens.mistake() == null
                ? new Expression.Call(
                        function.get(), Functions.completed(function.get(), arguments))
                : NOTHING;
    }

    private List<Expression> arguments(String context) {
        var arguments = new ArrayList<Expression>();
        tokens.expect("(", context);
        while (!tokens.current().is(")") && tokens.mistake() == null) {
            arguments.add(binary(0));
            int at = tokens.current().at();
            if (!tokens.current().is(")")) {
                tokens.expect(",", context);
                if (tokens.current().is(")")) {
                    tokens.fail(at, "trailing commas not allowed in function call args");
                }
            }
        }
        tokens.expect(")", context);
        return arguments;
    }

    /// What may follow an operand: a range in brackets, an offset.
    private Expression modified(int start, Expression operand) {
        var modified = operand;
        while (true) {
            int at = tokens.current().at();
            if (tokens.accept("[")) {
                modified = range(start, modified);
            } else if (tokens.current().isWord("offset")) {
                tokens.take();
                modified = shifted(at, modified);
            } else if (tokens.current().is("@")) {
                tokens.fail(at, "the @ modifier is not supported");
            } else {
                return modified;
            }
        }
    }

    private Expression range(int start, Expression operand) {
        var range = duration("range");
        if (tokens.current().is(":")) {
            tokens.fail(tokens.current().at(), "sub-queries are not supported");
        }
        tokens.expect("]", "range");
        if (operand instanceof Expression.Instant selector && selector.offset() == 0) {
            if (range.orElse(1) == 0) {
                tokens.fail(start, "duration must be greater than 0");
            }
            return new Expression.Range(selector, range.orElse(1));
        }
        tokens.fail(
                start,
                operand instanceof Expression.Instant
                        ? "no offset modifiers allowed before range"
                        : "ranges only allowed for vector selectors");
        return operand;
    }

    private Expression shifted(int at, Expression operand) {
        boolean minus = tokens.accept("-");
        long duration = duration("offset").orElse(0);
        long offset = minus ? -duration : duration;
        return switch (operand) {
            case Expression.Instant(var matchers, var set) when set == 0 ->
                    new Expression.Instant(matchers, offset);
            case Expression.Range(var selector, var range) when selector.offset() == 0 ->
                    new Expression.Range(
                            new Expression.Instant(selector.matchers(), offset), range);
            case Expression.Instant _, Expression.Range _ -> {
                tokens.fail(at, "offset may not be set multiple times");
                yield operand;
            }
            default -> {
                tokens.fail(
                        at,
                        "offset modifier must be preceded by an instant vector selector or range vector selector");
                yield operand;
            }
        };
    }

    private OptionalLong duration(String context) {
        if (tokens.current().kind() != Kind.DURATION) {
            tokens.unexpected(context, "duration");
            return OptionalLong.empty();
        }
        return PrometheusDuration.parse(tokens.take().text());
    }
}
