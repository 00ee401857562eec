package io.acequia.settings;

import io.acequia.text.DurationText;
import java.time.Duration;

/// How long events are kept.
public sealed interface Retention {
    /// Until somebody deletes them.
    record Forever() implements Retention {
        @Override
        public String toString() {
            return "forever";
        }
    }

    /// Until they are as old as this.
    record Age(Duration age) implements Retention {
        public Age {
            if (!age.isPositive()) {
                throw new IllegalArgumentException("not a positive time: " + age);
            }
        }

        @Override
        public String toString() {
            return DurationText.print(age);
        }
    }

    /// The one value of [Forever].
    Retention FOREVER = new Forever();

    /// Reads `forever` or a duration such as `30d`.
    static Retention parse(String text) {
        return text.equals("forever") ? FOREVER : new Age(ValueText.duration(text));
    }
}
