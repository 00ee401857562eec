package io.acequia.query.promql;

import java.util.List;

/// Which rows of the two sides of an operator belong together.
///
/// @param on whether the labels are those that must be equal, rather than those that need not
/// @param labels names
/// @param many which side may have several rows for one of the other
/// @param include labels that the result takes from the other side
record Matching(boolean on, List<String> labels, Many many, List<String> include) {
    static final Matching ALL_LABELS = new Matching(false, List.of(), Many.NEITHER, List.of());

    Matching {
        labels = List.copyOf(labels);
        include = List.copyOf(include);
    }

    /// The side that may have several rows.
    enum Many {
        NEITHER,
        LEFT,
        RIGHT
    }

    /// Returns what rows that belong together have in common.
    Labels signature(Labels row) {
        return on ? row.only(labels) : row.without(labels).withoutName();
    }
}
