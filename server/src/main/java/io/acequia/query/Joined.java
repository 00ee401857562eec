package io.acequia.query;

import io.acequia.store.Filter;
import java.util.List;

/// Filters joined into one, without what makes no difference.
final class Joined {
    private Joined() {}

    /// All of them hold; those that hold for every event are left out.
    static Filter all(List<Filter> filters) {
        var narrowing = filters.stream().filter(filter -> !Filter.ALL.equals(filter)).toList();
        return switch (narrowing.size()) {
            case 0 -> Filter.ALL;
            case 1 -> narrowing.getFirst();
            default -> new Filter.And(narrowing);
        };
    }

    /// At least one of them holds; one that holds for every event says it all.
    static Filter any(List<Filter> filters) {
        if (filters.size() == 1 || filters.contains(Filter.ALL)) {
            return filters.size() == 1 ? filters.getFirst() : Filter.ALL;
        }
        return new Filter.Or(filters);
    }
}
