/// The client side of a CoAP exchange: RFC 7252 sections 4 and 5.
@NullMarked
package io.acequia.coap.client;

import org.jspecify.annotations.NullMarked;
