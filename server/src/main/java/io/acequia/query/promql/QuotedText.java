package io.acequia.query.promql;

import io.acequia.query.promql.Token.Kind;
import java.util.function.IntConsumer;

/// Reads text within quotes: double and single ones with the escapes of Go, back quotes without
/// any.
final class QuotedText {
    private static final String ESCAPES = "abfnrtv\\'\"";
    private static final String ESCAPED = "\u0007\b\f\n\r\t\u000b\\'\"";

    private final String text;
    private final int start;
    private final char quote;
    private final StringBuilder content = new StringBuilder();
    private int at;

    QuotedText(String text, int start) {
        this.text = text;
        this.start = start;
        this.quote = text.charAt(start);
        this.at = start + 1;
    }

    /// Reads up to the quote that closes.
    ///
    /// @param end takes the index behind it
    Token read(IntConsumer end) {
        while (at < text.length() && text.charAt(at) != quote) {
            char character = text.charAt(at++);
            if (quote != '`' && character == '\n') {
                return broken("unterminated quoted string", end);
            }
            if (quote == '`' || character != '\\') {
                content.append(character);
            } else if (!escape()) {
                return broken("unknown escape sequence", end);
            }
        }
        if (at == text.length()) {
            return broken("unterminated quoted string", end);
        }
        end.accept(at + 1);
        return new Token(Kind.TEXT, content.toString(), start);
    }

    private Token broken(String why, IntConsumer end) {
        end.accept(text.length());
        return new Token(Kind.BROKEN, why, start);
    }

    private boolean escape() {
        if (at == text.length()) {
            return false;
        }
        char character = text.charAt(at++);
        int known = ESCAPES.indexOf(character);
        boolean otherQuote = (character == '"' || character == '\'') && character != quote;
        if (known >= 0 && !otherQuote) {
            content.append(ESCAPED.charAt(known));
            return true;
        }
        return switch (character) {
            case 'x' -> code(2, 16);
            case 'u' -> code(4, 16);
            case 'U' -> code(8, 16);
            case '0', '1', '2', '3' -> {
                at--;
                yield code(3, 8);
            }
            default -> false;
        };
    }

    /// Departs from Go where `\x` and octal stand for single bytes: here they are characters.
    private boolean code(int digits, int radix) {
        if (at + digits > text.length()) {
            return false;
        }
        long code = 0;
        for (int index = 0; index < digits; index++) {
            int digit = Character.digit(text.charAt(at++), radix);
            if (digit < 0) {
                return false;
            }
            code = code * radix + digit;
        }
        boolean isHalf = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
        if (code > Character.MAX_CODE_POINT || isHalf) {
            return false;
        }
        content.appendCodePoint((int) code);
        return true;
    }
}
