package io.acequia.store.embedded;

import java.io.IOException;

/// A question to the database.
///
/// @param <T> what the answer is
@FunctionalInterface
interface Query<T> {
    /// Answers from the given partitions.
    T run(Partitions partitions, QueryRunner runner) throws IOException;
}
