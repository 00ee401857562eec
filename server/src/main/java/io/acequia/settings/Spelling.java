package io.acequia.settings;

import java.util.Collection;
import java.util.Optional;

/// Finds the name that somebody probably meant.
public final class Spelling {
    private Spelling() {}

    /// Returns the nearest name when it is near: at most a third of the letters differ.
    public static Optional<String> nearest(String wrong, Collection<String> names) {
        int best = Math.max(2, wrong.length() / 3) + 1;
        var nearest = Optional.<String>empty();
        for (var name : names) {
            int distance = distance(wrong, name);
            if (distance < best) {
                best = distance;
                nearest = Optional.of(name);
            }
        }
        return nearest;
    }

    /// Counts the letters to insert, delete or replace (Levenshtein), row by row.
    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replace, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
