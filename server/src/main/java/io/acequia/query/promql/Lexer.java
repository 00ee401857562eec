package io.acequia.query.promql;

import io.acequia.query.promql.Token.Kind;
import java.util.List;
import java.util.regex.Pattern;

/// Cuts an expression into tokens, one at a time.
final class Lexer {
    /// Longer ones before those that they begin with.
    private static final List<String> SIGNS =
            List.of(
                    "==", "!=", "=~", "!~", ">=", "<=", "=", ">", "<", "+", "-", "*", "/", "%", "^",
                    "(", ")", "{", "}", "[", "]", ",", "@", ":");

    private static final Pattern DECIMAL =
            Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern HEXADECIMAL = Pattern.compile("0[xX][0-9a-fA-F]{1,15}");

    private final String text;
    private int at;

    /// Where the token at hand begins.
    private int start;

    Lexer(String text) {
        this.text = text;
    }

    Token next() {
        skip();
        if (at == text.length()) {
            return new Token(Kind.END, "", at);
        }
        char first = text.charAt(at);
        if (isLetter(first)
                || (first == ':' && at + 1 < text.length() && isLetter(text.charAt(at + 1)))) {
            return new Token(Kind.NAME, word(), start);
        }
        if (isDigit(first)
                || (first == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
            return number();
        }
        if (first == '"' || first == '\'' || first == '`') {
            return new QuotedText(text, at).read(end -> at = end);
        }
        return sign();
    }

    /// White space, and comments up to the end of their line.
    private void skip() {
        boolean comment = false;
        while (at < text.length()
                && (comment || text.charAt(at) == '#' || isSpace(text.charAt(at)))) {
            comment = text.charAt(at) != '\n' && (comment || text.charAt(at) == '#');
            at++;
        }
        start = at;
    }

    private static boolean isSpace(char character) {
        return character == ' ' || character == '\t' || character == '\n' || character == '\r';
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    static boolean isLetter(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || character == '_';
    }

    private boolean isWordPart(int index) {
        char character = text.charAt(index);
        return isLetter(character) || isDigit(character) || character == ':';
    }

    private String word() {
        while (at < text.length() && isWordPart(at)) {
            at++;
        }
        return text.substring(start, at);
    }

    private String digitsAndLetters() {
        while (at < text.length() && isWordPart(at) && text.charAt(at) != ':') {
            at++;
        }
        return text.substring(start, at);
    }

    private Token number() {
        var decimal = DECIMAL.matcher(text).region(at, text.length());
        var hexadecimal = HEXADECIMAL.matcher(text).region(at, text.length());
        if (hexadecimal.lookingAt() && endsAt(hexadecimal.end())) {
            return token(Kind.NUMBER, hexadecimal.end());
        }
        if (decimal.lookingAt() && endsAt(decimal.end())) {
            return token(Kind.NUMBER, decimal.end());
        }
        var word = digitsAndLetters();
        return PrometheusDuration.parse(word).isPresent()
                ? new Token(Kind.DURATION, word, start)
                : broken("bad number or duration syntax");
    }

    private boolean endsAt(int end) {
        return end == text.length() || (!isWordPart(end) || text.charAt(end) == ':');
    }

    private Token token(Kind kind, int end) {
        at = end;
        return new Token(kind, text.substring(start, end), start);
    }

    private Token sign() {
        for (var sign : SIGNS) {
            if (text.startsWith(sign, at)) {
                return token(Kind.SIGN, at + sign.length());
            }
        }
        return broken("unexpected character: '" + Character.toString(text.codePointAt(at)) + "'");
    }

    private Token broken(String why) {
        at = text.length();
        return new Token(Kind.BROKEN, why, start);
    }
}
