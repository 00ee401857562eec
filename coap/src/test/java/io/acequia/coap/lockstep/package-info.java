/// Test fixture: peers that speak to an endpoint datagram by datagram, on a virtual clock.
@NullMarked
package io.acequia.coap.lockstep;

import org.jspecify.annotations.NullMarked;
