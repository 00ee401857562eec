package io.acequia.query;

import io.acequia.store.Filter;

/// What became of a search text.
public sealed interface Parsed {
    /// The text means this filter.
    record Understood(Filter filter) implements Parsed {}

    /// The text means nothing.
    ///
    /// @param column where it goes wrong, in characters from 1
    /// @param problem what is wrong there
    /// @param expected what could stand there instead
    record Mistake(int column, String problem, String expected) implements Parsed {
        /// Returns one line for the person who wrote the text.
        public String message() {
            return "column " + column + ": " + problem + "; expected " + expected;
        }
    }
}
