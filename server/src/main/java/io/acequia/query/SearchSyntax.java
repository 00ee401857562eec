package io.acequia.query;

/// The syntax of searches:
///
/// ```
/// search      = [ conjunction ]
/// conjunction = condition *( "AND" condition )
/// condition   = "*" / field ":" value
/// value       = word / quoted
/// ```
///
/// An empty search and `*` mean every event; `field:*` means that the event has the field. In a
/// word `*` stands for any text and `?` for one character; within quotes every character stands for
/// itself. A backslash takes the meaning from the character behind it. `AND` may be written small.
///
/// What Lucene writes with brackets, parentheses, `OR` and `NOT` is refused rather than misread.
public final class SearchSyntax {
    /// Most characters of a search.
    public static final int MAX_LENGTH = 4_096;

    /// Most conditions of a search.
    public static final int MAX_CONDITIONS = 100;

    private SearchSyntax() {}

    /// Reads a search; never throws, whatever the text.
    public static Parsed parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return new Parsed.Mistake(
                    MAX_LENGTH + 1,
                    "the search has " + text.length() + " characters",
                    "at most " + MAX_LENGTH);
        }
        return new Parser(new Lexer(text)).search();
    }
}
