package io.acequia.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.acequia.store.Field;
import io.acequia.store.Filter;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.queryparser.flexible.core.QueryNodeParseException;
import org.apache.lucene.queryparser.flexible.core.nodes.AndQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.BooleanQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.FieldQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.GroupQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.ModifierQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.OrQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.QueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.QuotedFieldQueryNode;
import org.apache.lucene.queryparser.flexible.core.util.UnescapedCharSequence;
import org.apache.lucene.queryparser.flexible.standard.nodes.TermRangeQueryNode;
import org.apache.lucene.queryparser.flexible.standard.parser.StandardSyntaxParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Lucene's own parser reads the same searches: what both accept must mean the same.
class LuceneOracleTest {
    private static final String NO_FIELD = "_all";
    private static final int SEARCHES = 20_000;

    @Test
    @DisplayName("What Lucene accepts too, has the tree that Lucene makes of it")
    void sameTree() {
        var random = new Random(20261123);
        int both = 0;
        int refusedHere = 0;

        for (int i = 0; i < SEARCHES; i++) {
            var text = new RandomSearch(random).text();
            var expected = lucene(text);
            switch (SearchSyntax.parse(text, Searches.NOW)) {
                case Parsed.Understood(var filter) -> {
                    both += expected.isPresent() ? 1 : 0;
                    expected.ifPresent(tree -> assertEquals(tree, filter, text));
                }
                case Parsed.Mistake _ -> refusedHere += expected.isPresent() ? 1 : 0;
            }
        }

        assertTrue(both > SEARCHES / 2, both + " searches were compared");
        assertEquals(0, refusedHere, "searches that only Lucene accepts");
    }

    @Test
    @DisplayName("Changed searches that both accept have the same tree too")
    void sameTreeOfChanged() {
        var random = new Random(5);
        int both = 0;

        for (int i = 0; i < SEARCHES; i++) {
            var text = RandomSearch.changed(new RandomSearch(random).text(), random);
            var expected = lucene(text);
            if (expected.isPresent()
                    && SearchSyntax.parse(text, Searches.NOW)
                            instanceof Parsed.Understood(var filter)) {
                assertEquals(expected.get(), filter, text);
                both++;
            }
        }

        assertTrue(both > SEARCHES / 10, both + " searches were compared");
    }

    private static Optional<Filter> lucene(String text) {
        try {
            return Optional.of(filter(new StandardSyntaxParser().parse(text, NO_FIELD)));
        } catch (QueryNodeParseException | UnknownFieldException _) {
            return Optional.empty();
        }
    }

    /// Lucene's tree in our words: groups only group, and what is put side by side must all hold.
    private static Filter filter(QueryNode node) {
        return switch (node) {
            case GroupQueryNode group -> filter(group.getChild());
            case OrQueryNode or -> Joined.any(filters(or));
            case AndQueryNode and -> Joined.all(filters(and));
            case BooleanQueryNode all -> Joined.all(filters(all));
            case ModifierQueryNode modifier ->
                    modifier.getModifier() == ModifierQueryNode.Modifier.MOD_NOT
                            ? new Filter.Not(filter(modifier.getChild()))
                            : filter(modifier.getChild());
            case TermRangeQueryNode range -> range(range);
            case FieldQueryNode term -> term(term);
            default -> throw new AssertionError(node.toString());
        };
    }

    private static List<Filter> filters(QueryNode node) {
        return node.getChildren().stream().map(LuceneOracleTest::filter).toList();
    }

    private static Filter term(FieldQueryNode term) {
        boolean isPattern = !(term instanceof QuotedFieldQueryNode) && hasWildcard(term.getText());
        boolean isStar = isPattern && term.getTextAsString().equals("*");
        if (!term.getFieldAsString().equals(NO_FIELD)) {
            var field = field(term.getFieldAsString());
            return isStar ? new Filter.Exists(field) : condition(field, term, isPattern);
        }
        var fields =
                Stream.of(Field.NAMESPACE, Field.SENDER, Field.ORIGIN, Field.TYPE, Field.STRING);
        return isStar
                ? Filter.ALL
                : new Filter.Or(fields.map(field -> condition(field, term, isPattern)).toList());
    }

    private static Filter condition(Field field, FieldQueryNode term, boolean isPattern) {
        return isPattern
                ? new Filter.Wildcard(field, pattern(term.getText()))
                : new Filter.Equal(field, term.getTextAsString());
    }

    private static boolean hasWildcard(CharSequence text) {
        return IntStream.range(0, text.length())
                .anyMatch(i -> "*?".indexOf(text.charAt(i)) >= 0 && !wasEscaped(text, i));
    }

    private static String pattern(CharSequence text) {
        var pattern = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            boolean isLiteral = "*?\\".indexOf(text.charAt(i)) >= 0 && wasEscaped(text, i);
            pattern.append(isLiteral ? "\\" : "").append(text.charAt(i));
        }
        return pattern.toString();
    }

    private static boolean wasEscaped(CharSequence text, int index) {
        return ((UnescapedCharSequence) text).wasEscaped(index);
    }

    private static Filter range(TermRangeQueryNode range) {
        var field = field(range.getLowerBound().getFieldAsString());
        var lower = bound(range.getLowerBound());
        var upper = bound(range.getUpperBound());
        return lower == null && upper == null
                ? new Filter.Exists(field)
                : new Filter.Range(
                        field,
                        lower,
                        lower == null || range.isLowerInclusive(),
                        upper,
                        upper == null || range.isUpperInclusive());
    }

    /// Absent when the range is open there.
    private static @Nullable String bound(FieldQueryNode bound) {
        var text = bound.getText();
        boolean isEscaped = text instanceof UnescapedCharSequence escaped && escaped.wasEscaped(0);
        return text.toString().equals("*") && !isEscaped ? null : text.toString();
    }

    private static Field field(String name) {
        return Field.named(name).orElseThrow(UnknownFieldException::new);
    }

    /// Lucene knows no fields, so it accepts any.
    private static final class UnknownFieldException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
