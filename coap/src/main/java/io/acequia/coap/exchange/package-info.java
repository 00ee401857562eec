/// The message layer: deduplication, acknowledgements, retransmission (RFC 7252 section 4).
@NullMarked
package io.acequia.coap.exchange;

import org.jspecify.annotations.NullMarked;
