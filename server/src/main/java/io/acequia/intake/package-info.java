/// The doors for events: the CoAP resources of the wire contract and the threads that serve them.
@NullMarked
package io.acequia.intake;

import org.jspecify.annotations.NullMarked;
