/// CoAP messages as bytes: RFC 7252 section 3.
@NullMarked
package io.acequia.coap.message;

import org.jspecify.annotations.NullMarked;
