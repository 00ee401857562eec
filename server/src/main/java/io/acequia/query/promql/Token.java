package io.acequia.query.promql;

/// A piece of an expression.
///
/// @param kind what it is
/// @param text as written; of text the content, with escapes resolved
/// @param at index of its first character
record Token(Kind kind, String text, int at) {
    /// What a token is.
    enum Kind {
        NAME,
        NUMBER,
        DURATION,
        TEXT,
        /// An operator, comma or bracket.
        SIGN,
        END,
        /// None at all; the text says why.
        BROKEN
    }

    boolean is(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    /// Says whether it is this word, which may be written in capitals.
    boolean isWord(String word) {
        return kind == Kind.NAME && text.equalsIgnoreCase(word);
    }

    /// Returns how it is called in a message.
    String described() {
        return switch (kind) {
            case NAME -> "identifier \"" + shortened() + '"';
            case NUMBER -> "number \"" + shortened() + '"';
            case DURATION -> "duration \"" + shortened() + '"';
            case TEXT -> "string \"" + shortened() + '"';
            case SIGN -> "\"" + text + '"';
            case END -> "end of input";
            case BROKEN -> text;
        };
    }

    private String shortened() {
        return text.codePointCount(0, text.length()) <= 40
                ? text
                : text.substring(0, text.offsetByCodePoints(0, 40)) + '…';
    }
}
