package io.acequia.query;

import java.util.List;
import java.util.Random;

/// A search in Lucene's syntax, made at random: nothing that only Lucene understands, as regular
/// expressions, and nothing that only we do, as small keywords.
final class RandomSearch {
    private static final List<String> FIELDS =
            List.of("origin", "sender", "namespace", "payload.type", "payload.string");
    private static final List<String> WORDS =
            List.of(
                    "a",
                    "b",
                    "seville",
                    "20",
                    "2.5",
                    "se*",
                    "s?ville",
                    "*",
                    "x-y",
                    "p+q",
                    "c\\:d",
                    "e\\ f",
                    "g\\*",
                    "h\\\\i",
                    "\\(j\\)",
                    "k\\u0041l",
                    "m.n_o",
                    "TO",
                    "caf\u00e9",
                    "\\-1",
                    "\\AND",
                    "\u6771\u4eac",
                    "a|b",
                    "r&s",
                    "#1",
                    "a'b",
                    "%00");
    private static final List<String> QUOTED =
            List.of("\"a\"", "\"weather city\"", "\"*\"", "\"a\\\"b\"", "\"(c OR d\"", "\"\"");
    private static final List<String> CHANGES =
            List.of(" ", "(", ")", "\"", "\\", ":", "-", "+", "!", "*", "[", "]", "=", "<", "a");

    private final Random random;
    private final StringBuilder text = new StringBuilder();

    RandomSearch(Random random) {
        this.random = random;
    }

    String text() {
        clauses(3);
        return text.toString();
    }

    /// Returns the text with one to three characters added or taken away. What only one of the two
    /// parsers understands by design is not added; within a range Lucene counts tabs and line ends
    /// as part of a word.
    static String changed(String text, Random random) {
        var changed = new StringBuilder(text.replace('\t', ' ').replace('\n', ' '));
        for (int changes = random.nextInt(3); changes >= 0; changes--) {
            int at = random.nextInt(changed.length());
            if (random.nextBoolean() && changed.length() > 1) {
                changed.deleteCharAt(at);
            } else {
                changed.insert(at, pick(CHANGES, random));
            }
        }
        return changed.toString();
    }

    private static String pick(List<String> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    private void clauses(int depth) {
        clause(depth);
        for (int more = random.nextInt(4); more > 0; more--) {
            text.append(pick(List.of(" ", " AND ", " OR ", " && ", " || ", "\t", " \n"), random));
            clause(depth);
        }
    }

    private void clause(int depth) {
        text.append(pick(List.of("", "", "", "NOT ", "! ", "-", "+", "!"), random));
        switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0, 1 -> field().value();
            case 2 -> value();
            case 3 -> field().range();
            case 4 -> compared();
            case 5 -> group(depth - 1);
            default -> field().group(depth - 1);
        }
    }

    private RandomSearch field() {
        text.append(pick(FIELDS, random)).append(pick(List.of(":", ":", " : ", "="), random));
        return this;
    }

    private void value() {
        text.append(pick(random.nextInt(4) == 0 ? QUOTED : WORDS, random));
    }

    private void group(int depth) {
        text.append('(');
        clauses(depth);
        text.append(')');
    }

    private void range() {
        text.append(pick(List.of("[", "{"), random));
        bound();
        text.append(" TO ");
        bound();
        text.append(pick(List.of("]", "}"), random));
    }

    private void bound() {
        text.append(pick(List.of("*", "a", "b-c", "\"d e\"", "f*", "g:h", "(i)", "\\j"), random));
    }

    private void compared() {
        text.append(pick(FIELDS, random)).append(pick(List.of("<", "<=", ">", " >= "), random));
        text.append(pick(List.of("a", "\"b c\"", "20", "d*e", "f\\:g"), random));
    }
}
