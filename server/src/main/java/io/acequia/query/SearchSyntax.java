package io.acequia.query;

import java.time.Instant;

/// The syntax of searches, a subset of Lucene's:
///
/// ```
/// search      = [ juxtaposed ]
/// juxtaposed  = disjunction *disjunction                 ; all of them
/// disjunction = conjunction *( ( "OR" / "||" ) conjunction )
/// conjunction = clause *( ( "AND" / "&&" ) clause )
/// clause      = *( "NOT" / "!" / "-" / "+" ) condition
/// condition   = "(" juxtaposed ")" / text                ; in any of several fields
///             / field ( ":" / "=" ) value / field comparison
///             / "*:*" / "_exists_:" field
/// value       = "(" juxtaposed ")" / text / comparison
///             / ( "[" / "{" ) text "TO" text ( "]" / "}" )
/// comparison  = ( "<" / "<=" / ">" / ">=" ) text
/// text        = word / quoted
/// ```
///
/// Where it differs from Lucene, and what the words mean, is told in `docs/search-syntax.md`.
public final class SearchSyntax {
    /// Most characters of a search.
    public static final int MAX_LENGTH = 4_096;

    /// Most conditions of a search.
    public static final int MAX_CONDITIONS = 100;

    /// Most groups and negations inside each other.
    public static final int MAX_DEPTH = 32;

    private SearchSyntax() {}

    /// Reads a search; never throws, whatever the text.
    ///
    /// @param now what relative times such as `now-1h` relate to
    public static Parsed parse(String text, Instant now) {
        if (text.length() > MAX_LENGTH) {
            return new Parsed.Mistake(
                    MAX_LENGTH + 1,
                    "the search has " + text.length() + " characters",
                    "at most " + MAX_LENGTH);
        }
        return new Parser(new Lexer(text), now).search();
    }
}
