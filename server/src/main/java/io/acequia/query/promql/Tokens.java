package io.acequia.query.promql;

import io.acequia.query.promql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tokens of an expression and the first mistake in it.
///
/// After a mistake there is only the end of the text, so that every loop of the parser ends by
/// itself and what it has put together so far is thrown away.
final class Tokens {
    private final String text;
    private final Lexer lexer;
    private Token current;
    private Token following;
    private Parsed.@Nullable Mistake mistake;

    Tokens(String text) {
        boolean tooLong = text.length() > Promql.MAX_LENGTH;
        this.text = text;
        this.lexer = new Lexer(tooLong ? "" : text);
        this.current = lexer.next();
        this.following = lexer.next();
        if (tooLong) {
            fail(
                    0,
                    "the query has %d characters; use at most %d"
                            .formatted(text.length(), Promql.MAX_LENGTH));
        }
    }

    /// Returns the token at hand.
    Token current() {
        return current;
    }

    /// Returns the one behind it.
    Token following() {
        return following;
    }

    Parsed.@Nullable Mistake mistake() {
        return mistake;
    }

    /// Returns the token at hand and goes on to the next one.
    Token take() {
        var taken = current;
        current = following;
        following = mistake == null ? lexer.next() : following;
        return taken;
    }

    /// Takes the token at hand if it is this sign.
    boolean accept(String sign) {
        boolean is = current.is(sign);
        if (is) {
            take();
        }
        return is;
    }

    /// Takes the token at hand if it is this word.
    boolean acceptWord(String word) {
        boolean is = current.isWord(word);
        if (is) {
            take();
        }
        return is;
    }

    /// Takes this sign; anything else is a mistake.
    void expect(String sign, String context) {
        if (!accept(sign)) {
            unexpected(context, '"' + sign + '"');
        }
    }

    /// Remembers that the token at hand should not be here.
    void unexpected(String context, String expected) {
        if (current.kind() == Kind.BROKEN) {
            fail(current.at(), current.text());
        } else {
            fail(
                    current.at(),
                    "unexpected "
                            + current.described()
                            + " in "
                            + context
                            + ", expected "
                            + expected);
        }
    }

    /// Remembers a mistake, unless there was one before.
    void fail(int at, String problem) {
        if (mistake == null) {
            int line = 1;
            int column = 1;
            for (int index = 0; index < at; index += Character.charCount(text.codePointAt(index))) {
                boolean newLine = text.charAt(index) == '\n';
                line += newLine ? 1 : 0;
                column = newLine ? 1 : column + 1;
            }
            mistake = new Parsed.Mistake(line, column, problem);
            current = new Token(Kind.END, "", text.length());
            following = current;
        }
    }

    /// Reads names in parentheses.
    List<String> labels(String context) {
        var names = new ArrayList<String>();
        expect("(", context);
        while (!current.is(")") && mistake == null) {
            if (current.kind() == Kind.NAME && current.text().indexOf(':') < 0) {
                names.add(take().text());
            } else {
                unexpected(context, "label");
            }
            if (!current.is(")")) {
                expect(",", context);
            }
        }
        expect(")", context);
        return names;
    }
}
