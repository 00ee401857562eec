/// Copies events from one store to another.
@NullMarked
package io.acequia.store.copy;

import org.jspecify.annotations.NullMarked;
