package io.acequia.store.opensearch;

import io.acequia.store.Filter;
import io.acequia.store.Filter.All;
import io.acequia.store.Filter.And;
import io.acequia.store.Filter.Equal;
import io.acequia.store.Filter.Exists;
import io.acequia.store.Filter.Not;
import io.acequia.store.Filter.Or;
import io.acequia.store.Filter.Range;
import io.acequia.store.Filter.Wildcard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Makes filters flat, as the engines bound how deep a query is nested and how much is in it: `not`
/// stands before conditions only, no `and` is in an `and`, and what is known already is not asked
/// again.
///
/// A condition beside others is known where these are asked: in `a and (a or b)` the second part is
/// true, in `a or (a and b)` false.
final class SimpleFilter {
    /// No event at all.
    static final Filter NONE = new Or(List.of());

    private final UnaryOperator<Filter> meaning;

    private SimpleFilter(UnaryOperator<Filter> meaning) {
        this.meaning = meaning;
    }

    /// Returns a filter for the same events.
    ///
    /// @param meaning puts something simpler in place of a condition: another one, [Filter#ALL] or
    ///   [#NONE]
    static Filter of(Filter filter, UnaryOperator<Filter> meaning) {
        return new SimpleFilter(meaning).simple(filter, false, Map.of());
    }

    private Filter simple(Filter filter, boolean isNegated, Map<Filter, Boolean> known) {
        return switch (filter) {
            case All _ -> isNegated ? NONE : Filter.ALL;
            case Not(var inner) -> simple(inner, !isNegated, known);
            case And(var filters) -> joined(filters, !isNegated, isNegated, known);
            case Or(var filters) -> joined(filters, isNegated, isNegated, known);
            case Equal _, Wildcard _, Range _, Exists _ ->
                    condition(meaning.apply(filter), isNegated, known);
        };
    }

    private static Filter condition(
            Filter condition, boolean isNegated, Map<Filter, Boolean> known) {
        Boolean isTrue = condition.equals(Filter.ALL) ? Boolean.TRUE : known.get(condition);
        if (condition.equals(NONE)) {
            isTrue = false;
        }
        if (isTrue != null) {
            return isTrue == isNegated ? NONE : Filter.ALL;
        }
        return isNegated ? new Not(condition) : condition;
    }

    /// Joins conditions first: they are known to the rest then.
    private Filter joined(
            List<Filter> filters, boolean isAnd, boolean isNegated, Map<Filter, Boolean> known) {
        var parts = new Parts(isAnd, known);
        for (var filter : filters) {
            if (isCondition(filter)) {
                parts.add(simple(filter, isNegated, parts.known));
            }
        }
        for (var filter : filters) {
            if (!isCondition(filter) && !parts.isDecided()) {
                parts.add(simple(filter, isNegated, parts.known));
            }
        }
        return parts.joined();
    }

    private static boolean isCondition(Filter filter) {
        return switch (filter) {
            case Equal _, Wildcard _, Range _, Exists _, All _ -> true;
            case Not(var inner) -> isCondition(inner);
            case And _, Or _ -> false;
        };
    }

    /// The parts of an `and` or an `or`, as they are gathered.
    private static final class Parts {
        private final boolean isAnd;
        private final Map<Filter, Boolean> known;
        private final Set<Filter> parts = new LinkedHashSet<>();

        private Parts(boolean isAnd, Map<Filter, Boolean> known) {
            this.isAnd = isAnd;
            this.known = new HashMap<>(known);
        }

        private void add(Filter part) {
            if (isDecided() || part.equals(isAnd ? Filter.ALL : NONE)) {
                return;
            }
            if (part.equals(isAnd ? NONE : Filter.ALL)) {
                parts.clear();
                parts.add(part);
            } else if (isAnd && part instanceof And(var inner)) {
                inner.forEach(this::add);
            } else if (!isAnd && part instanceof Or(var inner)) {
                inner.forEach(this::add);
            } else if (parts.add(part)) {
                boolean isNot = part instanceof Not;
                known.put(part instanceof Not(var inner) ? inner : part, isAnd != isNot);
            }
        }

        /// Says whether no other part makes a difference any more.
        private boolean isDecided() {
            return parts.contains(isAnd ? NONE : Filter.ALL);
        }

        private Filter joined() {
            if (parts.isEmpty()) {
                return isAnd ? Filter.ALL : NONE;
            }
            var list = new ArrayList<>(parts);
            if (list.size() == 1) {
                return list.getFirst();
            }
            return isAnd ? new And(list) : new Or(list);
        }
    }
}
