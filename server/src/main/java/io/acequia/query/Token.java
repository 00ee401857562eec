package io.acequia.query;

/// A piece of a search.
sealed interface Token {
    /// Returns where it starts, in characters from 1.
    int column();

    /// Text without quotes.
    ///
    /// @param text with escapes resolved
    /// @param pattern the same as a pattern of [io.acequia.store.Filter.Wildcard]
    /// @param wildcard whether the pattern matches more than the text
    record Word(int column, String text, String pattern, boolean wildcard) implements Token {
        /// Says whether it is a star and nothing else.
        boolean isStar() {
            return pattern.equals("*");
        }
    }

    /// Text within quotes, without them and with escapes resolved.
    record Quoted(int column, String text) implements Token {}

    /// What joins conditions or stands before one, as it was written.
    record Operator(int column, Meaning meaning, String text) implements Token {}

    /// What an operator means.
    enum Meaning {
        AND,
        OR,
        NOT,
        /// A plus sign: the condition must hold.
        MUST
    }

    /// The colon between a field and its value, or the equals sign that says the same.
    record Colon(int column) implements Token {}

    /// One of `<`, `<=`, `>` and `>=`.
    record Comparison(int column, boolean isLess, boolean isInclusive) implements Token {}

    /// A bracket or another character that stands for itself alone.
    record Symbol(int column, char character) implements Token {}

    /// The end of the search.
    record End(int column) implements Token {}

    /// No token at all.
    record Broken(Parsed.Mistake mistake) implements Token {
        @Override
        public int column() {
            return mistake.column();
        }
    }
}
