/// Real search engines for the tests, in processes of their own.
@NullMarked
package io.acequia.store.opensearch;

import org.jspecify.annotations.NullMarked;
