/// The embedded store: a write-ahead log with group commit in front of DuckDB.
@NullMarked
package io.acequia.store.embedded;

import org.jspecify.annotations.NullMarked;
