package io.acequia.query.promql;

/// The query language: a subset of that of Prometheus 2.42.
///
/// ```
/// expression  = operand *( operator [ "bool" ] [ matching ] operand )
/// matching    = ( "on" / "ignoring" ) labels [ ( "group_left" / "group_right" ) [ labels ] ]
/// operand     = [ "+" / "-" ] ( number / text / selector / call / aggregation / "(" expression ")" )
/// selector    = ( name / [ name ] "{" [ matchers ] "}" ) [ "[" duration "]" ]
///               [ "offset" [ "-" ] duration ]
/// call        = function "(" [ expression *( "," expression ) ] ")"
/// aggregation = aggregator [ ( "by" / "without" ) labels ] "(" [ expression "," ] expression ")"
///               [ ( "by" / "without" ) labels ]
/// labels      = "(" [ name *( "," name ) ] ")"
/// ```
///
/// Sub-queries and `@` are refused by name.
public final class Promql {
    /// Most characters of a query.
    public static final int MAX_LENGTH = 16_384;

    private Promql() {}

    /// Reads a query; never throws, whatever the text.
    public static Parsed parse(String text) {
        return new Parser(new Tokens(text)).query();
    }

    /// Reads a selector of series without time, as `match[]` has it; never throws.
    public static Parsed parseSelector(String text) {
        return new Parser(new Tokens(text)).selector();
    }
}
