package io.acequia.query.promql;

import io.acequia.query.promql.Matcher.Kind;
import java.util.ArrayList;
import java.util.List;

/// Reads selectors: `temperature{origin="seville", unit!~"F.*"}`.
final class SelectorParser {
    private static final String CONTEXT = "label matching";
    private static final int MOST_MATCHERS = 100;

    /// Largest size of all regular expressions of a query.
    private static final long MOST_PATTERNS = 10_000;

    private final Tokens tokens;
    private long patterns;

    SelectorParser(Tokens tokens) {
        this.tokens = tokens;
    }

    Expression.Instant selector() {
        int start = tokens.current().at();
        var matchers = new ArrayList<Matcher>();
        boolean named = tokens.current().kind() == Token.Kind.NAME;
        if (named) {
            matchers.add(Matcher.equal(Labels.NAME, tokens.take().text()));
        }
        if (tokens.current().is("{")) {
            matchers(matchers);
        } else if (!named) {
            tokens.unexpected("selector", "a metric or \"{\"");
        }
        check(start, named, matchers);
        return new Expression.Instant(matchers, 0);
    }

    private void matchers(List<Matcher> matchers) {
        tokens.expect("{", CONTEXT);
        while (!tokens.current().is("}") && tokens.mistake() == null) {
            matcher(matchers);
            if (!tokens.current().is("}")) {
                tokens.expect(",", CONTEXT);
            }
        }
        tokens.expect("}", CONTEXT);
    }

    private void matcher(List<Matcher> matchers) {
        var name = tokens.current();
        if (name.kind() != Token.Kind.NAME || name.text().indexOf(':') >= 0) {
            tokens.unexpected(CONTEXT, "identifier or \"}\"");
            return;
        }
        tokens.take();
        var kind = kind();
        var value = tokens.current();
        if (value.kind() != Token.Kind.TEXT) {
            tokens.unexpected(CONTEXT, "string");
            return;
        }
        tokens.take();
        Matcher.of(name.text(), kind, value.text())
                .ifPresentOrElse(
                        matchers::add,
                        () ->
                                tokens.fail(
                                        value.at(),
                                        "not a regular expression of RE2, or too large a one"));
        boolean isPattern = kind == Kind.MATCHES || kind == Kind.MATCHES_NOT;
        patterns += isPattern ? PatternSize.of(value.text()) : 0;
        if (patterns > MOST_PATTERNS) {
            tokens.fail(value.at(), "the regular expressions are too large together");
        }
    }

    private Kind kind() {
        if (tokens.accept("=")) {
            return Kind.EQUAL;
        }
        if (tokens.accept("!=")) {
            return Kind.NOT_EQUAL;
        }
        if (tokens.accept("=~")) {
            return Kind.MATCHES;
        }
        if (!tokens.accept("!~")) {
            tokens.unexpected(CONTEXT, "one of \"=\", \"!=\", \"=~\" and \"!~\"");
        }
        return Kind.MATCHES_NOT;
    }

    private void check(int start, boolean named, List<Matcher> matchers) {
        if (matchers.stream().allMatch(matcher -> matcher.matches(""))) {
            tokens.fail(start, "vector selector must contain at least one non-empty matcher");
        }
        if (named && matchers.stream().skip(1).anyMatch(it -> it.name().equals(Labels.NAME))) {
            tokens.fail(start, "metric name must not be set twice");
        }
        if (matchers.size() > MOST_MATCHERS) {
            tokens.fail(start, "too many matchers; use at most " + MOST_MATCHERS);
        }
    }
}
