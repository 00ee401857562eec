package io.acequia.query.promql;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import java.util.function.Predicate;

/// A condition on one label.
///
/// Regular expressions are those of RE2, whose time is bounded by the length of the text whatever
/// the pattern, and they have to match the whole value, as in Prometheus.
public final class Matcher {
    /// Largest regular expression, as [PatternSize] counts.
    private static final long LARGEST = 2_000;

    private final String name;
    private final Kind kind;
    private final String value;
    private final Predicate<String> condition;

    private Matcher(String name, Kind kind, String value, Predicate<String> condition) {
        this.name = name;
        this.kind = kind;
        this.value = value;
        this.condition = condition;
    }

    /// How a label is compared.
    public enum Kind {
        EQUAL("="),
        NOT_EQUAL("!="),
        MATCHES("=~"),
        MATCHES_NOT("!~");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }
    }

    /// Makes a condition that a label has a value.
    public static Matcher equal(String name, String value) {
        return new Matcher(name, Kind.EQUAL, value, value::equals);
    }

    /// Makes a condition; empty when the value is no regular expression and should be one.
    static Optional<Matcher> of(String name, Kind kind, String value) {
        return switch (kind) {
            case EQUAL -> Optional.of(equal(name, value));
            case NOT_EQUAL ->
                    Optional.of(new Matcher(name, kind, value, text -> !value.equals(text)));
            case MATCHES ->
                    pattern(value).map(pattern -> new Matcher(name, kind, value, pattern::matches));
            case MATCHES_NOT ->
                    pattern(value)
                            .map(it -> new Matcher(name, kind, value, text -> !it.matches(text)));
        };
    }

    /// Compiles a regular expression; empty when it is none, or too large.
    static Optional<Pattern> pattern(String regex) {
        if (PatternSize.of(regex) > LARGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile("(?:" + regex + ")"));
        } catch (PatternSyntaxException notOne) {
            return Optional.empty();
        }
    }

    /// Returns which label is compared.
    public String name() {
        return name;
    }

    /// Returns how it is compared.
    public Kind kind() {
        return kind;
    }

    /// Returns what it is compared with.
    public String value() {
        return value;
    }

    /// Says whether a value of the label meets the condition; an empty one stands for no label.
    public boolean matches(String labelValue) {
        return condition.test(labelValue);
    }

    @Override
    public String toString() {
        return name + kind.sign + '"' + value + '"';
    }
}
