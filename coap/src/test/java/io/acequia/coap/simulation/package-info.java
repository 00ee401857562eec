/// Devices, a network that loses and alters, a store that is slow and dies: whole runs on a virtual
/// clock, each from one seed.
@NullMarked
package io.acequia.coap.simulation;

import org.jspecify.annotations.NullMarked;
