/// The event model of the wire contract.
@NullMarked
package io.acequia.event;

import org.jspecify.annotations.NullMarked;
