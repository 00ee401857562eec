/// CoAP over UDP: the only package that opens datagram sockets (RFC 7252 section 3).
@NullMarked
package io.acequia.coap.udp;

import org.jspecify.annotations.NullMarked;
