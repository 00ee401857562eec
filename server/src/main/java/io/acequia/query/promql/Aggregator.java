package io.acequia.query.promql;

import java.util.Arrays;
import java.util.Optional;

/// How many values become one, or fewer.
enum Aggregator {
    SUM("sum"),
    AVG("avg"),
    MIN("min"),
    MAX("max"),
    COUNT("count"),
    GROUP("group"),
    STDDEV("stddev"),
    STDVAR("stdvar"),
    QUANTILE("quantile"),
    TOPK("topk"),
    BOTTOMK("bottomk"),
    COUNT_VALUES("count_values");

    private final String label;

    Aggregator(String label) {
        this.label = label;
    }

    static Optional<Aggregator> of(Token token) {
        return Arrays.stream(values()).filter(it -> token.isWord(it.label)).findAny();
    }

    String label() {
        return label;
    }

    boolean hasParameter() {
        return switch (this) {
            case QUANTILE, TOPK, BOTTOMK, COUNT_VALUES -> true;
            case SUM, AVG, MIN, MAX, COUNT, GROUP, STDDEV, STDVAR -> false;
        };
    }
}
