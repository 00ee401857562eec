/// Copies between stores in memory, embedded ones and a real OpenSearch.
@NullMarked
package io.acequia.store.copy;

import org.jspecify.annotations.NullMarked;
