/// The contract that every store keeps, as tests.
@NullMarked
package io.acequia.store;

import org.jspecify.annotations.NullMarked;
