package io.acequia.query;

import io.acequia.query.Token.Meaning;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// Cuts a search into tokens, one at a time.
///
/// As in Lucene, what a character means depends on where it stands:
///
/// | place | it begins with | a word ends at white space and |
/// |---|---|---|
/// | clause | the start, the end of a value | any of ``()[]{}"^~<>!:=`` |
/// | value | `:`, `=`, `<`, `>` | the same but `:` and `=`, as in `urn:dev:mac:0024` |
/// | range | `[`, `{` | `]` or `}` |
final class Lexer {
    private static final String ENDS_VALUE = "()[]{}\"^~<>!";
    private static final String ENDS_CLAUSE = ENDS_VALUE + ":=";
    private static final String ENDS_RANGE = "]}";
    private static final int BROKEN = -1;

    private enum Place {
        CLAUSE,
        VALUE,
        RANGE
    }

    private final String text;
    private int at;
    private Place place = Place.CLAUSE;

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
        var here = place;
        place = here == Place.RANGE ? Place.RANGE : Place.CLAUSE;
        if (text.charAt(at) == '"') {
            return quoted();
        }
        return switch (here) {
            case CLAUSE -> clause();
            case VALUE -> isSymbol() ? symbol() : word(ENDS_VALUE);
            case RANGE -> ENDS_RANGE.indexOf(text.charAt(at)) < 0 ? word(ENDS_RANGE) : symbol();
        };
    }

    private Token clause() {
        return switch (text.charAt(at)) {
            case ':', '=' -> {
                place = Place.VALUE;
                yield new Token.Colon(column(at++));
            }
            case '!', '-' -> operator(Meaning.NOT, at + 1);
            case '+' -> operator(Meaning.MUST, at + 1);
            default -> isSymbol() ? symbol() : wordOrOperator();
        };
    }

    /// A slash opens a regular expression only where a word could begin.
    private boolean isSymbol() {
        char first = text.charAt(at);
        return first == '/' || ENDS_VALUE.indexOf(first) >= 0;
    }

    private Token symbol() {
        char first = text.charAt(at);
        place =
                switch (first) {
                    case '[', '{' -> Place.RANGE;
                    case '<', '>' -> Place.VALUE;
                    default -> Place.CLAUSE;
                };
        int start = at++;
        if (place != Place.VALUE) {
            return new Token.Symbol(column(start), first);
        }
        boolean isInclusive = at < text.length() && text.charAt(at) == '=';
        at += isInclusive ? 1 : 0;
        return new Token.Comparison(column(start), first == '<', isInclusive);
    }

    private Token operator(Meaning meaning, int end) {
        int start = at;
        at = end;
        return new Token.Operator(column(start), meaning, text.substring(start, end));
    }

    private Token wordOrOperator() {
        int start = at;
        var word = word(ENDS_CLAUSE);
        int end = at;
        at = start;
        var operator = meaning(text.substring(start, end)).map(it -> operator(it, end));
        at = end;
        return operator.orElse(word);
    }

    /// Kibana's own language writes these words small, Lucene in capitals.
    private static Optional<Meaning> meaning(String word) {
        return switch (word.length() > 3 ? "" : word.toUpperCase(Locale.ROOT)) {
            case "AND", "&&" -> Optional.of(Meaning.AND);
            case "OR", "||" -> Optional.of(Meaning.OR);
            case "NOT" -> Optional.of(Meaning.NOT);
            default -> Optional.empty();
        };
    }

    private Token quoted() {
        int start = at++;
        var content = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            int character = text.charAt(at) == '\\' ? escaped() : text.charAt(at++);
            if (character == BROKEN) {
                return brokenEscape();
            }
            content.append((char) character);
        }
        if (at == text.length()) {
            return broken(start, "the quote is never closed", "a second \"");
        }
        at++;
        return new Token.Quoted(column(start), content.toString());
    }

    private Token word(String ends) {
        int start = at;
        var content = new StringBuilder();
        var pattern = new StringBuilder();
        boolean wildcard = false;
        while (at < text.length() && !endsWord(text.charAt(at), ends)) {
            boolean isEscape = text.charAt(at) == '\\';
            int taken = isEscape ? escaped() : text.charAt(at++);
            if (taken == BROKEN) {
                return brokenEscape();
            }
            char character = (char) taken;
            wildcard |= !isEscape && isWildcard(character);
            pattern.append(isEscape && isSpecialInPattern(character) ? "\\" : "").append(character);
            content.append(character);
        }
        return new Token.Word(column(start), content.toString(), pattern.toString(), wildcard);
    }

    private static boolean endsWord(char character, String ends) {
        return Character.isWhitespace(character) || ends.indexOf(character) >= 0;
    }

    private static boolean isWildcard(char character) {
        return character == '*' || character == '?';
    }

    private static boolean isSpecialInPattern(char character) {
        return isWildcard(character) || character == '\\';
    }

    /// Takes a backslash and what it takes the meaning from: a character, or `u` and four
    /// hexadecimal digits that stand for one.
    private int escaped() {
        if (at + 1 == text.length()) {
            return BROKEN;
        }
        char character = text.charAt(at + 1);
        if (character != 'u') {
            at += 2;
            return character;
        }
        int digits = at + 2;
        boolean isCode =
                digits + 4 <= text.length()
                        && text.substring(digits, digits + 4)
                                .chars()
                                .allMatch(HexFormat::isHexDigit);
        if (!isCode) {
            return BROKEN;
        }
        at = digits + 4;
        return HexFormat.fromHexDigits(text, digits, at);
    }

    private Token brokenEscape() {
        return at + 1 == text.length()
                ? broken(at, "nothing follows the backslash", "a character")
                : broken(at, "\\u is not followed by four hexadecimal digits", "\\u00b0, say");
    }

    private Token broken(int index, String problem, String expected) {
        return new Token.Broken(new Parsed.Mistake(column(index), problem, expected));
    }

    /// Counts characters, not the two halves of those outside the basic plane.
    private int column(int index) {
        return text.codePointCount(0, index) + 1;
    }
}
