package io.acequia.query.promql;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What stands between two expressions.
enum Operator {
    OR("or", 1, Group.SET),
    AND("and", 2, Group.SET),
    UNLESS("unless", 2, Group.SET),
    EQUAL("==", 3, Group.COMPARISON),
    NOT_EQUAL("!=", 3, Group.COMPARISON),
    LESS("<", 3, Group.COMPARISON),
    LESS_OR_EQUAL("<=", 3, Group.COMPARISON),
    GREATER(">", 3, Group.COMPARISON),
    GREATER_OR_EQUAL(">=", 3, Group.COMPARISON),
    ADD("+", 4, Group.ARITHMETIC),
    SUBTRACT("-", 4, Group.ARITHMETIC),
    MULTIPLY("*", 5, Group.ARITHMETIC),
    DIVIDE("/", 5, Group.ARITHMETIC),
    REMAINDER("%", 5, Group.ARITHMETIC),
    ATAN2("atan2", 5, Group.ARITHMETIC),
    POWER("^", 6, Group.ARITHMETIC);

    /// What operators do alike.
    enum Group {
        SET,
        COMPARISON,
        ARITHMETIC
    }

    private final String sign;
    private final int precedence;
    private final Group group;

    Operator(String sign, int precedence, Group group) {
        this.sign = sign;
        this.precedence = precedence;
        this.group = group;
    }

    static Optional<Operator> of(Token token) {
        var text = token.text().toLowerCase(Locale.ROOT);
        boolean possible = token.kind() == Token.Kind.SIGN || token.kind() == Token.Kind.NAME;
        return Arrays.stream(values()).filter(it -> possible && it.sign.equals(text)).findAny();
    }

    String sign() {
        return sign;
    }

    /// Returns how tightly it binds; a higher one binds tighter.
    int precedence() {
        return precedence;
    }

    boolean isRightAssociative() {
        return this == POWER;
    }

    boolean isSet() {
        return group == Group.SET;
    }

    boolean isComparison() {
        return group == Group.COMPARISON;
    }

    /// Says whether a comparison holds.
    boolean holds(double left, double right) {
        return switch (this) {
            case EQUAL -> left == right;
            case NOT_EQUAL -> left != right;
            case LESS -> left < right;
            case LESS_OR_EQUAL -> left <= right;
            case GREATER -> left > right;
            case GREATER_OR_EQUAL -> left >= right;
            case OR, AND, UNLESS, ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, ATAN2, POWER ->
                    throw new IllegalArgumentException(sign + " is no comparison");
        };
    }

    /// Returns the result of an arithmetic operator, or 1 and 0 for a comparison.
    double result(double left, double right) {
        return switch (this) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> left / right;
            case REMAINDER -> left % right;
            case ATAN2 -> Math.atan2(left, right);
            case POWER -> power(left, right);
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                    holds(left, right) ? 1 : 0;
            case OR, AND, UNLESS -> throw new IllegalArgumentException(sign + " has no number");
        };
    }

    /// IEEE 754 says 1 where Java says not-a-number.
    private static double power(double base, double exponent) {
        boolean isOne = base == 1 || (base == -1 && Double.isInfinite(exponent));
        return isOne ? 1 : Math.pow(base, exponent);
    }
}
