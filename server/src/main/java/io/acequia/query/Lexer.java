package io.acequia.query;

/// Cuts a search into tokens, one at a time.
///
/// A value may hold colons, as in `origin:urn:dev:mac:0024`, so where a word ends depends on
/// whether a colon came before it.
final class Lexer {
    private static final String OPENS_SYNTAX = "()[]{}<>=/";

    private final String text;
    private int at;
    private boolean valueExpected;

    Lexer(String text) {
        this.text = text;
    }

    Token next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return new Token.End(column(at));
        }
        boolean value = valueExpected;
        valueExpected = false;
        char first = text.charAt(at);
        if (first == '"') {
            return quoted();
        }
        if (first == ':' && !value) {
            valueExpected = true;
            return new Token.Colon(column(at++));
        }
        if (OPENS_SYNTAX.indexOf(first) >= 0) {
            return new Token.Symbol(column(at++), first);
        }
        return word(value);
    }

    private Token quoted() {
        int start = at++;
        var content = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            content.append(text.charAt(at++));
        }
        if (at == text.length()) {
            return broken(start, "the quote is never closed", "a second \"");
        }
        at++;
        return new Token.Quoted(column(start), content.toString());
    }

    private Token word(boolean value) {
        int start = at;
        var content = new StringBuilder();
        var pattern = new StringBuilder();
        boolean wildcard = false;
        while (at < text.length() && !endsWord(text.charAt(at), value)) {
            char character = text.charAt(at++);
            if (character == '\\') {
                if (at == text.length()) {
                    return broken(at - 1, "nothing follows the backslash", "a character");
                }
                character = text.charAt(at++);
                escape(pattern, character);
            } else {
                wildcard |= isWildcard(character);
                pattern.append(character);
            }
            content.append(character);
        }
        return new Token.Word(column(start), content.toString(), pattern.toString(), wildcard);
    }

    private static boolean endsWord(char character, boolean value) {
        return Character.isWhitespace(character)
                || character == ')'
                || (!value && (character == ':' || character == '(' || character == '"'));
    }

    private static boolean isWildcard(char character) {
        return character == '*' || character == '?';
    }

    private static void escape(StringBuilder pattern, char character) {
        if (isWildcard(character) || character == '\\') {
            pattern.append('\\');
        }
        pattern.append(character);
    }

    private Token broken(int index, String problem, String expected) {
        return new Token.Broken(new Parsed.Mistake(column(index), problem, expected));
    }

    /// Counts characters, not the two halves of those outside the basic plane.
    private int column(int index) {
        return text.codePointCount(0, index) + 1;
    }
}
