package io.acequia.settings;

import io.acequia.text.DurationText;
import java.time.Duration;

/// Checks that a value lies between two bounds, both included, and says which it may have if not.
final class Range {
    private Range() {}

    static void check(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    key + " is " + value + "; use " + least + " to " + most);
        }
    }

    static void check(String key, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "%s is %s; use %s to %s"
                            .formatted(
                                    key,
                                    DurationText.print(value),
                                    DurationText.print(least),
                                    DurationText.print(most)));
        }
    }

    static void check(String key, Size value, Size least, Size most) {
        if (value.bytes() < least.bytes() || value.bytes() > most.bytes()) {
            throw new IllegalArgumentException(
                    key + " is " + value + "; use " + least + " to " + most);
        }
    }
}
