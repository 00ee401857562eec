package io.acequia.query.promql;

/// What an expression is.
enum ValueType {
    SCALAR("scalar"),
    VECTOR("instant vector"),
    MATRIX("range vector"),
    TEXT("string");

    private final String label;

    ValueType(String label) {
        this.label = label;
    }

    /// Returns how Prometheus calls it.
    String label() {
        return label;
    }
}
