package io.acequia.store.embedded;

import org.jspecify.annotations.Nullable;

/// What the database says of a failure.
final class SqlError {
    private SqlError() {}

    /// Returns the first line of the message: the rest is stack traces and offers of help.
    static String text(@Nullable Throwable failure) {
        if (failure == null || failure.getMessage() == null) {
            return String.valueOf(failure);
        }
        return failure.getMessage().lines().findFirst().orElse("");
    }
}
