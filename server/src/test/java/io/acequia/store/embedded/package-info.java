/// Tests of the embedded store.
@NullMarked
package io.acequia.store.embedded;

import org.jspecify.annotations.NullMarked;
