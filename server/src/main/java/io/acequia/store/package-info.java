/// What a store of events does: the contract that every store keeps, and its query model.
@NullMarked
package io.acequia.store;

import org.jspecify.annotations.NullMarked;
