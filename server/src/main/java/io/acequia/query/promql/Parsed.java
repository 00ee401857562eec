package io.acequia.query.promql;

/// What became of the text of a query.
public sealed interface Parsed {
    /// The text means this expression.
    record Understood(Expression expression) implements Parsed {}

    /// The text means nothing.
    ///
    /// @param line where it goes wrong, from 1
    /// @param column in that line, characters from 1
    /// @param problem what is wrong there
    record Mistake(int line, int column, String problem) implements Parsed {
        /// Returns one line in the form of Prometheus.
        public String message() {
            return line + ":" + column + ": parse error: " + problem;
        }
    }
}
