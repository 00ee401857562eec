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
    record Word(int column, String text, String pattern, boolean wildcard) implements Token {}

    /// Text within quotes, without them and with escapes resolved.
    record Quoted(int column, String text) implements Token {}

    /// The colon between a field and its value.
    record Colon(int column) implements Token {}

    /// A character that means something to Lucene and nothing here.
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
