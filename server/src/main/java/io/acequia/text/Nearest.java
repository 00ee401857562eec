package io.acequia.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Guesses which of the known names a mistyped one was meant to be.
public final class Nearest {
    private Nearest() {}

    /// Returns the known name nearest to `word`, empty when none is near.
    ///
    /// A name is near when its last part is the word (`payload.type` for `type`), or when one
    /// letter, or at most a third of the letters of the longer one, were changed, added, left out
    /// or swapped with their neighbour.
    public static Optional<String> to(String word, Collection<String> known) {
        var small = word.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(name -> distance(small, name) <= most(small, name))
                .min(Comparator.comparingInt(name -> distance(small, name)));
    }

    private static int most(String word, String name) {
        return Math.max(1, Math.max(word.length(), name.length()) / 3);
    }

    private static int distance(String word, String name) {
        var letters = name.toLowerCase(Locale.ROOT);
        if (letters.endsWith('.' + word)) {
            return 0;
        }
        // A word this much longer is never near; the table below would only cost time.
        return word.length() > 2 * letters.length()
                ? Integer.MAX_VALUE
                : optimalStringAlignment(word, letters);
    }

    private static int optimalStringAlignment(String from, String to) {
        var costs = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                costs[i][j] = i == 0 || j == 0 ? i + j : step(costs, from, to, i, j);
            }
        }
        return costs[from.length()][to.length()];
    }

    private static int step(int[][] costs, String from, String to, int i, int j) {
        int changed = costs[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        int best = Math.min(changed, Math.min(costs[i - 1][j], costs[i][j - 1]) + 1);
        boolean swapped =
                i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(best, costs[i - 2][j - 2] + 1) : best;
    }
}
