package io.acequia.store;

import java.io.IOException;
import java.time.Duration;

/// A question that took longer than a question may; the store has given it up.
public final class TooLongException extends IOException {
    /// @param limit how long a question may take
    public TooLongException(Duration limit) {
        super("the question took longer than " + limit.toMillis() / 1_000.0 + " s");
    }
}
